"""The archive: every article once, whatever sources and addresses it came by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, update

from broadsheet.errors import NotFound
from broadsheet.model.articles import Article, StoredArticle
from broadsheet.model.insights import Insight
from broadsheet.model.revisions import ChangeKind
from broadsheet.model.second_looks import Word
from broadsheet.model.sources import Source
from broadsheet.store import copies, entries, hashtags, parts, revisions, search_index
from broadsheet.store.entries import known, link
from broadsheet.store.entries import note as note_entry
from broadsheet.store.merging import better, dated, renewed
from broadsheet.store.rows import (
    OUTLET,
    AnyRow,
    article_columns,
    number,
    plain,
    read_article,
    read_outlet,
    short,
    storable,
)
from broadsheet.store.schema import addresses, articles, outlets, texts
from broadsheet.text.words import excerpt

__all__ = [
    "Arrival",
    "Connection",
    "Saved",
    "by_identity",
    "claim_retries",
    "count",
    "get",
    "known",
    "known_by",
    "link",
    "look_again",
    "many",
    "note_entry",
    "postpone",
    "renew",
    "save",
]  # fmt: skip

AT_ONCE = 500  # addresses in one query


@dataclass(frozen=True, slots=True)
class Arrival:
    """An article as its source brings it. `word`: what the source says of its entry there, with the entry's key.
    `identities`: the addresses that it is known by. `next_try`: when its page is asked for again, seconds since 1970,
    UTC, or None."""

    word: Word
    article: Article
    insight: Insight
    identities: Sequence[str] = ()
    next_try: int | None = None

    @property
    def key(self) -> str:
        """The key of its entry."""
        return self.word.key


@dataclass(frozen=True, slots=True)
class Saved:
    """Which article it is. `fresh`: it was not here before. `improved`: it was, and its text was replaced now."""

    id: int
    fresh: bool
    improved: bool = False


def save(conn: Connection, source: Source, arrivals: Sequence[Arrival], now: int) -> list[Saved]:
    """Keep articles and all that belongs to them, in the caller's transaction; saving one twice changes nothing.

    Where an address is known already, it is that article, and the better of the two texts is kept. No two arrivals may
    have a key or an address in common. `now`: seconds since 1970, UTC. Raises NotFound where the source was removed.
    """
    seen = entries.find(conn, source.id, [one.key for one in arrivals])
    taken = _taken(conn, [identity for one in arrivals for identity in one.identities])
    here = [_here(one, seen, taken) for one in arrivals]
    new = [replace(one, article=storable(one.article)) for one, known in zip(arrivals, here, strict=True) if not known]
    ids = iter(_add(conn, source, new, now) if new else ())
    saved = [Saved(known or next(ids), fresh=not known) for known in here]
    if new:
        fresh = [(one.word, one_saved.id) for one, one_saved in zip(arrivals, saved, strict=True) if one_saved.fresh]
        entries.link_new(conn, source.id, fresh, seen, now)
    for place, one in enumerate(arrivals):
        if not saved[place].fresh:
            article_id = saved[place].id
            saved[place] = replace(saved[place], improved=_improve(conn, article_id, one, now))
            entries.link(conn, source.id, one.key, article_id, now)
    _add_addresses(conn, [(of.id, one.identities) for one, of in zip(arrivals, saved, strict=True)], taken)
    return saved


def _here(one: Arrival, seen: Mapping[str, int | None], taken: Mapping[str, int]) -> int | None:
    """The number that an arrival's article has already, or None."""
    numbers = [taken[identity] for each in one.identities if (identity := short(each)) in taken]
    return seen.get(one.key) or min(numbers, default=None)


def renew(
    conn: Connection,
    article_id: int,
    article: Article,
    insight: Insight,
    identities: Sequence[str],
    now: int,
    tries: int,
    next_try: int | None,
    what: Sequence[ChangeKind] = (),
) -> None:
    """Put a second reading of the article's page in the place of the first; its id, arrival and date stay, unless its
    publication became known only now. An excerpt never replaces a whole text. `tries`: how often the page was asked
    for so far. `what`: how its words differ, where a person would call it a change: then a whole text that is replaced
    is kept as an earlier version. Raises NotFound where the article was removed."""
    old = get(conn, article_id)
    if old is None:
        raise NotFound(f"There is no article {article_id}.")
    article = renewed(old.article, storable(article))
    next_try = next_try if article.excerpt_because else None
    if article is not old.article:
        if what and old.article.excerpt_because is None:
            revisions.keep(conn, article_id, old.article, what, now)
        _replace(conn, old, article, insight, now)
    conn.execute(_TRIED, {"article": article_id, "tries": tries, "next_try": next_try})
    _add_addresses(conn, [(article_id, identities)], _taken(conn, identities))


def postpone(conn: Connection, article_id: int, tries: int, next_try: int | None) -> None:
    """Count a try that brought nothing, and say when the next one is; None: never."""
    conn.execute(_TRIED, {"article": article_id, "tries": tries, "next_try": next_try})


def look_again(conn: Connection, article_id: int, at: int) -> None:
    """Let the page of a whole article be asked for again at that time, and count the look."""
    again = {"next_try": at, "looks": articles.c.looks + 1}
    conn.execute(update(articles).where(articles.c.id == article_id).values(again))


def get(conn: Connection, article_id: int) -> StoredArticle | None:
    """The article of that number, or None."""
    return many(conn, [article_id]).get(article_id)


def many(conn: Connection, ids: Sequence[int]) -> dict[int, StoredArticle]:
    """The articles of those numbers, in that order; five queries, however many."""
    possible = [article_id for article_id in ids if number(article_id) is not None]
    found = {stored.id: stored for stored in _read(conn, _ARTICLES.where(articles.c.id.in_(possible)))}
    return {article_id: found[article_id] for article_id in ids if article_id in found}


def claim_retries(conn: Connection, now: int, until: int, limit: int) -> list[StoredArticle]:
    """The articles whose pages are to be asked for again by now, longest overdue first; left alone by others up to
    `until`."""
    due = _ARTICLES.where(articles.c.next_try <= now).order_by(articles.c.next_try, articles.c.id)
    claimed = _read(conn, due.limit(limit))
    ids = [stored.id for stored in claimed]
    conn.execute(update(articles).where(articles.c.id.in_(ids)).values(next_try=until))
    return claimed


def by_identity(conn: Connection, identity: str) -> int | None:
    """The number of the article that is known by this address, or None."""
    return _taken(conn, [identity]).get(short(identity))


def known_by(conn: Connection, identities: Sequence[str]) -> set[str]:
    """Those of the addresses that some article is known by already."""
    taken = _taken(conn, identities)
    return {identity for identity in identities if short(identity) in taken}


def count(conn: Connection) -> int:
    """How many articles were ever taken in; quick however many there are."""
    return conn.execute(select(func.max(articles.c.id))).scalar() or 0


def _taken(conn: Connection, identities: Sequence[str]) -> dict[str, int]:
    """Those of the addresses that are some article's already, with its number."""
    wanted, found = [short(identity) for identity in identities], dict[str, int]()
    for start in range(0, len(wanted), AT_ONCE):
        rows = conn.execute(_KNOWN, {"identities": wanted[start : start + AT_ONCE]})
        found |= {row.identity: row.article_id for row in rows}
    return found


def _add(conn: Connection, source: Source, new: Sequence[Arrival], now: int) -> list[int]:
    """The numbers of the new articles, in their order."""
    dates = [dated(one.article, now) for one in new]
    where = {"outlet_id": source.outlet.id, "source_id": source.id, "arrived": now, "tries": 1}
    columns = [
        {**where, "dated": at, "next_try": one.next_try, **_columns(one.article, one.insight, now)}
        for one, at in zip(new, dates, strict=True)
    ]
    ids = list(conn.execute(_ADD_ARTICLE, columns).scalars())
    rows = [
        {"article_id": article_id, "html": one.article.html, "text": one.article.text}
        for article_id, one in zip(ids, new, strict=True)
    ]
    conn.execute(_ADD_TEXT, rows)
    written = zip(ids, new, dates, strict=True)
    _write_rest(conn, source.outlet.id, [(number, one.article, one.insight, at) for number, one, at in written])
    return ids


def _improve(conn: Connection, article_id: int, one: Arrival, now: int) -> bool:
    old = get(conn, article_id)
    new = better(old.article, storable(one.article)) if old else None
    if old is None or new is None:
        return False
    _replace(conn, old, new, one.insight, now)
    next_try = one.next_try if new.excerpt_because else None
    conn.execute(_TRIED, {"article": article_id, "tries": old.tries, "next_try": next_try})
    return True


def _replace(conn: Connection, old: StoredArticle, article: Article, insight: Insight, now: int) -> None:
    at = dated(article, old.arrived) if old.article.published is None else old.dated
    revision = old.revision + (article.text != old.article.text)
    columns = {"dated": at, "revision": revision, **_columns(article, insight, now)}
    conn.execute(update(articles).where(articles.c.id == old.id).values(columns))
    conn.execute(update(texts).where(texts.c.article_id == old.id).values({"html": article.html, "text": article.text}))
    if revision != old.revision:
        copies.outdate(conn, old.id)
    parts.remove_lists(conn, old.id)
    hashtags.take_off(conn, old.id)
    search_index.forget(conn, search_index.findable(old))
    _write_rest(conn, old.outlet.id, [(old.id, article, insight, at)])


def _write_rest(conn: Connection, outlet_id: int, written: Sequence[tuple[int, Article, Insight, int]]) -> None:
    """What stands beside articles: their lists, hashtags and words. Each with its number, and when it is from."""
    parts.write_lists(conn, [(article_id, article) for article_id, article, _, _ in written])
    hashtags.put_on(conn, [(article_id, at, insight.hashtags) for article_id, _, insight, at in written])
    search_index.save(
        conn, [_findable(article_id, outlet_id, article, insight) for article_id, article, insight, _ in written]
    )


def _findable(article_id: int, outlet_id: int, article: Article, insight: Insight) -> search_index.Findable:
    tags = hashtags.keys_of(insight.hashtags)
    return search_index.Findable(article_id, outlet_id, article, _language(article, insight), tags)


def _language(article: Article, insight: Insight) -> str | None:
    language = insight.language or article.language
    return language and plain(language)


def _columns(article: Article, insight: Insight, now: int) -> dict[str, Any]:
    return {
        **article_columns(article, now),
        "language": _language(article, insight),
        "excerpt": excerpt(article.lead or article.text),
    }


def _add_addresses(conn: Connection, of: Sequence[tuple[int, Sequence[str]]], taken: Mapping[str, int]) -> None:
    """Those that are another article's already stay with it: the first to have an address keeps it."""
    new = {short(one): article_id for article_id, identities in of for one in identities if short(one) not in taken}
    if new:
        conn.execute(_ADD_ADDRESS, [{"identity": one, "article_id": article_id} for one, article_id in new.items()])


def _read(conn: Connection, found: Any) -> list[StoredArticle]:
    rows = conn.execute(found).all()
    ids = [row.id for row in rows]
    if not ids:
        return []
    lists: dict[str, parts.Lists[Any]] = {
        "authors": parts.authors_of(conn, ids),
        "topics": parts.topics_of(conn, ids),
        "enclosures": parts.enclosures_of(conn, ids),
    }
    tags = parts.hashtags_of(conn, ids)
    return [
        _stored(row, {name: of.get(row.id, ()) for name, of in lists.items()}, tags.get(row.id, ())) for row in rows
    ]


def _stored(row: AnyRow, lists: dict[str, tuple[Any, ...]], tags: tuple[Any, ...]) -> StoredArticle:
    return StoredArticle(
        id=row.id,
        outlet=read_outlet(row),
        source_id=row.source_id,
        article=read_article(row, lists),
        hashtags=tags,
        arrived=row.arrived,
        dated=row.dated,
        tries=row.tries,
        next_try=row.next_try,
        revision=row.revision,
        looks=row.looks,
    )


_ARTICLES = (
    select(*articles.c, texts.c.html, texts.c.text, *OUTLET)
    .join(texts, texts.c.article_id == articles.c.id)
    .join(outlets, outlets.c.id == articles.c.outlet_id)
)
_KNOWN = select(addresses.c.identity, addresses.c.article_id).where(
    addresses.c.identity.in_(bindparam("identities", expanding=True))
)
_ADD_ARTICLE = insert(articles).returning(articles.c.id, sort_by_parameter_order=True)
_ADD_TEXT, _ADD_ADDRESS = insert(texts), insert(addresses)
_TRIED = (
    update(articles)
    .where(articles.c.id == bindparam("article"))
    .values(tries=bindparam("tries"), next_try=bindparam("next_try"))
)
