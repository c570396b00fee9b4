"""What comments hang on: an article for now. A thread knows it, and this file alone knows how; a comment does not."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, insert, select, update

from broadsheet.store.rows import number
from broadsheet.store.schema import articles
from broadsheet.store.schema.comments import threads

# What a query that joins `threads` says of the thing that the thread hangs on.
SUBJECT = (articles.c.id.label("article_id"), articles.c.title.label("article_title"))


@dataclass(frozen=True, slots=True)
class Place:
    """An article and its thread, which is None while nobody has said anything. `count`: comments that can be read."""

    article_id: int
    article_title: str
    thread_id: int | None
    count: int


def under(conn: Connection, article_id: int) -> Place | None:
    """The thread under an article, or None where there is no such article. The one place that goes from an article to
    its thread: when stories exist, the way leads through the article's story."""
    found = select(*SUBJECT, threads.c.id.label("thread_id"), threads.c.comments)
    joined = found.select_from(articles).outerjoin(threads, threads.c.article_id == articles.c.id)
    row = conn.execute(joined.where(articles.c.id == number(article_id))).first()
    return row and Place(row.article_id, row.article_title, row.thread_id, row.comments or 0)


def begin(conn: Connection, place: Place) -> int:
    """The number of the thread of a place, which is begun where there is none. In a writing transaction there is no
    other writer, so two first comments make one thread."""
    if place.thread_id is not None:
        return place.thread_id
    made = insert(threads).values(article_id=place.article_id, comments=0).returning(threads.c.id)
    return int(conn.execute(made).scalar_one())


def with_subject(query: Select[Any]) -> Select[Any]:
    """A query that joins `threads`, joined with what they hang on (the columns SUBJECT)."""
    return query.outerjoin(articles, articles.c.id == threads.c.article_id)


def count(conn: Connection, thread_id: int, difference: int) -> None:
    """So many comments more, or fewer, can be read."""
    conn.execute(update(threads).where(threads.c.id == thread_id).values(comments=threads.c.comments + difference))


def counts(conn: Connection, article_ids: Sequence[int]) -> dict[int, int]:
    """How many comments can be read under each of those articles; one without any is left out."""
    if not article_ids:
        return {}
    found = select(threads.c.article_id, threads.c.comments).where(threads.c.comments > 0)
    rows = conn.execute(found.where(threads.c.article_id.in_(article_ids)))
    return {row.article_id: row.comments for row in rows}
