"""What each source has listed: the article that an entry became, or why it never will be one."""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, insert, select, update

from broadsheet.errors import NotFound
from broadsheet.store.rows import plain, short
from broadsheet.store.schema import entries, sources

AT_ONCE = 500  # keys in one query


def known(conn: Connection, source_id: int, keys: Sequence[str]) -> set[str]:
    """Those of `keys` that need no more work: they became an article, or were skipped for good."""
    by_short = {short(key): key for key in keys}
    wanted, found = list(by_short), set()
    for start in range(0, len(wanted), AT_ONCE):
        some = entries.c.key.in_(wanted[start : start + AT_ONCE])
        rows = conn.execute(select(entries.c.key).where(entries.c.source_id == source_id, some))
        found |= {by_short[key] for key in rows.scalars()}
    return found


def article_of(conn: Connection, source_id: int, key: str) -> int | None:
    """The number of the article that an entry became, or None. Raises NotFound where the source was removed."""
    row = conn.execute(_ARTICLE_OF, {"source": source_id, "key": short(key)}).first()
    if row is None:
        raise NotFound("The source was removed while it was read.")
    return None if row.article_id is None else int(row.article_id)


def note(conn: Connection, source_id: int, key: str, reason: str, now: int) -> None:
    """Skip an entry for good, and say why. One that became an article stays as it is."""
    values = {"source_id": source_id, "key": short(key), "reason": plain(reason), "seen": now}
    if not known(conn, source_id, [key]):
        conn.execute(insert(entries), values)


def link(conn: Connection, source_id: int, key: str, article_id: int, now: int) -> None:
    """Write down that an entry is this article, and count it for its source where that never listed it before.

    An entry that is another article already stays so. Raises NotFound where the source was removed.
    """
    if article_of(conn, source_id, key) is not None:
        return
    source = entries.c.source_id == source_id
    if not conn.execute(select(entries.c.key).where(source, entries.c.article_id == article_id)).first():
        conn.execute(_COUNT, {"source": source_id})
    changes = {"article_id": article_id, "reason": None, "seen": now}
    if not conn.execute(update(entries).where(source, entries.c.key == short(key)).values(changes)).rowcount:
        conn.execute(insert(entries), {"source_id": source_id, "key": short(key), **changes})


_ARTICLE_OF = (
    select(sources.c.id, entries.c.article_id)
    .outerjoin(entries, (entries.c.source_id == sources.c.id) & (entries.c.key == bindparam("key")))
    .where(sources.c.id == bindparam("source"))
)
_COUNT = update(sources).where(sources.c.id == bindparam("source")).values(articles=sources.c.articles + 1)
