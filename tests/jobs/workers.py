"""Processes that run the jobs, for tests that kill, freeze and count them."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


def wait_until(condition: Callable[[], object], seconds: float = 90) -> object:
    """What the condition gives, as soon as that is true, or at the end of patience."""
    deadline = time.monotonic() + seconds
    while not (found := condition()) and time.monotonic() < deadline:
        time.sleep(0.1)
    return found


@contextmanager
def worker(folder: Path, **settings: str) -> Iterator[subprocess.Popen[str]]:
    """`broadsheet jobs run` on a data folder; killed at the end, if it still runs."""
    given = {"allow_private_addresses": "true", "host_pause": "0", "data": str(folder), **settings}
    environment = {**os.environ, **{f"BROADSHEET_{name.upper()}": value for name, value in given.items()}}
    process = subprocess.Popen(
        [sys.executable, "-m", "broadsheet", "jobs", "run"], env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGCONT)
        process.kill()
        process.wait()
        process.stdout.close()
