"""The processes that run the jobs, and when each was last heard of.

Times are seconds since 1970, UTC, by the clock of the process that writes them: `clock_off` tells one that is wrong.
"""

import time

from sqlalchemy import Connection, delete, insert, select, text, update

from broadsheet.model.jobs import Worker
from broadsheet.store.holds import LASTS
from broadsheet.store.schema.work import workers

MOST_OFF = 10  # seconds that a worker's clock may differ from the database server's
SILENT = LASTS + 2 * MOST_OFF + 10  # seconds without a sign of life after which a worker's work is taken up by others


def begin(conn: Connection, name: str, run: str, now: int) -> None:
    """A process begins to run the jobs under a name that is its own: an earlier one of that name is over."""
    conn.execute(delete(workers).where(workers.c.name == name))
    conn.execute(insert(workers).values(name=name, run=run, began=now, seen=now))


def beat(conn: Connection, name: str, run: str, now: int) -> bool:
    """A process is alive. False where another one has taken its name; where it was counted as dead, it is back."""
    row = conn.execute(select(workers.c.run).where(workers.c.name == name)).first()
    if row is None:
        begin(conn, name, run, now)
        return True
    if row.run != run:
        return False
    conn.execute(update(workers).where(workers.c.name == name).values(seen=now))
    return True


def end(conn: Connection, name: str, run: str) -> None:
    """A process stops in good order."""
    conn.execute(delete(workers).where(workers.c.name == name, workers.c.run == run))


def bury(conn: Connection, before: int) -> None:
    """Forget those that were not heard of since `before`."""
    conn.execute(delete(workers).where(workers.c.seen < before))


def all(conn: Connection) -> list[Worker]:  # noqa: A001  read as workers.all(conn)
    """All that are known, by name."""
    rows = conn.execute(select(workers).order_by(workers.c.name))
    return [Worker(row.name, row.began, row.seen) for row in rows]


def clock_off(conn: Connection) -> float:
    """By how many seconds this machine's clock is ahead of the database server's; SQLite has no clock of its own."""
    if conn.dialect.name == "sqlite":
        return 0.0
    asked = time.time()
    theirs = float(conn.execute(text("SELECT extract(epoch FROM clock_timestamp())")).scalar_one())
    return (asked + time.time()) / 2 - theirs
