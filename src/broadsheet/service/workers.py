"""The processes that run the jobs: each says that it is alive, and one of them takes up the work of those that died.

A worker that was not heard of for a while is counted as dead. One that was only frozen may wake up again: what it holds
has run out by then (see service/ingest/holds), and the engine takes no result from it for what another has taken up.
"""

from uuid import uuid4

from broadsheet.errors import BadSettings
from broadsheet.service.context import Context
from broadsheet.store import holds
from broadsheet.store import workers as store
from broadsheet.store.workers import MOST_OFF, SILENT


def begin(ctx: Context, name: str) -> str:
    """A worker begins; gives what tells this start from others. Only one process may have a name: what an earlier one
    of that name held is let go.

    Raises BadSettings where the machine's clock is so wrong that it would take others' work for abandoned.
    """
    run = uuid4().hex
    with ctx.database.write() as conn:
        off = store.clock_off(conn)
        if abs(off) > MOST_OFF:
            side = "ahead of" if off > 0 else "behind"
            raise BadSettings(
                f"The clock of this machine is {abs(off):.0f} seconds {side} the database server's. Workers that share "
                "a database need the same time: set both clocks by NTP, then start again."
            )
        store.begin(conn, name, run, ctx.clock())
        holds.end_worker(conn, name)
    return run


def beat(ctx: Context, name: str, run: str) -> bool:
    """A sign of life. False where another process runs under this name: then this one has to stop."""
    with ctx.database.write() as conn:
        return store.beat(conn, name, run, ctx.clock())


def alive(ctx: Context) -> tuple[str, ...]:
    """The names of the workers that give signs of life, in order; the others are forgotten."""
    before = ctx.clock() - SILENT
    with ctx.database.read() as conn:
        found = store.all(conn)
    if any(worker.seen < before for worker in found):
        with ctx.database.write() as conn:
            store.bury(conn, before)
    return tuple(worker.name for worker in found if worker.seen >= before)


def end(ctx: Context, name: str, run: str) -> None:
    """A worker stops in good order."""
    with ctx.database.write() as conn:
        store.end(conn, name, run)
