"""No source is looked at twice at the same time, by whichever process: a round of looks holds its sources in the
database while it is at work.

A hold runs out by itself, and a round that lives renews it well before. One that was frozen or cut off from the
database longer than that finds, by the clock, that its holds are over: then it begins no other page, and writes nothing
beside the source. What it has saved stays, since an article comes once whoever brings it.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from uuid import uuid4

from broadsheet.errors import StoreError
from broadsheet.service.context import Context
from broadsheet.store import holds
from broadsheet.store.database import Connection
from broadsheet.store.holds import LASTS

RENEWED = 30  # seconds between two renewals

log = logging.getLogger(__name__)


class Lost(Exception):
    """This round holds the source no longer."""


class Holds:
    """What one round holds."""

    def __init__(self, ctx: Context, worker: str | None) -> None:
        self._ctx, self._worker = ctx, worker
        self._holder, self._until = uuid4().hex, 0
        self._held: set[int] = set()
        self._begun: set[int] = set()

    def take(self, source_ids: Sequence[int]) -> None:
        """Hold these, but for those that another round holds."""
        now = self._ctx.clock()
        with self._ctx.database.write() as conn:
            self._held |= holds.take(conn, source_ids, self._holder, now, now + LASTS, self._worker)
        self._until = now + LASTS

    def begin(self, source_id: int) -> bool:
        """Whether this round may look at the source now; once."""
        if source_id in self._begun or not self._is_ours(source_id):
            return False
        self._begun.add(source_id)
        return True

    def check(self, source_id: int) -> None:
        """Raises Lost where another round may look at the source by now."""
        if not self._is_ours(source_id):
            raise Lost

    def let_go(self, conn: Connection, source_id: int) -> None:
        """A look is over; what it means for the source is written down in the same transaction. Raises Lost."""
        self._held.discard(source_id)
        if not holds.let_go(conn, source_id, self._holder):
            raise Lost

    async def keep(self) -> None:
        """Renew, again and again. A database that cannot be written just now is tried at the next turn."""
        while True:
            await asyncio.sleep(RENEWED)
            now = self._ctx.clock()
            with suppress(StoreError), self._ctx.database.write() as conn:
                self._held &= holds.renew(conn, self._holder, now + LASTS)
                self._until = now + LASTS

    def end(self) -> None:
        """Let go of what is left; where that cannot be written, it runs out."""
        with suppress(StoreError), self._ctx.database.write() as conn:
            holds.end_round(conn, self._holder)

    def _is_ours(self, source_id: int) -> bool:
        return source_id in self._held and self._ctx.clock() < self._until


@asynccontextmanager
async def holding(ctx: Context, source_ids: Sequence[int], worker: str | None) -> AsyncIterator[Holds]:
    """Hold these sources as long as the block runs. `worker`: who does it, where that is a worker of the jobs."""
    held = Holds(ctx, worker)
    held.take(source_ids)
    keeper = asyncio.create_task(held.keep())
    try:
        yield held
    finally:
        keeper.cancel()
        held.end()
