"""The addresses that we collect from, and how each is doing."""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, case, delete, func, insert, select, update

from broadsheet.errors import NotFound
from broadsheet.model.newsletters import SCHEME
from broadsheet.model.sources import Look, Outlet, Source, State
from broadsheet.store.rows import SOURCE, SOURCES, number, plain, read_source, short, source_columns
from broadsheet.store.schema import articles, sources
from broadsheet.text import urls

FIRST_DAY = 86_400  # seconds

_SOURCES = select(*SOURCE).select_from(SOURCES)


_AT_ONCE = -1  # due when it is added


def add(
    conn: Connection,
    *,
    outlet: Outlet,
    url: str,
    identity: str,
    title: str,
    folder: str | None,
    now: int,
    first_look: int | None = _AT_ONCE,
) -> Source:
    """Add a source, due at once, or at `first_look`, or with None never by itself; where its identity or address is
    known already, give the known one as it is."""
    identity = short(identity)
    known = conn.execute(_SOURCES.where((sources.c.identity == identity) | (sources.c.url == url))).first()
    if known:
        return read_source(known)
    values = {
        "outlet_id": outlet.id,
        "url": url,
        "identity": identity,
        "title": plain(title),
        "folder": folder and plain(folder),
        "added": now,
        "state": State.NEW.value,
        "next_look": now if first_look == _AT_ONCE else first_look,
        "failures": 0,
        "articles": 0,
    }
    conn.execute(insert(sources).values(values))
    return read_source(conn.execute(_SOURCES.where(sources.c.identity == identity)).one())


def get(conn: Connection, source_id: int) -> Source | None:
    """The source of that number, or None."""
    row = conn.execute(_SOURCES.where(sources.c.id == number(source_id))).first()
    return read_source(row) if row else None


def by_identity(conn: Connection, identity: str) -> Source | None:
    """The source whose address is known in that form, or None."""
    row = conn.execute(_SOURCES.where(sources.c.identity == short(identity))).first()
    return read_source(row) if row else None


def all(conn: Connection) -> list[Source]:  # noqa: A001  read as sources.all(conn)
    """Every source, with how many articles it led to, by folder (none first), then title."""
    return sorted((read_source(row) for row in conn.execute(_SOURCES)), key=_by_folder)


def due(conn: Connection, now: int, limit: int) -> list[Source]:
    """The sources whose next look is due, longest overdue first; never those that are gone."""
    waiting = _SOURCES.where(sources.c.next_look <= now, sources.c.state != State.GONE.value)
    return [read_source(row) for row in conn.execute(waiting.order_by(sources.c.next_look, sources.c.id).limit(limit))]


def claim(conn: Connection, now: int, until: int, limit: int) -> list[Source]:
    """The sources that are due, as `due` gives them, and left alone by others up to `until`."""
    claimed = due(conn, now, limit)
    ids = [source.id for source in claimed]
    conn.execute(update(sources).where(sources.c.id.in_(ids)).values(next_look=until))
    return claimed


def release(conn: Connection, claimed: Sequence[Source], now: int) -> None:
    """Make claimed sources due again, but for those that were looked at since. `claimed`: as `claim` gave them."""
    for source in claimed:
        untouched = sources.c.checked.is_(None) if source.checked is None else sources.c.checked == source.checked
        released = update(sources).where(sources.c.id == source.id, untouched, sources.c.state != State.GONE.value)
        conn.execute(released.values(next_look=now))


def looked(conn: Connection, source_id: int, look: Look) -> None:
    """Write down one look at a source, after all that it brought is saved. An address that another source has is not
    taken."""
    values = source_columns(look)
    if look.way:
        values["way"] = look.way.value
    if look.title:
        values["title"] = plain(look.title)
    if look.url:
        values |= _moved(conn, source_id, look.url)
    conn.execute(_LOOKED, {"source": source_id, **values})


def settle(conn: Connection, source_id: int, url: str) -> None:
    """A source that was a home page is collected from what was found behind it. An address that another source has is
    not taken."""
    values = _moved(conn, source_id, url)
    if values:
        conn.execute(update(sources).where(sources.c.id == source_id).values(values))


def _moved(conn: Connection, source_id: int, url: str) -> dict[str, str]:
    identity = short(urls.source_identity(url))
    same = (sources.c.url == url) | (sources.c.identity == identity)
    taken = conn.execute(select(sources.c.id).where(same, sources.c.id != source_id)).first()
    return {} if taken else {"url": url, "identity": identity}


def recent(conn: Connection, source_id: int, most: int = 1_000) -> list[int]:
    """When the newest articles came that this source was the first to bring, newest arrival first: their publication,
    or else their arrival. What came without a date on the source's first day is left out: it may be of any time."""
    return [at for at, counts in conn.execute(_RECENT, {"source": source_id, "most": most}) if counts]


def relocate(conn: Connection, source_id: int, url: str, now: int) -> None:
    """Let a source be read at another address, due at once and not yet asked there; its articles stay. The address
    must be no other source's."""
    afresh = {"state": State.NEW.value, "reason": None, "failures": 0, "next_look": now, "look_because": None}
    place = {"url": url, "identity": short(urls.source_identity(url)), "moving_to": None, "answered_from": None}
    values = {**afresh, **place, "etag": None, "last_modified": None}
    conn.execute(update(sources).where(sources.c.id == source_id).values(values))


def remove(conn: Connection, source_id: int) -> None:
    """Stop collecting from a source; its articles and its outlet stay. Raises NotFound."""
    if conn.execute(delete(sources).where(sources.c.id == source_id)).rowcount == 0:
        raise NotFound(f"There is no source {source_id}.")


def make_due(conn: Connection, now: int, source_id: int | None = None) -> None:
    """Make every source due at once, but for those that are gone; or one source, which may be gone: it is tried again.

    Senders of newsletters are never due: their mails come to the mailbox. `now`: seconds since 1970, UTC.
    """
    fetched = ~sources.c.url.startswith(SCHEME)
    if source_id is None:
        conn.execute(update(sources).where(sources.c.state != State.GONE.value, fetched).values(next_look=now))
    else:
        state = case((sources.c.state == State.GONE.value, State.FAILING.value), else_=sources.c.state)
        conn.execute(update(sources).where(sources.c.id == source_id, fetched).values(next_look=now, state=state))


def look_soon(conn: Connection, source_id: int, now: int, pause: int = 0) -> bool:
    """Let a source be due now, or so soon as `pause` seconds have passed since it was looked at, unless it is sooner
    anyway, or gone. Gives whether that changed anything."""
    checked = conn.execute(select(sources.c.checked).where(sources.c.id == source_id)).scalar()
    at = now if checked is None else max(now, checked + pause)
    later = (sources.c.next_look > at) & (sources.c.state != State.GONE.value)
    return conn.execute(update(sources).where(sources.c.id == source_id, later).values(next_look=at)).rowcount > 0


def _by_folder(source: Source) -> tuple[str, str, int]:
    # Sorted here: the two databases would put accents and capitals in different places.
    return (source.folder or "").casefold(), source.title.casefold(), source.id


# Built once: putting a statement together costs more than running it, and these run at every look.
_LOOKED = update(sources).where(sources.c.id == bindparam("source"))
_RECENT = (
    select(
        func.coalesce(articles.c.published, articles.c.arrived),
        articles.c.published.is_not(None) | (articles.c.arrived > sources.c.added + FIRST_DAY),
    )
    .join(sources, sources.c.id == articles.c.source_id)
    .where(articles.c.source_id == bindparam("source"))
    .order_by(articles.c.id.desc())
    .limit(bindparam("most"))
)
