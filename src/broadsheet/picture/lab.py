"""The photo lab: hands pictures to limited processes (`worker.py`), and replaces those that overstep."""

import asyncio
import logging
import struct
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import IO

from broadsheet.errors import PictureError
from broadsheet.model.media import Picture

WORKERS = 2
SECONDS = 12.0  # for one picture, by the clock; the process itself ends after 8 of CPU
PICTURES = 200  # that a process makes before another takes its place: what a decoder leaks goes with it
LARGEST = 20_000_000  # bytes that we take from it
WEBP = "image/webp"
# For glibc: what a large picture took is given back to the system.
ENVIRONMENT = {"MALLOC_MMAP_THRESHOLD_": "262144"}
_SCRIPT = Path(__file__).with_name("worker.py")

log = logging.getLogger(__name__)


class _Worker:
    """One limited process. It is given nothing of our environment, no open file but its two pipes."""

    def __init__(self) -> None:
        self.made = 0
        self.process = subprocess.Popen(  # noqa: S603 - our own script
            [sys.executable, "-I", str(_SCRIPT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=ENVIRONMENT,
            cwd="/",
        )
        assert self.process.stdin and self.process.stdout
        self._inlet, self._outlet = self.process.stdin, self.process.stdout
        self.unlimited = self._outlet.read(1)

    def make(self, body: bytes, seconds: float) -> dict[int, bytes]:
        """The sizes of one picture. Raises PictureError where it is none; EOFError, OSError where the process ended."""
        clock = threading.Timer(seconds, self.process.kill)
        clock.start()
        try:
            self._inlet.write(struct.pack(">I", len(body)) + body)
            self._inlet.flush()
            return self._answer()
        finally:
            clock.cancel()
            self.made += 1

    def _answer(self) -> dict[int, bytes]:
        count = _exactly(self._outlet, 1)[0]
        if not count:
            (length,) = struct.unpack(">I", _exactly(self._outlet, 4))
            raise PictureError(f"It cannot be read as a picture: {_exactly(self._outlet, length).decode()}.")
        sizes = {}
        for _ in range(count):
            width, length = struct.unpack(">HI", _exactly(self._outlet, 6))
            sizes[width] = _exactly(self._outlet, length)
            if sizes[width][:4] != b"RIFF" or sizes[width][8:12] != b"WEBP":
                raise EOFError  # that was not our script any more
        return sizes

    def close(self) -> None:
        self.process.kill()
        self._inlet.close()
        self._outlet.close()
        self.process.wait()


class Lab:
    """Makes pictures, `workers` at a time. The processes are started when they are first needed."""

    def __init__(self, workers: int = WORKERS, seconds: float = SECONDS) -> None:
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="lab")
        self._seconds = seconds
        self._idle: list[_Worker] = []
        self._busy: set[_Worker] = set()
        self._told = False

    async def develop(self, body: bytes) -> Picture:
        """The picture, encoded anew in our widths. Raises PictureError."""
        loop = asyncio.get_running_loop()
        return Picture(WEBP, await loop.run_in_executor(self._threads, partial(self._develop, body)))

    def close(self) -> None:
        """End the processes, whatever they are at."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in list(self._busy):
            worker.process.kill()
        while self._idle:
            self._idle.pop().close()

    def _develop(self, body: bytes) -> dict[int, bytes]:
        worker = self._take()
        try:
            return worker.make(body, self._seconds)
        except (EOFError, OSError, UnicodeDecodeError):
            worker.made = PICTURES
            raise PictureError("Making it smaller took more memory or time than a picture gets.") from None
        finally:
            self._give_back(worker)

    def _take(self) -> _Worker:
        worker = self._idle.pop() if self._idle else self._start()
        self._busy.add(worker)
        return worker

    def _start(self) -> _Worker:
        try:
            worker = _Worker()
        except OSError as error:
            raise PictureError(f"The process that makes pictures smaller does not start: {error.strerror}.") from None
        if worker.unlimited not in (b"", b"\0") and not self._told:
            self._told = True
            log.warning("This system does not limit the memory of the process that makes pictures smaller.")
        return worker

    def _give_back(self, worker: _Worker) -> None:
        self._busy.discard(worker)
        if worker.made < PICTURES:
            self._idle.append(worker)
        else:
            worker.close()


def _exactly(pipe: IO[bytes], count: int) -> bytes:
    if count > LARGEST:
        raise EOFError
    found = pipe.read(count)
    if len(found) < count:
        raise EOFError
    return found
