"""What each source has listed: the article that an entry became, or why it never will be one."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, bindparam, func, insert, select, update

from broadsheet.errors import NotFound
from broadsheet.model.second_looks import Heard, Word
from broadsheet.store.rows import plain, short
from broadsheet.store.schema import articles, entries, sources

AT_ONCE = 500  # keys in one query


@dataclass(frozen=True, slots=True)
class Found:
    """What became of an entry. `here`: it was seen before. `article_id`: the article that it is, or None."""

    here: bool
    article_id: int | None


def known(conn: Connection, source_id: int, keys: Sequence[str]) -> set[str]:
    """Those of `keys` that need no more work: they became an article, or were skipped for good."""
    by_short = {short(key): key for key in keys}
    wanted, found = list(by_short), set()
    for start in range(0, len(wanted), AT_ONCE):
        some = entries.c.key.in_(wanted[start : start + AT_ONCE])
        rows = conn.execute(select(entries.c.key).where(entries.c.source_id == source_id, some))
        found |= {by_short[key] for key in rows.scalars()}
    return found


def heard(conn: Connection, source_id: int, keys: Sequence[str]) -> dict[str, Heard]:
    """What the source said before of those of `keys` that are articles."""
    by_short = {short(key): key for key in keys}
    wanted, found = list(by_short), dict[str, Heard]()
    for start in range(0, len(wanted), AT_ONCE):
        some = entries.c.key.in_(wanted[start : start + AT_ONCE])
        for row in conn.execute(_HEARD.where(entries.c.source_id == source_id, some)):
            key = by_short[row.key]
            waiting, whole = row.next_try is not None, row.excerpt_because is None
            found[key] = Heard(
                key, row.id, row.headline, row.modified, row.dated, row.looks, waiting=waiting, whole=whole
            )
    return found


def hear(conn: Connection, source_id: int, words: Sequence[Word]) -> None:
    """Write down what the source says of its entries now."""
    rows = [{"of": source_id, "which": short(word.key), "is": word.headline, "at": word.modified} for word in words]
    if rows:
        conn.execute(_HEAR, rows)


def same_headlines(conn: Connection, source_id: int, words: Sequence[Word]) -> int:
    """How many of the headlines the source has had before, under other keys than these."""
    keys, digests = [short(word.key) for word in words[:AT_ONCE]], {word.headline for word in words[:AT_ONCE]}
    others = (entries.c.source_id == source_id) & entries.c.headline.in_(digests) & entries.c.key.not_in(keys)
    return conn.execute(select(func.count(entries.c.headline.distinct())).where(others)).scalar_one()


def find(conn: Connection, source_id: int, key: str) -> Found:
    """What became of an entry so far. Raises NotFound where the source was removed."""
    row = conn.execute(_FIND, {"source": source_id, "key": short(key)}).first()
    if row is None:
        raise NotFound("The source was removed while it was read.")
    return Found(row.key is not None, row.article_id)


def note(conn: Connection, source_id: int, key: str, reason: str, now: int) -> None:
    """Skip an entry for good, and say why. One that became an article stays as it is."""
    values = {"source_id": source_id, "key": short(key), "reason": plain(reason), "seen": now}
    if not known(conn, source_id, [key]):
        conn.execute(insert(entries), values)


def link(conn: Connection, source_id: int, key: str, article_id: int, now: int) -> None:
    """Write down that an entry is this article, and count it for its source where that never listed it before.

    An entry that is another article already stays so. Raises NotFound where the source was removed.
    """
    found = find(conn, source_id, key)
    if found.article_id is None:
        listed = has_listed(conn, source_id, article_id)
        link_found(conn, source_id, key, found, article_id, now, listed=listed)


def has_listed(conn: Connection, source_id: int, article_id: int) -> bool:
    """Whether the source has listed this article before, by whatever key."""
    return conn.execute(_LISTED, {"source": source_id, "article": article_id}).first() is not None


def link_found(
    conn: Connection, source_id: int, key: str, found: Found, article_id: int, now: int, *, listed: bool
) -> None:
    """The same for an entry that was looked up. `listed`: the source has listed the article before."""
    changes = {"article_id": article_id, "reason": None, "seen": now}
    if found.here:
        conn.execute(update(entries).where(_is(source_id, key)).values(changes))
    else:
        conn.execute(_ADD, {"source_id": source_id, "key": short(key), **changes})
    if not listed:
        conn.execute(_COUNT, {"source": source_id})


def _is(source_id: int, key: str) -> ColumnElement[bool]:
    return and_(entries.c.source_id == source_id, entries.c.key == short(key))


_FIND = (
    select(sources.c.id, entries.c.key, entries.c.article_id)
    .outerjoin(entries, (entries.c.source_id == sources.c.id) & (entries.c.key == bindparam("key")))
    .where(sources.c.id == bindparam("source"))
)
_LISTED = select(entries.c.key).where(
    entries.c.source_id == bindparam("source"), entries.c.article_id == bindparam("article")
)
_HEARD = select(
    entries.c.key,
    entries.c.headline,
    entries.c.modified,
    *(articles.c[name] for name in ("id", "dated", "looks", "tries", "next_try", "excerpt_because")),
).join(articles, articles.c.id == entries.c.article_id)
_HEAR = (
    update(entries)
    .where(entries.c.source_id == bindparam("of"), entries.c.key == bindparam("which"))
    .values(headline=bindparam("is"), modified=bindparam("at"))
)
_ADD = insert(entries)
_COUNT = update(sources).where(sources.c.id == bindparam("source")).values(articles=sources.c.articles + 1)
