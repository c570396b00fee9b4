"""What each source has listed: the article that an entry became, or why it never will be one."""

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, bindparam, func, insert, select, update

from broadsheet.errors import NotFound
from broadsheet.model.second_looks import Heard, Word
from broadsheet.store.rows import plain, short
from broadsheet.store.schema import articles, entries, sources

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


def find(conn: Connection, source_id: int, keys: Sequence[str]) -> dict[str, int | None]:
    """Those of `keys` that were seen before, with the article that each is, or None. Raises NotFound where the source
    was removed."""
    by_short = {short(key): key for key in keys}
    wanted, found = list(by_short), dict[str, int | None]()
    for start in range(0, len(wanted), AT_ONCE):
        rows = conn.execute(_FIND, {"source": source_id, "keys": wanted[start : start + AT_ONCE]}).all()
        if not rows:
            raise NotFound("The source was removed while it was read.")
        found |= {by_short[row.key]: row.article_id for row in rows if row.key is not None}
    return found


def note(conn: Connection, source_id: int, key: str, reason: str, now: int) -> None:
    """Skip an entry for good, and say why. One that became an article stays as it is."""
    values = {"source_id": source_id, "key": short(key), "reason": plain(reason), "seen": now}
    if not known(conn, source_id, [key]):
        conn.execute(insert(entries), values)


def link(conn: Connection, source_id: int, key: str, article_id: int, now: int) -> None:
    """Write down that an entry is this article, and count it for its source where that never listed it before.

    An entry that is another article already stays so. Raises NotFound where the source was removed.
    """
    found = find(conn, source_id, [key])
    if found.get(key) is not None:
        return
    listed = has_listed(conn, source_id, article_id)
    if key in found:
        _skipped_no_more(conn, source_id, key, article_id, now)
    else:
        conn.execute(_ADD, [_row(source_id, Word(key), article_id, now)])
    if not listed:
        conn.execute(_COUNT, {"source": source_id, "more": 1})


def link_new(
    conn: Connection, source_id: int, links: Sequence[tuple[Word, int]], seen: Collection[str], now: int
) -> None:
    """The same for entries of articles that came just now, with what the source says of each. `seen`: the keys that
    were here before, and led to none."""
    rows = [_row(source_id, word, article_id, now) for word, article_id in links if word.key not in seen]
    if rows:
        conn.execute(_ADD, rows)
    for word, article_id in links:
        if word.key in seen:
            _skipped_no_more(conn, source_id, word.key, article_id, now)
    conn.execute(_COUNT, {"source": source_id, "more": len(links)})


def has_listed(conn: Connection, source_id: int, article_id: int) -> bool:
    """Whether the source has listed this article before, by whatever key."""
    return conn.execute(_LISTED, {"source": source_id, "article": article_id}).first() is not None


def _skipped_no_more(conn: Connection, source_id: int, key: str, article_id: int, now: int) -> None:
    here = (entries.c.source_id == source_id) & (entries.c.key == short(key))
    conn.execute(update(entries).where(here).values(article_id=article_id, reason=None, seen=now))


def _row(source_id: int, word: Word, article_id: int, now: int) -> dict[str, int | str | None]:
    said = {"headline": word.headline, "modified": word.modified}
    return {"source_id": source_id, "key": short(word.key), "article_id": article_id, "seen": now, **said}


_FIND = (
    select(sources.c.id, entries.c.key, entries.c.article_id)
    .outerjoin(entries, (entries.c.source_id == sources.c.id) & entries.c.key.in_(bindparam("keys", expanding=True)))
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
_COUNT = (
    update(sources).where(sources.c.id == bindparam("source")).values(articles=sources.c.articles + bindparam("more"))
)
