"""Many things at the same time, none left behind; and work for the processor, off the loop."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")

# Reading is work for the processor: more threads would not be faster, and each keeps memory of its own.
_readers = ThreadPoolExecutor(2, "reader")


async def all_of(work: Iterable[Coroutine[Any, Any, T]]) -> list[T]:
    """The results in order. Where one fails, the others still come to their end; then the first failure is raised."""
    results = await asyncio.gather(*work, return_exceptions=True)
    found: list[T] = []
    for result in results:
        if isinstance(result, BaseException):
            raise result
        found.append(result)
    return found


async def off_the_loop(work: Callable[..., T], *given: Any) -> T:
    """The result of work that keeps the processor busy, done in one of two threads."""
    return await asyncio.get_running_loop().run_in_executor(_readers, work, *given)
