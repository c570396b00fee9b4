"""How far the gathering of stories has come, who gathers, and what is written for each batch of articles.

One process gathers at a time: it holds the row of `gathering`, and each batch is written only while it still does and
nothing else has changed the stories meanwhile. Times are seconds since 1970, UTC.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, delete, insert, select, update

from broadsheet.model.coverage import Newcomer, Placed
from broadsheet.model.related import Subject
from broadsheet.model.stories import Placement, Trace
from broadsheet.store import parts, threads
from broadsheet.store.schema import articles, texts
from broadsheet.store.schema.stories import gathering, stories, stories_apart, story_articles, traces
from broadsheet.store.stories import changing
from broadsheet.store.stories import neighbours as near
from broadsheet.store.stories.counting import recount, stories_of

LASTS = 90  # seconds that a hold lasts when it is not renewed
AT_ONCE = 1000  # traces that are read together
_NAME = "stories"
_ITS = gathering.c.name == _NAME


@dataclass(frozen=True, slots=True)
class State:
    """`after`: the last article that is in a story. `stories`: the last number that a story was given. `changes`: goes
    up whenever stories changed otherwise than by gathering."""

    after: int
    stories: int
    changes: int


def hold(conn: Connection, holder: str, now: int, rules: int) -> State | None:
    """Begin to gather; None where somebody else does. `rules`: the version of what traces are made of: those of another
    version are forgotten."""
    row = conn.execute(select(gathering).where(_ITS)).first()
    if row is None:
        first = {"after": 0, "stories": 0, "state": 0, "rules": rules, "learned": b""}
        conn.execute(insert(gathering).values(name=_NAME, holder=holder, until=now + LASTS, **first))
        return State(0, 0, 0)
    if row.holder not in (None, holder) and row.until > now:
        return None
    changes = row.state
    if row.rules != rules:
        conn.execute(delete(traces))
        conn.execute(update(gathering).where(_ITS).values(learned=b"", rules=rules))
        changes = changed(conn)
    conn.execute(update(gathering).where(_ITS).values(holder=holder, until=now + LASTS))
    return State(row.after, row.stories, changes)


def renew(conn: Connection, holder: str, now: int) -> bool:
    """Go on gathering; False where the hold was lost."""
    its = (_ITS, gathering.c.holder == holder)
    return conn.execute(update(gathering).where(*its).values(until=now + LASTS)).rowcount > 0


def let_go(conn: Connection, holder: str) -> None:
    """The gathering is over, for now."""
    conn.execute(update(gathering).where(_ITS, gathering.c.holder == holder).values(holder=None, until=0))


def state(conn: Connection) -> State:
    """How far it has come."""
    row = conn.execute(select(gathering.c.after, gathering.c.stories, gathering.c.state).where(_ITS)).first()
    return State(row.after, row.stories, row.state) if row else State(0, 0, 0)


def changed(conn: Connection) -> int:
    """Stories changed otherwise than by gathering: what a gatherer remembers of them is old. Gives the new count."""
    raised = update(gathering).where(_ITS).values(state=gathering.c.state + 1).returning(gathering.c.state)
    return conn.execute(raised).scalar() or 0


def newcomers(conn: Connection, after: int, limit: int) -> list[Newcomer]:
    """The next articles behind `after`, in the order in which they came."""
    columns = (
        articles.c.id, articles.c.outlet_id, articles.c.dated, articles.c.title, articles.c.lead, articles.c.language,
        articles.c.section, articles.c.url, texts.c.text,
    )  # fmt: skip
    found = select(*columns).join(texts, texts.c.article_id == articles.c.id).where(articles.c.id > after)
    rows = conn.execute(found.order_by(articles.c.id).limit(limit)).all()
    if not rows:
        return []
    ids = [row.id for row in rows]
    tags, topics = parts.hashtags_of(conn, ids), parts.topics_of(conn, ids)
    return [
        Newcomer(
            Subject(row.id, row.outlet_id, row.dated, row.title, f"{row.lead}\n{row.text}", tags.get(row.id, ())),
            row.language,
            row.section,
            topics.get(row.id, ()),
            row.url,
        )
        for row in rows
    ]


def write(conn: Connection, placed: Sequence[Placed], holder: str, before: State, now: int) -> State | None:
    """Put a batch of articles into their stories, with all that belongs to it. None, and nothing is written, where the
    hold was lost or the stories have changed since `before`."""
    new = [one.story for one in placed if one.opens]
    after = State(placed[-1].trace.article_id, max(before.stories, *new, 0), before.changes)
    values = {"after": after.after, "stories": after.stories, "until": now + LASTS}
    unchanged = (_ITS, gathering.c.holder == holder, gathering.c.after == before.after)
    written = update(gathering).where(*unchanged, gathering.c.state == before.changes).values(values)
    if conn.execute(written).rowcount == 0:
        return None
    _open(conn, [one for one in placed if one.opens])
    conn.execute(insert(story_articles), [_joins(one, now) for one in placed])
    conn.execute(insert(traces), [_trace(one.trace) for one in placed])
    near.keep(conn, [(one.trace.article_id, one.placement.neighbours) for one in placed])
    threads.move_to_stories(conn, {one.trace.article_id: one.story for one in placed})
    for one in placed:
        for other in one.merges:
            changing.merge(conn, one.story, other, None, _because(one), now)
    recount(conn, {one.story for one in placed})
    return replace(after, changes=changed(conn)) if any(one.merges for one in placed) else after


def recent(conn: Connection, after: int) -> list[Trace]:
    """The next thousand traces that are kept, behind the article `after`, in the order in which the articles came."""
    found = (
        select(traces, articles.c.outlet_id, story_articles.c.story_id)
        .join(articles, articles.c.id == traces.c.article_id)
        .join(story_articles, story_articles.c.article_id == traces.c.article_id)
        .where(traces.c.article_id > after)
    )
    rows = conn.execute(found.order_by(traces.c.article_id).limit(AT_ONCE))
    return [Trace(row.article_id, row.outlet_id, row.dated, row.terms, row.story_id) for row in rows]


def traces_of(conn: Connection, story_id: int) -> list[Trace]:
    """The traces of a story's articles that are kept."""
    its = select(story_articles.c.article_id).where(story_articles.c.story_id == story_id)
    found = select(traces, articles.c.outlet_id).join(articles, articles.c.id == traces.c.article_id)
    rows = conn.execute(found.where(traces.c.article_id.in_(its)).order_by(traces.c.article_id))
    return [Trace(row.article_id, row.outlet_id, row.dated, row.terms, story_id) for row in rows]


def learned(conn: Connection) -> bytes:
    """What is left of the traces that are no longer kept."""
    return conn.execute(select(gathering.c.learned).where(_ITS)).scalar() or b""


def horizon(conn: Connection, window: int) -> int:
    """Traces from before then have had their time: `window` seconds before the last gathered article arrived."""
    its = select(gathering.c.after).where(_ITS).scalar_subquery()
    return (conn.execute(select(articles.c.arrived).where(articles.c.id == its)).scalar() or 0) - window


def behind(conn: Connection, since: int) -> int:
    """The number behind which the articles are that arrived since then."""
    found = select(articles.c.id).where(articles.c.arrived >= since).order_by(articles.c.arrived, articles.c.id)
    first = conn.execute(found.limit(1)).scalar()
    return first - 1 if first else 0


def neighbours(conn: Connection, ids: Sequence[int]) -> dict[int, tuple[int, frozenset[str]]]:
    """The story and the keys of the hashtags of each of these articles."""
    tags = parts.hashtags_of(conn, ids)
    return {
        article_id: (story, frozenset(tag.key for tag in tags.get(article_id, ())))
        for article_id, story in stories_of(conn, ids).items()
    }


def old(conn: Connection, before: int, limit: int) -> list[Trace]:
    """Traces dated before then, in the order in which the articles came."""
    found = select(traces).where(traces.c.dated < before).order_by(traces.c.article_id).limit(limit)
    return [Trace(row.article_id, 0, row.dated, row.terms) for row in conn.execute(found)]


def retire(conn: Connection, gone: Sequence[Trace], left: bytes) -> None:
    """Forget traces; `left`: what is left of all that were forgotten."""
    conn.execute(delete(traces).where(traces.c.article_id.in_([trace.article_id for trace in gone])))
    conn.execute(update(gathering).where(_ITS).values(learned=left))
    changed(conn)


def keep_again(conn: Connection, remade: Sequence[tuple[Placement, Trace]]) -> None:
    """Write traces that were made anew, and what was near to their articles."""
    conn.execute(insert(traces), [_trace(trace) for _, trace in remade])
    near.keep(conn, [(trace.article_id, placement.neighbours) for placement, trace in remade])


def locked(conn: Connection) -> set[int]:
    """The stories that the gatherer leaves alone."""
    return set(conn.execute(select(stories.c.id).where(stories.c.locked.is_not(None))).scalars())


def apart(conn: Connection) -> set[frozenset[int]]:
    """The pairs of stories that a hand keeps apart."""
    return {frozenset((row.one_id, row.other_id)) for row in conn.execute(select(stories_apart))}


def _open(conn: Connection, new: Sequence[Placed]) -> None:
    if new:
        rows = [
            {"id": one.story, "opened": one.trace.dated, "covered": one.trace.dated, "follows_id": one.follows}
            for one in new
        ]
        conn.execute(insert(stories), [{**row, "articles": 0, "outlets": 0} for row in rows])


def _joins(one: Placed, now: int) -> dict[str, object]:
    joins = one.placement.story is not None and not one.opens
    return {
        "article_id": one.trace.article_id,
        "story_id": one.story,
        "joined": now,
        "nearest_id": one.placement.nearest if joins else None,
        "near": round(1000 * one.placement.score) if joins else 0,
        "section": one.section,
    }


def _trace(trace: Trace) -> dict[str, object]:
    return {"article_id": trace.article_id, "dated": trace.dated, "terms": trace.terms}


def _because(one: Placed) -> str:
    return f"Article {one.trace.article_id} is near to both."
