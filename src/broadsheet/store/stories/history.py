"""What became of stories after articles joined them."""

from collections import defaultdict
from typing import Any

from sqlalchemy import Connection, Select, select

from broadsheet.model.coverage import Act, Event
from broadsheet.store.rows import number
from broadsheet.store.schema.stories import stories, story_events, story_moves

MOST = 200  # events of a story that are shown


def of_story(conn: Connection, story_id: int) -> tuple[Event, ...]:
    """The events of a story and of those that went into it, oldest first."""
    its = select(stories.c.id).where((stories.c.id == story_id) | (stories.c.merged_id == story_id))
    found = select(story_events).where(story_events.c.story_id.in_(its)).order_by(story_events.c.id.desc())
    return _read(conn, found.limit(MOST))[::-1]


def get(conn: Connection, event_id: int) -> Event | None:
    """The event of that number, or None."""
    found = _read(conn, select(story_events).where(story_events.c.id == number(event_id)))
    return found[0] if found else None


def _read(conn: Connection, found: Select[Any]) -> tuple[Event, ...]:
    rows = conn.execute(found).all()
    moved: defaultdict[int, list[int]] = defaultdict(list)
    if not rows:
        return ()
    its = story_moves.c.event_id.in_([row.id for row in rows])
    for row in conn.execute(select(story_moves).where(its).order_by(story_moves.c.article_id)):
        moved[row.event_id].append(row.article_id)
    return tuple(
        Event(row.id, row.story_id, row.at, Act(row.act), row.by, row.reason, row.other_id, tuple(moved[row.id]))
        for row in rows
    )
