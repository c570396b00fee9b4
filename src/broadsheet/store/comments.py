"""Comments and their earlier versions. The counts of threads (store/threads.py) are kept here, with what they count."""

from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, select, update

from broadsheet.model.comments import Comment, Comments, Removal
from broadsheet.store import threads
from broadsheet.store.rows import AnyRow, number, plain
from broadsheet.store.schema import comments as schema
from broadsheet.store.schema.readers import readers
from broadsheet.store.threads import SUBJECT, Place
from broadsheet.store.timeline import read_cursor

comments, versions = schema.comments, schema.versions
_STANDS = (comments.c.deleted.is_(None), comments.c.removed.is_(None))


def add(conn: Connection, place: Place, parent_id: int | None, reader_id: int, text: str, now: int) -> int:
    """A new comment under what the place is; gives its number."""
    thread_id = threads.begin(conn, place)
    values = {
        "thread_id": thread_id,
        "parent_id": parent_id,
        "reader_id": reader_id,
        "posted": now,
        "text": plain(text),
    }
    made = conn.execute(insert(comments).values(values).returning(comments.c.id)).scalar_one()
    threads.count(conn, thread_id, +1)
    return int(made)


def get(conn: Connection, comment_id: int) -> Comment | None:
    """The comment of that number, or None."""
    row = conn.execute(_COMMENTS.where(comments.c.id == number(comment_id))).first()
    return read(row) if row else None


def many(conn: Connection, ids: list[int]) -> dict[int, Comment]:
    """The comments of those numbers, in that order."""
    found = {row.id: read(row) for row in conn.execute(_COMMENTS.where(comments.c.id.in_(ids)))}
    return {comment_id: found[comment_id] for comment_id in ids if comment_id in found}


def of_thread(conn: Connection, thread_id: int, limit: int) -> list[Comment]:
    """The comments of a thread, oldest first."""
    found = _COMMENTS.where(comments.c.thread_id == thread_id).order_by(comments.c.id).limit(limit)
    return [read(row) for row in conn.execute(found)]


def newest_in(conn: Connection, thread_id: int, limit: int) -> list[Comment]:
    """Those of a thread that can be read, newest first."""
    found = _COMMENTS.where(comments.c.thread_id == thread_id, *_STANDS).order_by(comments.c.id.desc())
    return [read(row) for row in conn.execute(found.limit(limit))]


def newest(conn: Connection, cursor: str | None, limit: int) -> Comments:
    """Those of all threads that can be read. Raises BadInput for a cursor that is not ours."""
    found = _COMMENTS.where(*_STANDS)
    if cursor is not None:
        found = found.where(comments.c.id < read_cursor(cursor, 1)[0])
    rows = conn.execute(found.order_by(comments.c.id.desc()).limit(limit + 1)).all()
    more = str(rows[limit - 1].id) if len(rows) > limit else None
    return Comments(tuple(read(row) for row in rows[:limit]), more)


def last_of(conn: Connection, reader_id: int) -> Comment | None:
    """What a reader said last, or None."""
    found = _COMMENTS.where(comments.c.reader_id == reader_id)
    row = conn.execute(found.order_by(comments.c.posted.desc(), comments.c.id.desc()).limit(1)).first()
    return read(row) if row else None


def held(conn: Connection, thread_id: int) -> int:
    """How many comments a thread holds, those that can no longer be read among them."""
    return conn.execute(select(func.count()).where(comments.c.thread_id == thread_id)).scalar() or 0


def edit(conn: Connection, comment: Comment, text: str, now: int) -> None:
    """Give a comment other words; those that it had become its newest earlier version."""
    former = {
        "comment_id": comment.id,
        "number": edits(conn, comment.id) + 1,
        "text": comment.text,
        "until": now,
    }
    conn.execute(insert(versions).values(former))
    conn.execute(update(comments).where(comments.c.id == comment.id).values(text=plain(text), edited=now))


def edits(conn: Connection, comment_id: int) -> int:
    """How often a comment was edited."""
    return conn.execute(select(func.count()).where(versions.c.comment_id == comment_id)).scalar() or 0


def former(conn: Connection, comment_id: int) -> list[tuple[str, int]]:
    """The earlier versions of a comment, oldest first: the words, and until when they stood."""
    found = select(versions.c.text, versions.c.until).where(versions.c.comment_id == comment_id)
    return [(row.text, row.until) for row in conn.execute(found.order_by(versions.c.number))]


def delete_words(conn: Connection, comment: Comment, now: int) -> None:
    """Its writer takes a comment back: words, history and name go. Its place stays while there are answers to it."""
    if comment.stands:
        threads.count(conn, _thread_of(conn, comment.id), -1)
    gone = {"text": "", "reader_id": None, "edited": None, "deleted": now, **_RESTORED}
    conn.execute(delete(versions).where(versions.c.comment_id == comment.id))
    conn.execute(delete(schema.flags).where(schema.flags.c.comment_id == comment.id))
    conn.execute(update(comments).where(comments.c.id == comment.id).values(gone))
    _clear_place(conn, comment.id)


def remove(conn: Connection, comment: Comment, removal: Removal) -> None:
    """A moderator takes a comment away; its words stay, for moderators."""
    values = {
        "removed": removal.at,
        "removed_because": plain(removal.reason),
        "removed_by": removal.moderator,
    }
    conn.execute(update(comments).where(comments.c.id == comment.id).values(values))
    threads.count(conn, _thread_of(conn, comment.id), -1)


def restore(conn: Connection, comment: Comment) -> None:
    """A moderator gives a removed comment back to all."""
    conn.execute(update(comments).where(comments.c.id == comment.id).values(_RESTORED))
    threads.count(conn, _thread_of(conn, comment.id), +1)


def read(row: AnyRow) -> Comment:
    """A comment from a row, without its HTML."""
    removal = Removal(row.removed, row.removed_by or "", row.removed_because or "") if row.removed else None
    return Comment(
        id=row.id,
        article_id=row.article_id,
        article_title=row.article_title,
        story_id=row.on_story_id,
        parent_id=row.parent_id,
        writer_id=row.reader_id,
        writer=row.writer,
        posted=row.posted,
        edited=row.edited,
        deleted=row.deleted,
        removed=removal,
        text=row.text,
    )


def _clear_place(conn: Connection, comment_id: int) -> None:
    """Take away the row of a comment that was taken back and is not answered; then perhaps that of the one above."""
    at: int | None = comment_id
    while at is not None:
        row = conn.execute(select(comments.c.parent_id, comments.c.deleted).where(comments.c.id == at)).one()
        answered = conn.execute(select(comments.c.id).where(comments.c.parent_id == at).limit(1)).first()
        if row.deleted is None or answered:
            return
        conn.execute(delete(comments).where(comments.c.id == at))
        at = row.parent_id


def _thread_of(conn: Connection, comment_id: int) -> int:
    return int(conn.execute(select(comments.c.thread_id).where(comments.c.id == comment_id)).scalar_one())


_RESTORED = {"removed": None, "removed_because": None, "removed_by": None}
_COMMENTS: Select[Any] = threads.with_subject(
    select(*comments.c, readers.c.name.label("writer"), *SUBJECT)
    .join(schema.threads, schema.threads.c.id == comments.c.thread_id)
    .outerjoin(readers, readers.c.id == comments.c.reader_id)
)
