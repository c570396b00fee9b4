"""How far the mailbox of the newsletters was read; their senders, of which each is a source; and those not wanted."""

from sqlalchemy import Connection, delete, insert, or_, select, update

from broadsheet.model.newsletters import SCHEME, Progress, Sender, sender_of
from broadsheet.model.sources import Source, State
from broadsheet.store import outlets, sources
from broadsheet.store.rows import number, plain, short
from broadsheet.store.schema.news import sources as source_rows
from broadsheet.store.schema.newsletters import declined, mailboxes


def progress(conn: Connection, place: str) -> Progress:
    """How far a mailbox was read; not at all, where it is new."""
    row = conn.execute(select(mailboxes).where(mailboxes.c.place == short(place))).first()
    return Progress(row.validity, row.last, row.checked, row.next_look, row.failures, row.reason) if row else Progress()


def claim(conn: Connection, place: str, now: int, until: int) -> Progress | None:
    """How far it was read, where it is due; it is left alone by others up to `until`. None where it is not due."""
    known, key = progress(conn, place), short(place)
    if known == Progress():
        _write(conn, place, {"next_look": now})
    due = or_(mailboxes.c.next_look.is_(None), mailboxes.c.next_look <= now)
    claimed = conn.execute(update(mailboxes).where(mailboxes.c.place == key, due).values(next_look=until)).rowcount
    return known if claimed else None


def advance(conn: Connection, place: str, validity: int, last: int) -> None:
    """All mails up to the number `last` were read, in that numbering."""
    _write(conn, place, {"validity": number(validity), "last": last})


def looked(conn: Connection, place: str, now: int, next_look: int, reason: str | None) -> None:
    """Write down how a look at the mailbox went, and say the same of all senders. `reason`: why it failed, or None."""
    failures = progress(conn, place).failures + 1 if reason else 0
    said = reason and plain(reason)
    _write(conn, place, {"checked": now, "next_look": next_look, "failures": failures, "reason": said})
    state = State.FAILING if reason else State.OK
    values = {"state": state.value, "reason": said, "checked": now, "failures": failures}
    conn.execute(update(source_rows).where(source_rows.c.url.startswith(SCHEME)).values(values))


def release(conn: Connection, place: str, next_look: int | None) -> None:
    """Let a claimed mailbox be due as it was: its look was broken off."""
    _write(conn, place, {"next_look": next_look})


def make_due(conn: Connection, now: int) -> None:
    """Let the mailbox be looked at now."""
    conn.execute(update(mailboxes).values(next_look=now))


def source_of(conn: Connection, sender: Sender, now: int) -> Source:
    """The source that a sender is, with an outlet of its own; added where it is new. It is never due by itself."""
    known = sources.by_identity(conn, sender.identity)
    if known is not None:
        return known
    outlet = outlets.find_or_add(conn, sender.address, sender.name)
    if outlet.name != sender.name:  # one address sends several newsletters
        outlet = outlets.find_or_add(conn, sender.identity.partition(":")[2], sender.name)
    url, identity = sender.url, sender.identity
    return sources.add(
        conn, outlet=outlet, url=url, identity=identity, title=sender.name, folder=None, now=now, first_look=None
    )


def decline(conn: Connection, source: Source, now: int) -> None:
    """Take no more mails of a sender whose source goes."""
    sender = sender_of(source.url, source.title)
    conn.execute(delete(declined).where(declined.c.identity == short(sender.identity)))
    values = {"address": plain(sender.address), "name": plain(sender.name), "since": now}
    conn.execute(insert(declined).values(identity=short(sender.identity), **values))


def is_declined(conn: Connection, sender: Sender) -> bool:
    """Whether mails of this sender are not wanted."""
    same = declined.c.identity == short(sender.identity)
    return conn.execute(select(declined.c.since).where(same)).first() is not None


def accept(conn: Connection, address: str, now: int) -> list[Source]:
    """Take mails again of the senders that were declined and have this address; gives their sources, added anew."""
    same = or_(declined.c.address == plain(address), declined.c.identity == short(address))
    found = conn.execute(select(declined).where(same)).all()
    conn.execute(delete(declined).where(same))
    return [source_of(conn, Sender(row.identity, row.address, row.name), now) for row in found]


def _write(conn: Connection, place: str, values: dict[str, int | str | None]) -> None:
    key = short(place)
    if not conn.execute(update(mailboxes).where(mailboxes.c.place == key).values(values)).rowcount:
        conn.execute(insert(mailboxes).values({"place": key, "last": 0, "failures": 0, **values}))
