"""Whose turn it is: one request at a time at each host, with a pause between two, and not too many in all."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class _Host:
    """The queue at one host. `users`: who waits or is being served. `rests_until`: in the loop's time."""

    __slots__ = ("lock", "rests_until", "users")

    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.users = 0
        self.rests_until = 0.0


class Pace:
    """The turns of one event loop. First come, first served at each host.

    `concurrency`: requests at the same time, over all hosts. `host_pause`: seconds from the end of one request to a
    host to the start of the next.
    """

    def __init__(self, *, concurrency: int, host_pause: float) -> None:
        self._places = asyncio.Semaphore(concurrency)
        self._host_pause = host_pause
        self._hosts: dict[str, _Host] = {}

    def __len__(self) -> int:
        """How many hosts are remembered: those in use, and those that still rest."""
        return len(self._hosts)

    @asynccontextmanager
    async def turn(self, host: str, pause: float = 0) -> AsyncIterator[None]:
        """Wait for a turn at `host` (name and port), and hold it. `pause`: seconds that it rests afterwards, where it
        asked for more than is usual.

        A place among all is taken last, so that those who wait for a slow or resting host keep nobody else waiting.
        """
        queue = self._hosts.get(host)
        if queue is None:
            queue = self._hosts[host] = _Host()
        queue.users += 1
        try:
            async with queue.lock:
                await self._rest(queue)
                async with self._places:
                    try:
                        yield
                    finally:
                        rest = max(self._host_pause, pause)
                        queue.rests_until = asyncio.get_running_loop().time() + rest
        finally:
            queue.users -= 1
            if not queue.users:
                asyncio.get_running_loop().call_later(max(self._host_pause, pause), self._forget, host)

    async def _rest(self, queue: _Host) -> None:
        left = queue.rests_until - asyncio.get_running_loop().time()
        if left > 0:
            await asyncio.sleep(left)

    def _forget(self, host: str) -> None:
        queue = self._hosts.get(host)
        if queue and not queue.users and queue.rests_until <= asyncio.get_running_loop().time():
            del self._hosts[host]
