"""Hashtags over time, and beside what they stand. What each look costs is bounded, however many articles there are."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, func, literal, select, union_all

from broadsheet.model.insights import Hashtag
from broadsheet.model.sources import Outlet
from broadsheet.model.trends import Portrait, Rise
from broadsheet.store import hashtags as tags
from broadsheet.store.rows import OUTLET, read_outlet, short
from broadsheet.store.schema import article_hashtags, articles, hashtags, outlets

DAY = 86_400
DAYS = 30  # that a portrait shows
PAST = 4 * 7  # days before the stretch that is looked at, from which the usual is learned
CONSIDERED = 40  # hashtags: the busiest of the stretch
_COUNTED = 1_000  # articles of one hashtag in that past: who has more of it does not rise by a few
_DATED = 5_000  # articles of one hashtag that are put on its days
_LOOKED_AT = 300  # articles that tell outlets and companions
_SHOWN = 8


def portrait(conn: Connection, hashtag: Hashtag, now: int) -> Portrait:
    """A hashtag's last thirty days, who writes about it, and what goes with it. `now`: seconds since 1970, UTC."""
    this = conn.execute(select(hashtags.c.id).where(hashtags.c.key == short(hashtag.key))).scalar()
    first = (now // DAY - DAYS + 1) * DAY
    tagged = article_hashtags.c
    newest = select(tagged.article_id, tagged.dated).where(tagged.hashtag_id == this)
    rows = conn.execute(newest.where(tagged.dated >= first).order_by(tagged.dated.desc()).limit(_DATED)).all()
    on = Counter((row.dated - first) // DAY for row in rows)
    last = newest.order_by(tagged.dated.desc(), tagged.article_id.desc()).limit(_LOOKED_AT).subquery()
    return Portrait(
        first,
        tuple(on[day] for day in range(DAYS)),
        _outlets(conn, select(last.c.article_id)),
        _companions(conn, select(last.c.article_id), this),
        conn.execute(select(func.count()).select_from(last)).scalar_one(),
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


def _outlets(conn: Connection, ids: Select[Any]) -> tuple[tuple[Outlet, int], ...]:
    count = func.count().label("count")
    of = select(articles.c.outlet_id, count).where(articles.c.id.in_(ids)).group_by(articles.c.outlet_id)
    top = of.order_by(count.desc(), articles.c.outlet_id).limit(_SHOWN).subquery()
    named = select(top.c.outlet_id, top.c.count.label("used"), *OUTLET).join(outlets, outlets.c.id == top.c.outlet_id)
    return tuple((read_outlet(row), row.used) for row in conn.execute(named.order_by(top.c.count.desc(), outlets.c.id)))


def _companions(conn: Connection, ids: Select[Any], this: int | None) -> tuple[tuple[Hashtag, int], ...]:
    tagged = article_hashtags.c
    count = func.count().label("count")
    beside = select(tagged.hashtag_id, count).where(tagged.article_id.in_(ids), tagged.hashtag_id != this)
    top = beside.group_by(tagged.hashtag_id).having(count > 1).order_by(count.desc(), tagged.hashtag_id)
    some = top.limit(_SHOWN).subquery()
    named = select(hashtags, some.c.count.label("used")).join(some, some.c.hashtag_id == hashtags.c.id)
    rows = conn.execute(named.order_by(some.c.count.desc(), hashtags.c.id))
    return tuple((Hashtag(row.key, row.name, row.label), row.used) for row in rows)
