"""How the measurements measure: CPU and peak memory of whole processes, helpers on loopback, the evaluation data."""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
BROADSHEET = ROOT / ".venv" / "bin" / "broadsheet"

Figures = Iterator[tuple[str, str]]


@dataclass(frozen=True)
class Cost:
    """What one process took. Seconds; megabytes."""

    wall: float
    cpu: float
    peak: float
    output: str


def cost(command: Sequence[str | Path], environment: Mapping[str, str] | None = None) -> Cost:
    """Run a command to its end; its CPU time is its own and its children's."""
    start = time.perf_counter()
    with tempfile.TemporaryFile("w+") as said, tempfile.TemporaryFile("w+") as complained:
        environ = {**os.environ, **(environment or {})}
        process = subprocess.Popen([*map(str, command)], env=environ, stdout=said, stderr=complained)
        _, status, used = os.wait4(process.pid, 0)  # its own peak, not that of all before it
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        complained.seek(0)
        if process.returncode not in (0, 1):
            sys.exit(f"{command} failed: {complained.read()[-2000:]}")
        wall = time.perf_counter() - start
        return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, said.read())


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port: int = door.getsockname()[1]
        return port


@contextmanager
def running(command: Sequence[str | Path], address: str, environment: Mapping[str, str] | None = None) -> Iterator[int]:
    """A server in a process of its own, from when `address` answers; gives its process id."""
    process = subprocess.Popen(
        [str(part) for part in command],
        env={**os.environ, **(environment or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(address)
        yield process.pid
    finally:
        process.terminate()
        process.wait(20)


def wait_for(address: str, seconds: float = 60) -> float:
    """Wait until an address answers; gives the seconds that it took."""
    start = time.perf_counter()
    while time.perf_counter() - start < seconds:
        try:
            urllib.request.urlopen(address, timeout=5).read()
            return time.perf_counter() - start
        except urllib.error.HTTPError:
            return time.perf_counter() - start
        except OSError:
            time.sleep(0.1)
    sys.exit(f"{address} did not answer within {seconds:.0f} s")


def resident(pid: int) -> float:
    """Megabytes of memory that a process holds now (Linux)."""
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    return int(found.group(1)) / 1024 if found else 0.0


def cpu_of(pid: int) -> float:
    """Seconds of CPU that a process has used so far (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def have_shared() -> bool:
    """Whether the evaluation data is beside this checkout."""
    if not SHARED.exists():
        print("(skipped: the evaluation data, ../shared, is not beside this checkout)")
    return SHARED.exists()
