"""Hashtags, and which articles carry them."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from math import log

from sqlalchemy import Connection, Text, bindparam, delete, func, insert, select, union_all, update

from broadsheet.model.insights import Hashtag, HashtagType
from broadsheet.store.rows import AnyRow, plain, short
from broadsheet.store.schema import article_hashtags, articles, hashtags

RAREST = 6  # how many of an article's hashtags lead to others: the rarest say most
SAMPLE = 1500  # articles that are counted for the busiest hashtags
AT_ONCE = 500  # keys in one query
MOST = 100  # hashtags of one article that are kept
FAMILIAR = 4000  # hashtags that new articles are compared with
HASHTAG = (hashtags.c.key, hashtags.c.name, hashtags.c.label, hashtags.c.type)


def get(conn: Connection, key: str) -> Hashtag | None:
    """The hashtag of that key, or None where no article ever had it."""
    row = conn.execute(select(hashtags).where(hashtags.c.key == short(key))).first()
    return as_hashtag(row) if row else None


def as_hashtag(row: AnyRow) -> Hashtag:
    """A row with the columns HASHTAG as a value."""
    return Hashtag(row.key, row.name, row.label, HashtagType(row.type) if row.type else None)


def familiar(conn: Connection, most: int = FAMILIAR) -> list[tuple[Hashtag, int]]:
    """The hashtags that most articles carry, with how many: what a new article is compared with. One query, by an
    index; a few milliseconds."""
    found = select(*HASHTAG, hashtags.c.articles).where(hashtags.c.articles > 0)
    rows = conn.execute(found.order_by(hashtags.c.articles.desc()).limit(most))
    return [(as_hashtag(row), row.articles) for row in rows]


def busiest(conn: Connection, since: int, limit: int) -> list[tuple[Hashtag, int]]:
    """The hashtags that most articles dated from `since` on carry, with how many. Seconds since 1970, UTC.

    Where there are very many, the newest 1,500 articles speak for all: the cost does not grow with the archive.
    """
    tagged = article_hashtags.c
    count = func.count().label("count")
    recent = select(articles.c.id).where(articles.c.dated >= since).order_by(articles.c.dated.desc()).limit(SAMPLE)
    top = (
        select(tagged.hashtag_id, count)
        .where(tagged.article_id.in_(recent))
        .group_by(tagged.hashtag_id)
        .order_by(count.desc(), tagged.hashtag_id)
        .limit(limit)
        .subquery()
    )
    named = select(*HASHTAG, top.c.count.label("used"))
    found = named.join(top, top.c.hashtag_id == hashtags.c.id).order_by(top.c.count.desc(), hashtags.c.id)
    return [(as_hashtag(row), row.used) for row in conn.execute(found)]


def counts(conn: Connection, keys: Sequence[str]) -> dict[str, int]:
    """How many articles carry each hashtag; 0 for one that none ever had."""
    found = conn.execute(select(hashtags.c.key, hashtags.c.articles).where(hashtags.c.key.in_(map(short, keys))))
    by_key = {row.key: row.articles for row in found}
    return {key: by_key.get(short(key), 0) for key in keys}


def resembling(conn: Connection, key: str) -> dict[str, str]:
    """The most used hashtags that begin like this key, as people read them, by their keys: what a slip may mean."""
    alike = hashtags.c.key.startswith(plain(key)[:2], autoescape=True) & (hashtags.c.articles > 0)
    found = select(hashtags.c.key, hashtags.c.label).where(alike).order_by(hashtags.c.articles.desc(), hashtags.c.id)
    return {row.key: row.label for row in conn.execute(found.limit(SAMPLE))}


def together(conn: Connection, keys: Sequence[str], exclude_article: int, limit: int) -> list[int]:
    """The numbers of articles that share the rarest of these hashtags, those that share most first, then newest."""
    rare = select(hashtags.c.id, hashtags.c.articles).where(hashtags.c.key.in_(map(short, keys)))
    rarest = conn.execute(rare.order_by(hashtags.c.articles, hashtags.c.id).limit(RAREST)).all()
    if not rarest:
        return []
    weights = {row.id: 1 / log(2 + row.articles) for row in rarest}
    tagged = article_hashtags.c
    newest = [
        select(tagged.hashtag_id, tagged.article_id)
        .where(tagged.hashtag_id == hashtag_id, tagged.article_id != exclude_article)
        .order_by(tagged.dated.desc(), tagged.article_id.desc())
        .limit(limit)
        .subquery()
        for hashtag_id in weights
    ]
    scores: dict[int, float] = defaultdict(float)
    for hashtag_id, article_id in conn.execute(union_all(*(select(one) for one in newest))):
        scores[article_id] += weights[hashtag_id]
    return sorted(scores, key=lambda article_id: (-scores[article_id], -article_id))[:limit]


def put_on(conn: Connection, tagged: Sequence[tuple[int, int, Sequence[Hashtag]]]) -> None:
    """Give articles, which have none yet, their hashtags, best first; new ones are added. Each is told by its number
    and by when lists say that it is from."""
    of = [(article_id, at, _by_key(tags[:MOST])) for article_id, at, tags in tagged]
    wanted = {key: tag for _, _, keys in reversed(of) for key, tag in keys.items()}
    if not wanted:
        return
    ids = _ids(conn, list(wanted))
    new = {key: tag for key, tag in wanted.items() if key not in ids}
    if new:
        rows = [
            {"key": key, "name": plain(tag.name), "label": plain(tag.label), "type": tag.type, "articles": 0}
            for key, tag in new.items()
        ]
        conn.execute(_ADD, rows)
        ids |= _ids(conn, list(new))
    worn = [
        {"article_id": article_id, "hashtag_id": ids[key], "place": place, "dated": at}
        for article_id, at, keys in of
        for place, key in enumerate(keys)
    ]
    conn.execute(_PUT_ON, worn)
    used = Counter(row["hashtag_id"] for row in worn)
    types = {ids[key]: tag.type for key, tag in wanted.items()}
    conn.execute(_COUNT, [{"hashtag": one, "more": more, "told": types[one]} for one, more in sorted(used.items())])


def keys_of(tags: Sequence[Hashtag]) -> tuple[str, ...]:
    """The keys that `put_on` would give an article for these."""
    return tuple(_by_key(tags[:MOST]))


def take_off(conn: Connection, article_id: int) -> None:
    """Take all hashtags off an article."""
    ids = conn.execute(select(article_hashtags.c.hashtag_id).where(article_hashtags.c.article_id == article_id))
    gone = [{"hashtag": hashtag_id, "more": -1, "told": None} for hashtag_id in sorted(ids.scalars())]
    if gone:
        conn.execute(_COUNT, gone)
    conn.execute(delete(article_hashtags).where(article_hashtags.c.article_id == article_id))


def _by_key(tags: Sequence[Hashtag]) -> dict[str, Hashtag]:
    """The first of each key, in their order."""
    first: dict[str, Hashtag] = {}
    for tag in tags:
        first.setdefault(short(tag.key), tag)
    return first


def _ids(conn: Connection, keys: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for start in range(0, len(keys), AT_ONCE):
        found |= dict(conn.execute(_IDS, {"keys": keys[start : start + AT_ONCE]}).all())
    return found


_IDS = select(hashtags.c.key, hashtags.c.id).where(hashtags.c.key.in_(bindparam("keys", expanding=True)))
_ADD, _PUT_ON = insert(hashtags), insert(article_hashtags)
_COUNT = (
    update(hashtags)
    .where(hashtags.c.id == bindparam("hashtag"))
    .values(
        articles=hashtags.c.articles + bindparam("more"),
        type=func.coalesce(hashtags.c.type, bindparam("told", type_=Text)),  # the first article that tells decides
    )
)
