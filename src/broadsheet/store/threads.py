"""What comments hang on: the story of an article, or the article itself while it is in no story yet. A thread knows it,
and this file alone knows how; a comment does not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, select, update

from broadsheet.store.rows import number
from broadsheet.store.schema import articles
from broadsheet.store.schema.comments import comments, threads
from broadsheet.store.schema.stories import stories, story_articles

_HEADLINE = func.coalesce(threads.c.article_id, stories.c.headline_id)
# What a query that joins `threads` says of the thing that the thread hangs on.
SUBJECT = (
    articles.c.id.label("article_id"),
    articles.c.title.label("article_title"),
    threads.c.story_id.label("on_story_id"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """An article, its story, and their thread, which is None while nobody has said anything. `story_id`: None where the
    article is in no story yet; of a story, the article is the one that stands for it. `count`: comments that can be
    read."""

    article_id: int
    article_title: str
    thread_id: int | None
    count: int
    story_id: int | None = None


def under(conn: Connection, article_id: int) -> Place | None:
    """The thread under an article, or None where there is no such article. The one place that goes from an article to
    its thread: all articles of a story have the same one."""
    return _place(conn, _ON_ARTICLES.where(articles.c.id == number(article_id)))


def of_story(conn: Connection, story_id: int) -> Place | None:
    """The thread of a story, or None where there is no such story, or nothing is left in it."""
    its = select(stories.c.headline_id).where(stories.c.id == number(story_id)).scalar_subquery()
    return _place(conn, _ON_ARTICLES.where(articles.c.id == its))


def begin(conn: Connection, place: Place) -> int:
    """The number of the thread of a place, which is begun where there is none. In a writing transaction there is no
    other writer, so two first comments make one thread."""
    if place.thread_id is not None:
        return place.thread_id
    on = {"article_id": place.article_id} if place.story_id is None else {"story_id": place.story_id}
    made = insert(threads).values(**on, comments=0).returning(threads.c.id)
    return int(conn.execute(made).scalar_one())


def with_subject(query: Select[Any]) -> Select[Any]:
    """A query that joins `threads`, joined with what they hang on (the columns SUBJECT)."""
    joined = query.outerjoin(stories, stories.c.id == threads.c.story_id)
    return joined.outerjoin(articles, articles.c.id == _HEADLINE)


def count(conn: Connection, thread_id: int, difference: int) -> None:
    """So many comments more, or fewer, can be read."""
    conn.execute(update(threads).where(threads.c.id == thread_id).values(comments=threads.c.comments + difference))


def counts(conn: Connection, article_ids: Sequence[int]) -> dict[int, int]:
    """How many comments can be read under each of those articles; one without any is left out."""
    if not article_ids:
        return {}
    rows = conn.execute(_ON_ARTICLES.where(articles.c.id.in_(article_ids), _COUNT > 0))
    return {row.id: row.comments for row in rows}


def move_to_stories(conn: Connection, story_of: Mapping[int, int]) -> None:
    """Articles came into stories (by their numbers): what was said under them moves along."""
    found = select(threads.c.id, threads.c.article_id).where(threads.c.article_id.in_(story_of))
    for row in conn.execute(found.order_by(threads.c.id)).all():
        _hang(conn, row.id, story_of[row.article_id])


def join(conn: Connection, story_id: int, other: int) -> None:
    """What was said under another story goes on under this one; all comments keep their order."""
    thread = conn.execute(select(threads.c.id).where(threads.c.story_id == other)).scalar()
    if thread is not None:
        _hang(conn, thread, story_id)


def follow_most(conn: Connection, story_id: int, other: int) -> None:
    """A story was parted into two: the thread goes with the one that has more articles, unless that has its own."""
    sizes = dict(
        conn.execute(select(stories.c.id, stories.c.articles).where(stories.c.id.in_([story_id, other]))).all()
    )
    taken = conn.execute(select(threads.c.id).where(threads.c.story_id == other)).first()
    if taken is None and sizes.get(other, 0) > sizes.get(story_id, 0):
        conn.execute(update(threads).where(threads.c.story_id == story_id).values(story_id=other))


def _place(conn: Connection, found: Select[Any]) -> Place | None:
    row = conn.execute(found).first()
    return Place(row.id, row.title, row.thread_id, row.comments, row.story_id) if row else None


def _hang(conn: Connection, thread_id: int, story_id: int) -> None:
    """Hang a thread on a story; where that has one, the comments go there and the thread is gone."""
    there = conn.execute(select(threads.c.id).where(threads.c.story_id == story_id)).scalar()
    its = threads.c.id == thread_id
    if there is None:
        conn.execute(update(threads).where(its).values(story_id=story_id, article_id=None))
        return
    more = conn.execute(select(threads.c.comments).where(its)).scalar() or 0
    conn.execute(update(comments).where(comments.c.thread_id == thread_id).values(thread_id=there))
    conn.execute(delete(threads).where(its))
    count(conn, there, more)


_OWN, _SHARED = threads.alias("own"), threads.alias("shared")
_COUNT = func.coalesce(_SHARED.c.comments, _OWN.c.comments, 0)
_ON_ARTICLES = (
    select(
        articles.c.id,
        articles.c.title,
        story_articles.c.story_id,
        func.coalesce(_SHARED.c.id, _OWN.c.id).label("thread_id"),
        _COUNT.label("comments"),
    )
    .outerjoin(story_articles, story_articles.c.article_id == articles.c.id)
    .outerjoin(_SHARED, _SHARED.c.story_id == story_articles.c.story_id)
    .outerjoin(_OWN, _OWN.c.article_id == articles.c.id)
)
