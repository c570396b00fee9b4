"""Flags on comments, and the public log of what was decided about them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, select, update

from broadsheet.model.comments import Act, Case, Decision, Flag, FlagReason, Log, Queue
from broadsheet.store import comments, threads
from broadsheet.store.rows import AnyRow, plain
from broadsheet.store.schema import comments as schema
from broadsheet.store.schema.readers import readers
from broadsheet.store.threads import SUBJECT
from broadsheet.store.timeline import read_cursor

flags, decisions = schema.flags, schema.decisions


def add(conn: Connection, comment_id: int, reader_id: int, flag: Flag) -> None:
    """A reader's flag takes the place of an earlier one of the same reader on the same comment."""
    conn.execute(delete(flags).where(flags.c.comment_id == comment_id, flags.c.reader_id == reader_id))
    values = {
        "comment_id": comment_id,
        "reader_id": reader_id,
        "flagged": flag.flagged,
        "reason": flag.reason.value,
        "note": plain(flag.note),
    }
    conn.execute(insert(flags).values(values))


def flagged_at(conn: Connection, comment_id: int, reader_id: int) -> int | None:
    """When this reader flagged that comment, or None."""
    found = select(flags.c.flagged).where(flags.c.comment_id == comment_id, flags.c.reader_id == reader_id)
    at: int | None = conn.execute(found).scalar()
    return at


def by_reader(conn: Connection, reader_id: int, comment_ids: Sequence[int]) -> set[int]:
    """Those of the comments that this reader has flagged."""
    found = select(flags.c.comment_id).where(flags.c.comment_id.in_(comment_ids), flags.c.reader_id == reader_id)
    return {row.comment_id for row in conn.execute(found)}


def queue(conn: Connection, limit: int) -> Queue:
    """The comments whose flags wait, longest first, and how many they are altogether."""
    since = func.min(flags.c.flagged)
    waiting = select(flags.c.comment_id).where(flags.c.settled.is_(None)).group_by(flags.c.comment_id)
    ids = [row.comment_id for row in conn.execute(waiting.order_by(since, flags.c.comment_id).limit(limit))]
    total = conn.execute(select(func.count()).select_from(waiting.subquery())).scalar() or 0
    flagged = waiting_on(conn, ids)
    return Queue(tuple(Case(one, flagged.get(one.id, ())) for one in comments.many(conn, ids).values()), total)


def waiting_on(conn: Connection, comment_ids: list[int]) -> dict[int, tuple[Flag, ...]]:
    """The flags that wait on each of those comments, oldest first."""
    found = select(*flags.c, readers.c.name).join(readers, readers.c.id == flags.c.reader_id)
    waiting = found.where(flags.c.comment_id.in_(comment_ids), flags.c.settled.is_(None))
    gathered: dict[int, tuple[Flag, ...]] = {}
    for row in conn.execute(waiting.order_by(flags.c.flagged, flags.c.reader_id)):
        gathered[row.comment_id] = (*gathered.get(row.comment_id, ()), _flag(row))
    return gathered


def settle(conn: Connection, comment_id: int, now: int) -> None:
    """The flags on a comment wait no longer."""
    waiting = update(flags).where(flags.c.comment_id == comment_id, flags.c.settled.is_(None))
    conn.execute(waiting.values(settled=now))


def note(conn: Connection, comment_id: int, moderator: str, act: Act, reason: str, now: int) -> None:
    """Write a decision into the log."""
    values = {
        "comment_id": comment_id,
        "decided": now,
        "moderator": moderator,
        "act": act.value,
        "reason": plain(reason),
    }
    conn.execute(insert(decisions).values(values))


def log(conn: Connection, cursor: str | None, limit: int) -> Log:
    """The decisions, newest first. Raises BadInput for a cursor that is not ours."""
    found = _DECISIONS if cursor is None else _DECISIONS.where(decisions.c.id < read_cursor(cursor, 1)[0])
    rows = conn.execute(found.order_by(decisions.c.id.desc()).limit(limit + 1)).all()
    more = str(rows[limit - 1].id) if len(rows) > limit else None
    return Log(tuple(_decision(row) for row in rows[:limit]), more)


def _flag(row: AnyRow) -> Flag:
    return Flag(row.name, FlagReason(row.reason), row.note, row.flagged)


def _decision(row: AnyRow) -> Decision:
    return Decision(
        id=row.id,
        comment_id=row.comment_id,
        article_id=row.article_id,
        article_title=row.article_title,
        decided=row.decided,
        moderator=row.moderator,
        act=Act(row.act),
        reason=row.reason,
    )


_DECISIONS: Select[Any] = threads.with_subject(
    select(*decisions.c, *SUBJECT)
    .outerjoin(schema.comments, schema.comments.c.id == decisions.c.comment_id)
    .outerjoin(schema.threads, schema.threads.c.id == schema.comments.c.thread_id)
)
