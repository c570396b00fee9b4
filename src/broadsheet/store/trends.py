"""Hashtags over time, and beside what they stand. What each look costs is bounded, however many articles there are."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, Text, cast, func, literal, literal_column, null, select, union_all

from broadsheet.model.insights import Hashtag
from broadsheet.model.sources import Outlet
from broadsheet.model.trends import Portrait, Rise
from broadsheet.store import hashtags as tags
from broadsheet.store.rows import AnyRow, short
from broadsheet.store.schema import Number, article_hashtags, articles, hashtags, outlets

DAY = 86_400
DAYS = 30  # that a portrait shows
PAST = 4 * 7  # days before the stretch that is looked at, from which the usual is learned
CONSIDERED = 40  # hashtags: the busiest of the stretch
_COUNTED = 1_000  # articles of one hashtag in that past: who has more of it does not rise by a few
_DATED = 5_000  # articles of one hashtag that are put on its days
_LOOKED_AT = 300  # articles that tell outlets and companions
_SHOWN = 8


def portrait(conn: Connection, hashtag: Hashtag, now: int) -> Portrait:
    """A hashtag's last thirty days, who writes about it, and what goes with it: one statement. `now`: seconds since
    1970, UTC."""
    this = select(hashtags.c.id).where(hashtags.c.key == short(hashtag.key)).scalar_subquery()
    first = (now // DAY - DAYS + 1) * DAY
    tagged = article_hashtags.c
    newest = select(tagged.article_id, tagged.dated).where(tagged.hashtag_id == this)
    newest = newest.order_by(tagged.dated.desc(), tagged.article_id.desc())
    last = newest.limit(_LOOKED_AT).subquery()
    ids = select(last.c.article_id)
    days = _days(newest.where(tagged.dated >= first).limit(_DATED), first)
    found: tuple[list[AnyRow], ...] = ([], [], [], [])
    for row in conn.execute(union_all(days, _looked_at(last), _outlets(ids), _companions(ids, this))).all():
        found[row.kind].append(row)
    on = {row.number: row.used for row in found[0]}
    writers, companions = (sorted(rows, key=lambda row: (-row.used, row.number)) for rows in found[2:])
    return Portrait(
        first,
        tuple(on.get(day, 0) for day in range(DAYS)),
        tuple((Outlet(row.number, row.a, row.b, row.c), row.used) for row in writers),
        tuple((Hashtag(row.a, row.b, row.c), row.used) for row in companions),
        found[1][0].used,
    )


def rises(conn: Connection, since: int, now: int) -> list[Rise]:
    """The busiest hashtags of the time from `since` to `now`, each with what is usual of it: its own past four weeks,
    or as much of them as the archive knows. Seconds since 1970, UTC."""
    busiest = tags.busiest(conn, since, CONSIDERED)
    if not busiest:
        return []
    oldest = conn.execute(select(func.min(articles.c.dated)).where(articles.c.dated >= since - PAST * DAY)).scalar_one()
    stretches = max((since - oldest) / max(now - since, 1), 1.0)
    before = _before(conn, [short(tag.key) for tag, _ in busiest], since)
    return [Rise(tag, lately, before.get(short(tag.key), 0) / stretches) for tag, lately in busiest]


def _before(conn: Connection, keys: Sequence[str], since: int) -> dict[str, int]:
    """How many articles of the four weeks before `since` carry each hashtag, counted up to a thousand."""
    tagged = article_hashtags.c
    ids = conn.execute(select(hashtags.c.id, hashtags.c.key).where(hashtags.c.key.in_(keys))).all()
    counted = []
    for hashtag_id, _ in ids:
        past = tagged.dated.between(since - PAST * DAY, since - 1)
        some = select(tagged.article_id).where(tagged.hashtag_id == hashtag_id, past).limit(_COUNTED).subquery()
        counted.append(select(literal(hashtag_id).label("id"), func.count().label("used")).select_from(some))
    found = {row.id: row.used for row in conn.execute(union_all(*counted))}
    return {key: found[hashtag_id] for hashtag_id, key in ids}


def _kind(kind: int, number: Any, used: Any, *texts: Any) -> Select[Any]:
    """The columns of one part of a portrait, in the places that all parts share."""
    said = (*texts, *[cast(null(), Text)] * (3 - len(texts)))
    named = (column.label(name) for name, column in zip("abc", said, strict=True))
    return select(literal_column(str(kind)).label("kind"), number.label("number"), used.label("used"), *named)


def _days(dated: Select[Any], first: int) -> Select[Any]:
    some = dated.subquery()
    # "/" as the databases have it: between whole numbers, it leaves the rest out.
    day = (some.c.dated - literal_column(str(first), Number)).self_group().op("/")(literal_column(str(DAY), Number))
    return _kind(0, day, func.count()).select_from(some).group_by(day)


def _looked_at(last: Any) -> Select[Any]:
    return _kind(1, literal_column("0"), func.count()).select_from(last)


def _outlets(ids: Select[Any]) -> Select[Any]:
    used = func.count().label("used")
    of = select(articles.c.outlet_id, used).where(articles.c.id.in_(ids)).group_by(articles.c.outlet_id)
    top = of.order_by(used.desc(), articles.c.outlet_id).limit(_SHOWN).subquery()
    named = _kind(2, outlets.c.id, top.c.used, outlets.c.name, outlets.c.host, outlets.c.language)
    return named.join(top, top.c.outlet_id == outlets.c.id)


def _companions(ids: Select[Any], this: Any) -> Select[Any]:
    tagged = article_hashtags.c
    used = func.count().label("used")
    beside = select(tagged.hashtag_id, used).where(tagged.article_id.in_(ids), tagged.hashtag_id != this)
    top = beside.group_by(tagged.hashtag_id).having(func.count() > 1).order_by(used.desc(), tagged.hashtag_id)
    some = top.limit(_SHOWN).subquery()
    named = _kind(3, hashtags.c.id, some.c.used, hashtags.c.key, hashtags.c.name, hashtags.c.label)
    return named.join(some, some.c.hashtag_id == hashtags.c.id)
