"""Stories that are merged, parted and locked, with the history of it: by the gatherer, and by the hand of an editor.

`by`: the editor's name, None for the gatherer. Times are seconds since 1970, UTC.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, insert, or_, select, update

from broadsheet.model.coverage import Act
from broadsheet.store import threads
from broadsheet.store.rows import plain
from broadsheet.store.schema.copies import accounts
from broadsheet.store.schema.stories import gathering, stories, stories_apart, story_articles, story_events, story_moves
from broadsheet.store.stories.counting import recount


def merge(conn: Connection, into: int, other: int, by: str | None, reason: str, now: int) -> None:
    """All of a story goes into another one; its address leads there from now on."""
    moved = conn.execute(select(story_articles.c.article_id).where(story_articles.c.story_id == other)).scalars().all()
    conn.execute(update(story_articles).where(story_articles.c.story_id == other).values(story_id=into))
    _close(conn, other, into)
    _note(conn, into, Act.MERGED, by, reason, now, other, moved)
    recount(conn, [into, other])


def move(
    conn: Connection, article_ids: Sequence[int], story: int, into: int | None, by: str, reason: str, now: int
) -> int:
    """Articles go from their story into another one, or with None into a new one; a hand put them there, so there they
    stay, and the two stories stay apart. Gives the story that has them now."""
    target = new(conn, now) if into is None else into
    moved = update(story_articles).where(story_articles.c.article_id.in_(article_ids))
    conn.execute(moved.values(story_id=target, fixed=now, nearest_id=None, near=0))
    keep_apart(conn, story, target)
    _note(conn, story, Act.PARTED, by, reason, now, target, article_ids)
    _note(conn, target, Act.GOT, by, reason, now, story, article_ids)
    recount(conn, [story, target])
    left = conn.execute(select(stories.c.articles).where(stories.c.id == story)).scalar()
    if not left:
        _close(conn, story, target)
    else:
        threads.follow_most(conn, story, target)
    return target


def give_back(
    conn: Connection, article_ids: Sequence[int], story: int, to: int, by: str, reason: str, now: int
) -> None:
    """Articles go back to the story that they came from; one that went into theirs is itself again."""
    conn.execute(update(stories).where(stories.c.id == to, stories.c.merged_id == story).values(merged_id=None))
    move(conn, article_ids, story, to, by, reason, now)


def new(conn: Connection, now: int) -> int:
    """An empty story. The numbers of stories go on, whoever opens them."""
    story = conn.execute(
        update(gathering).values(stories=gathering.c.stories + 1).returning(gathering.c.stories)
    ).scalar_one()  # fmt: skip
    values = {"id": story, "opened": now, "covered": now, "articles": 0, "outlets": 0}
    conn.execute(insert(stories).values(values))
    return int(story)


def lock(conn: Connection, story: int, by: str, reason: str, now: int, *, locked: bool) -> None:
    """Let the gatherer leave a story alone, or no longer."""
    conn.execute(update(stories).where(stories.c.id == story).values(locked=now if locked else None))
    _note(conn, story, Act.LOCKED if locked else Act.UNLOCKED, by, reason, now)


def keep_apart(conn: Connection, one: int, other: int) -> None:
    """The gatherer does not merge these two."""
    let_together(conn, one, other)
    conn.execute(insert(stories_apart).values(one_id=min(one, other), other_id=max(one, other)))


def let_together(conn: Connection, one: int, other: int) -> None:
    """Nothing keeps these two apart any more."""
    its = (stories_apart.c.one_id == min(one, other), stories_apart.c.other_id == max(one, other))
    conn.execute(delete(stories_apart).where(*its))


def _close(conn: Connection, story: int, into: int) -> None:
    """A story is empty: its address, its thread and what was said of it go to another one."""
    conn.execute(update(stories).where(stories.c.merged_id == story).values(merged_id=into))
    conn.execute(delete(accounts).where(accounts.c.story_id == story))
    before = conn.execute(select(stories.c.follows_id).where(stories.c.id == story)).scalar()
    conn.execute(update(stories).where(stories.c.id == story).values(merged_id=into, follows_id=None, locked=None))
    conn.execute(update(stories).where(stories.c.follows_id == story).values(follows_id=into))
    conn.execute(update(stories).where(stories.c.id == into, stories.c.follows_id == into).values(follows_id=None))
    if before not in (None, into):
        first = (stories.c.id == into, stories.c.follows_id.is_(None))
        conn.execute(update(stories).where(*first).values(follows_id=before))
    threads.join(conn, into, story)
    _hand_on(conn, story, into)


def _hand_on(conn: Connection, story: int, into: int) -> None:
    """What a hand keeps apart from a story, it keeps apart from the one that the story went into."""
    its = or_(stories_apart.c.one_id == story, stories_apart.c.other_id == story)
    pairs = conn.execute(select(stories_apart).where(its)).all()
    conn.execute(delete(stories_apart).where(its))
    for row in pairs:
        other = row.other_id if row.one_id == story else row.one_id
        if other != into:
            keep_apart(conn, into, other)


def _note(
    conn: Connection, story: int, act: Act, by: str | None, reason: str, now: int, other: int | None = None,
    moved: Iterable[int] = (),
) -> None:  # fmt: skip
    values = {
        "story_id": story,
        "at": now,
        "act": act.value,
        "by": by and plain(by),
        "reason": plain(reason),
        "other_id": other,
    }
    event = conn.execute(insert(story_events).values(values).returning(story_events.c.id)).scalar_one()
    rows = [{"event_id": event, "article_id": article_id} for article_id in moved]
    if rows:
        conn.execute(insert(story_moves), rows)
