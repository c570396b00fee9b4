"""The stories that may stand on the front page: three statements, however many articles there are.

Besides the newest stories these are the ones that most outlets cover, and the newest of each outlet, so that a weekly
is never looked over; and what came in just now and is not gathered yet.
"""

from collections import defaultdict
from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, cast, func, literal, null, select, union, union_all

from broadsheet.model.coverage import Candidate, Member, Part
from broadsheet.store.schema import Number, articles, outlets
from broadsheet.store.schema.stories import gathering, stories, story_articles, weights

WINDOW = 3 * 86_400  # seconds: what has had no coverage for longer is not in front
WEEK = 7 * 86_400
NEWEST, LARGEST, UNGATHERED = 300, 150, 60  # candidates of each kind
_OF_A_SECTION = 3  # times fewer of one section
_NO_STORY = cast(null(), Number).label("story_id")
_BUSY = 50  # articles in a week; more are not counted
_BY_TIME = attrgetter("dated", "article_id")


def candidates(conn: Connection, now: int, section: str | None = None) -> list[Candidate]:
    """The stories of the last three days that are worth ranking; where there are none, the newest. `section`: of one
    alone. `now`: seconds since 1970, UTC."""
    houses, newest = _outlets(conn, now)
    rows = conn.execute(_chosen(newest, now - WINDOW, section)).all()
    known = {row.story_id: row for row in rows if row.story_id is not None}
    singles = [row.article_id for row in rows if row.story_id is None]
    members: defaultdict[int, list[Member]] = defaultdict(list)
    alone: dict[int, Member] = {}
    for article_id, outlet_id, dated, story_id in conn.execute(_members(list(known), singles)).all():
        member = Member(article_id, outlet_id, houses[outlet_id][0], dated, houses[outlet_id][1])
        if story_id is None:
            alone[article_id] = member
        else:
            members[story_id].append(member)
    found = [
        Candidate(
            story_id,
            known[story_id].outlets,
            _front_first(its, known[story_id].article_id),
            known[story_id].independent,
        )
        for story_id, its in members.items()
    ]
    return [*found, *(Candidate(None, 1, (member,)) for member in alone.values())]


def mark(conn: Connection) -> tuple[int, int, int]:
    """What changes whenever an article came or stories changed: the number of the newest article, of the last one that
    was gathered, and how often stories changed otherwise."""
    newest = select(func.max(articles.c.id)).scalar_subquery()
    its = select(newest.label("newest"), select(gathering.c.after).scalar_subquery().label("after"))
    row = conn.execute(its.add_columns(select(gathering.c.state).scalar_subquery().label("state"))).one()
    return row.newest or 0, row.after or 0, row.state or 0


def present(conn: Connection, now: int, sections: Sequence[str]) -> tuple[str, ...]:
    """Those of the sections that have stories of the last three days: one seek along an index for each."""
    fresh = (stories.c.covered >= now - WINDOW, stories.c.merged_id.is_(None))
    asked = [
        select(literal(key).label("section")).where(
            select(stories.c.id).where(stories.c.section == key, *fresh).exists()
        )
        for key in sections
    ]
    found = set(conn.execute(union_all(*asked)).scalars())
    return tuple(key for key in sections if key in found)


def weights_of(conn: Connection, reader_id: int) -> dict[Part, int]:
    """What a reader gives the parts of a story's place, where it is not what everybody does."""
    found = conn.execute(select(weights.c.part, weights.c.weight).where(weights.c.reader_id == reader_id))
    known = set(Part)
    return {Part(row.part): row.weight for row in found if row.part in known}


def set_weights(conn: Connection, reader_id: int, given: dict[Part, int]) -> None:
    """Keep these, and no others."""
    conn.execute(weights.delete().where(weights.c.reader_id == reader_id))
    if given:
        rows = [{"reader_id": reader_id, "part": part.value, "weight": weight} for part, weight in given.items()]
        conn.execute(weights.insert(), rows)


def _outlets(conn: Connection, now: int) -> tuple[dict[int, tuple[str, int]], list[int]]:
    """What each outlet is called and how many articles it had in a week, counted up to 50, at least one; and the number
    of its newest article, where that is of the last three days. One seek along an index for each outlet, however many
    articles it has."""
    its = articles.c.outlet_id == outlets.c.id
    newest = select(articles.c.id).where(its, articles.c.dated >= now - WINDOW)
    newest = newest.order_by(articles.c.dated.desc(), articles.c.id.desc()).limit(1)
    week = select(articles.c.id).where(its, articles.c.dated >= now - WEEK).limit(_BUSY).correlate(outlets).subquery()
    count = select(func.count()).select_from(week)
    counted = (newest.scalar_subquery().label("newest"), count.scalar_subquery().label("pace"))
    rows = conn.execute(select(outlets.c.id, outlets.c.name, *counted)).all()
    houses = {row.id: (row.name, max(1, row.pace)) for row in rows}
    return houses, [row.newest for row in rows if row.newest is not None]


def _chosen(newest: list[int], since: int, section: str | None) -> Any:
    """The stories and the articles without one: their numbers, the article that stands for them, their outlets."""
    columns = (
        stories.c.id.label("story_id"),
        stories.c.headline_id.label("article_id"),
        stories.c.outlets,
        stories.c.independent,
    )
    of: list[ColumnElement[bool]] = [stories.c.merged_id.is_(None)]
    if section is not None:
        of.append(stories.c.section == section)
    order = (stories.c.covered.desc(), stories.c.id.desc())
    # Asked apart, and those of the last days alone: joined, SQLite would walk through all stories of a section.
    theirs = select(story_articles.c.story_id).where(story_articles.c.article_id.in_(newest))
    share = 1 if section is None else _OF_A_SECTION
    parts: list[Select[Any]] = [
        select(*columns).where(*of).order_by(*order).limit(NEWEST // share),
        select(*columns)
        .where(*of, stories.c.covered >= since, stories.c.outlets > 1)
        .order_by(stories.c.independent.desc(), *order)
        .limit(LARGEST // share),
        select(*columns).where(*of, stories.c.covered >= since, stories.c.id.in_(theirs)),
    ]
    if section is None:
        after = func.coalesce(select(gathering.c.after).scalar_subquery(), 0)
        waiting: ColumnElement[bool] = articles.c.id > after
        come = select(_NO_STORY, articles.c.id.label("article_id"), literal(1).label("outlets"))
        come = come.add_columns(literal(1).label("independent"))
        parts.append(come.where(waiting, articles.c.dated >= since).order_by(articles.c.dated.desc()).limit(UNGATHERED))
    return union(*(select(part.subquery()) for part in parts))


def _members(story_ids: list[int], singles: list[int]) -> Any:
    columns = (articles.c.id, articles.c.outlet_id, articles.c.dated)
    gathered = select(*columns, story_articles.c.story_id)
    gathered = gathered.join(story_articles, story_articles.c.article_id == articles.c.id)
    alone = select(*columns, _NO_STORY).where(articles.c.id.in_(singles))
    return gathered.where(story_articles.c.story_id.in_(story_ids)).union_all(alone)


def _front_first(members: list[Member], front: int) -> tuple[Member, ...]:
    ordered = sorted(members, key=_BY_TIME)
    for place, member in enumerate(ordered):
        if member.article_id == front:
            return (member, *ordered[:place], *ordered[place + 1 :])
    return tuple(ordered)
