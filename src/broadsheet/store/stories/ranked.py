"""The stories that may stand on the front page: three statements, however many articles there are.

Besides the newest stories these are the ones that most outlets cover, and the newest of each outlet, so that a weekly
is never looked over; and what came in just now and is not gathered yet.
"""

from collections import defaultdict
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, cast, func, literal, null, select, union

from broadsheet.model.coverage import Candidate, Member, Part
from broadsheet.store.schema import Number, articles, outlets
from broadsheet.store.schema.stories import gathering, stories, story_articles, weights

WINDOW = 3 * 86_400  # seconds: what has had no coverage for longer is not in front
WEEK = 7 * 86_400
NEWEST, LARGEST, UNGATHERED = 300, 150, 60  # candidates of each kind
_NO_STORY = cast(null(), Number).label("story_id")
_BUSY = 50  # articles in a week; more are not counted


def candidates(conn: Connection, now: int, section: str | None = None) -> list[Candidate]:
    """The stories of the last three days that are worth ranking; where there are none, the newest. `section`: of one
    alone. `now`: seconds since 1970, UTC."""
    paces, newest = _outlets(conn, now)
    rows = conn.execute(_chosen(newest, now - WINDOW, section)).all()
    known = {row.story_id: row for row in rows if row.story_id is not None}
    singles = [row.article_id for row in rows if row.story_id is None]
    members: defaultdict[int, list[Member]] = defaultdict(list)
    alone: dict[int, Member] = {}
    for row in conn.execute(_members(list(known), singles)):
        member = Member(row.id, row.outlet_id, row.name, row.dated, paces.get(row.outlet_id, 1))
        if row.story_id is None or row.story_id not in known:
            alone[row.id] = member
        else:
            members[row.story_id].append(member)
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


def present(conn: Connection, now: int) -> dict[str, int]:
    """The sections that have stories of the last three days, with how many."""
    fresh = (stories.c.covered >= now - WINDOW, stories.c.merged_id.is_(None), stories.c.section.is_not(None))
    found = select(stories.c.section, func.count().label("stories")).where(*fresh).group_by(stories.c.section)
    return {row.section: row.stories for row in conn.execute(found)}


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


def _outlets(conn: Connection, now: int) -> tuple[dict[int, int], list[int]]:
    """How many articles each outlet had in a week, counted up to 50; and the number of its newest one, where that is of
    the last three days. One seek along an index for each outlet, however many articles it has."""
    its = articles.c.outlet_id == outlets.c.id
    newest = select(articles.c.id).where(its, articles.c.dated >= now - WINDOW)
    newest = newest.order_by(articles.c.dated.desc(), articles.c.id.desc()).limit(1)
    week = select(articles.c.id).where(its, articles.c.dated >= now - WEEK).limit(_BUSY).correlate(outlets).subquery()
    count = select(func.count()).select_from(week)
    found = select(outlets.c.id, newest.scalar_subquery().label("newest"), count.scalar_subquery().label("pace"))
    rows = conn.execute(found).all()
    return {row.id: row.pace for row in rows}, [row.newest for row in rows if row.newest is not None]


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
    parts: list[Select[Any]] = [
        select(*columns).where(*of).order_by(*order).limit(NEWEST),
        select(*columns)
        .where(*of, stories.c.covered >= since, stories.c.outlets > 1)
        .order_by(stories.c.independent.desc(), *order)
        .limit(LARGEST),
        select(*columns)
        .join(story_articles, story_articles.c.story_id == stories.c.id)
        .where(*of, story_articles.c.article_id.in_(newest)),
    ]
    if section is None:
        after = func.coalesce(select(gathering.c.after).scalar_subquery(), 0)
        waiting: ColumnElement[bool] = articles.c.id > after
        come = select(_NO_STORY, articles.c.id.label("article_id"), literal(1).label("outlets"))
        come = come.add_columns(literal(1).label("independent"))
        parts.append(come.where(waiting, articles.c.dated >= since).order_by(articles.c.dated.desc()).limit(UNGATHERED))
    return union(*(select(part.subquery()) for part in parts))


def _members(story_ids: list[int], singles: list[int]) -> Any:
    columns = (articles.c.id, articles.c.outlet_id, articles.c.dated, outlets.c.name)
    named = select(*columns, story_articles.c.story_id).join(outlets, outlets.c.id == articles.c.outlet_id)
    gathered = named.join(story_articles, story_articles.c.article_id == articles.c.id)
    alone = select(*columns, _NO_STORY).join(outlets, outlets.c.id == articles.c.outlet_id)
    return gathered.where(story_articles.c.story_id.in_(story_ids)).union_all(alone.where(articles.c.id.in_(singles)))


def _front_first(members: list[Member], front: int) -> tuple[Member, ...]:
    return tuple(sorted(members, key=lambda member: (member.article_id != front, member.dated, member.article_id)))
