"""Which sources are being looked at just now, and by which round of looks: one round at most for each source.

Writers go one after the other on both databases (see store/dialects.queue_for_writing), so that what is read here
before it is written cannot change in between. Times are seconds since 1970, UTC.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, delete, insert, literal, select, update

from broadsheet.store.schema import sources
from broadsheet.store.schema.work import holds

LASTS = 90  # seconds that a hold lasts when it is not renewed
IN_ONE_GO = 500  # numbers in one statement


def take(
    conn: Connection, source_ids: Sequence[int], holder: str, now: int, until: int, worker: str | None = None
) -> set[int]:
    """Hold these sources up to `until`, but for those that somebody holds and those that are gone; gives the held."""
    taken: set[int] = set()
    for start in range(0, len(source_ids), IN_ONE_GO):
        some = source_ids[start : start + IN_ONE_GO]
        conn.execute(delete(holds).where(holds.c.source_id.in_(some), holds.c.until <= now))
        busy = select(holds.c.source_id).where(holds.c.source_id.in_(some))
        free = select(sources.c.id).where(sources.c.id.in_(some), sources.c.id.not_in(busy))
        ids = list(conn.execute(free).scalars())
        values = select(sources.c.id, literal(holder), literal(worker), literal(until)).where(sources.c.id.in_(ids))
        conn.execute(insert(holds).from_select(["source_id", "holder", "worker", "until"], values))
        taken.update(ids)
    return taken


def renew(conn: Connection, holder: str, until: int) -> set[int]:
    """Hold what this round still holds for longer; gives those sources."""
    renewed = update(holds).where(holds.c.holder == holder).values(until=until)
    return set(conn.execute(renewed.returning(holds.c.source_id)).scalars())


def let_go(conn: Connection, source_id: int, holder: str) -> bool:
    """A look is over. False where this round no longer held the source: then somebody else may be looking at it."""
    return bool(conn.execute(_LET_GO, {"source": source_id, "by": holder}).rowcount)


def end_round(conn: Connection, holder: str) -> None:
    """Let go of all that a round holds."""
    conn.execute(delete(holds).where(holds.c.holder == holder))


def end_worker(conn: Connection, worker: str) -> None:
    """Let go of all that a worker holds: it is known to be over."""
    conn.execute(delete(holds).where(holds.c.worker == worker))


# Built once: it runs at every look.
_LET_GO = delete(holds).where(holds.c.source_id == bindparam("source"), holds.c.holder == bindparam("by"))
