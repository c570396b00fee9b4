"""What the hits of a search have in common, and the hashtags and outlets that it may mean: one statement for all.

Counted are the hits that were looked at, a thousand at most: so the cost does not grow with the archive.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, Select, func, literal, null, or_, select, union_all

from broadsheet.model.queries import Asked, Where, Words
from broadsheet.model.searches import Aspect, Facet, Place
from broadsheet.store.rows import AnyRow, short
from broadsheet.store.schema import article_hashtags, hashtags, outlets
from broadsheet.text.hashtags import key
from broadsheet.text.languages import primary

MOST = 8  # of each kind
MOST_PLACES = 3  # of each kind
TAGGED = 500  # hits whose hashtags are counted, the first ones: they cost most
DAY = 86_400  # seconds
LEAST_LETTERS = 3  # of a name that is looked for

Beside = tuple[tuple[Facet, ...], tuple[Place, ...]]


def beside(conn: Connection, hits: Sequence[AnyRow], named: str) -> Beside:
    """The facets of hits, most hits first, months newest first; and the places whose name begins with `named`."""
    by_outlet = Counter(hit.outlet_id for hit in hits).most_common(MOST)
    parts = []
    if hits:
        parts += [_tags([hit.id for hit in hits[:TAGGED]]), _outlets([number for number, _ in by_outlet])]
    if len(key(named)) >= LEAST_LETTERS:
        parts += [_tags_called(key(named)), _outlets_called(named)]
    rows = conn.execute(union_all(*(select(part.subquery()) for part in parts))).all() if parts else []
    names = {row.number: row for row in rows if row.part == "outlet"}
    facets = [
        Facet(Aspect.OUTLET, names[number].key, names[number].name, count)
        for number, count in by_outlet
        if number in names
    ]
    facets += [Facet(Aspect.TAG, row.key, row.name, row.number) for row in rows if row.part == "tag"]
    places = [Place(Aspect.TAG, row.key, row.name, row.number) for row in rows if row.part == "tag called"]
    places += [Place(Aspect.OUTLET, str(row.number), row.name) for row in rows if row.part == "outlet called"]
    return (*facets, *_languages(hits), *_months(hits)), tuple(places)


def name_in(asked: Asked) -> str:
    """The name that a search of plain words may be, or ""."""
    plain = all(isinstance(one, Words) and one.where is Where.ANYWHERE for one in asked.of)
    return " ".join(one.said for one in asked.of if isinstance(one, Words)) if plain else ""


def _languages(hits: Sequence[AnyRow]) -> list[Facet]:
    counted = Counter[str]()
    for written, count in Counter(hit.language for hit in hits).items():
        if spoken := primary(written):
            counted[spoken] += count
    return [Facet(Aspect.LANGUAGE, tag, tag, count) for tag, count in counted.most_common(MOST)]


def _months(hits: Sequence[AnyRow]) -> list[Facet]:
    counted = Counter[str]()
    for day, count in Counter(hit.dated // DAY for hit in hits).items():
        counted[datetime.fromtimestamp(day * DAY, UTC).strftime("%Y-%m")] += count
    return [Facet(Aspect.MONTH, month, month, counted[month]) for month in sorted(counted, reverse=True)[:MOST]]


def _tags(ids: Sequence[int]) -> Select[tuple[str, str, str, int]]:
    worn, count = article_hashtags.c, func.count().label("number")
    top = (
        select(worn.hashtag_id, count)
        .where(worn.article_id.in_(ids))
        .group_by(worn.hashtag_id)
        .order_by(count.desc(), worn.hashtag_id)
        .limit(MOST)
        .subquery()
    )
    named = select(literal("tag").label("part"), hashtags.c.key, hashtags.c.label.label("name"), top.c.number)
    return named.join(top, top.c.hashtag_id == hashtags.c.id).order_by(top.c.number.desc(), hashtags.c.id)


def _outlets(ids: Sequence[int]) -> Select[tuple[str, str, str, int]]:
    columns = (
        literal("outlet").label("part"),
        outlets.c.host.label("key"),
        outlets.c.name,
        outlets.c.id.label("number"),
    )
    return select(*columns).where(outlets.c.id.in_(ids))


def _tags_called(named: str) -> Select[tuple[str, str, str, int]]:
    part = literal("tag called").label("part")
    found = select(part, hashtags.c.key, hashtags.c.label.label("name"), hashtags.c.articles.label("number"))
    alike = hashtags.c.key.startswith(short(named), autoescape=True) & (hashtags.c.articles > 0)
    return found.where(alike).order_by(hashtags.c.articles.desc(), hashtags.c.id).limit(MOST_PLACES)


def _outlets_called(named: str) -> Select[tuple[str, str, str, int]]:
    part = literal("outlet called").label("part")
    found = select(part, null().label("key"), outlets.c.name, outlets.c.id.label("number"))
    said = named.lower()
    alike = or_(
        func.lower(outlets.c.name).startswith(said, autoescape=True), outlets.c.host.startswith(said, autoescape=True)
    )
    return found.where(alike).order_by(outlets.c.id).limit(MOST_PLACES)
