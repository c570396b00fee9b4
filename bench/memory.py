"""Memory of a running Broadsheet: idle, and with 500 sources that were read."""

import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from bench.measure import BROADSHEET, SHARED, Figures, cost, cpu_of, free_port, have_shared, resident, running

SETTLE = 8.0  # seconds after the first page, for the engine's threads to be there


def run() -> Figures:
    """Start `broadsheet up` on an empty folder, then on one with 500 made sources."""
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        command = [BROADSHEET, "up", "--data", folder, "--port", str(port)]
        with running(command, f"http://127.0.0.1:{port}/") as pid:
            time.sleep(SETTLE)
            before = cpu_of(pid)
            time.sleep(20)
            yield "idle: resident MB", f"{resident(pid):.0f}"
            yield "idle: CPU ms a second", f"{(cpu_of(pid) - before) / 20 * 1000:.1f}"
    if have_shared():
        yield from _with_sources(500)


def _with_sources(number: int) -> Figures:
    press_port, port = free_port(), free_port()
    press = [sys.executable, SHARED / "press/made.py", "--outlets", str(number), "--items", "10"]
    with (
        tempfile.TemporaryDirectory() as folder,
        running([*press, "--port", str(press_port)], f"http://127.0.0.1:{press_port}/"),
    ):
        environment = {
            "BROADSHEET_DATA": folder,
            "BROADSHEET_ALLOW_PRIVATE_ADDRESSES": "true",
            "BROADSHEET_HOST_PAUSE": "0",
        }
        opml = Path(folder, "made.opml")
        opml.write_bytes(urllib.request.urlopen(f"http://127.0.0.1:{press_port}/opml?native=1").read())
        cost([BROADSHEET, "import", opml], environment)
        address = f"http://127.0.0.1:{port}/"
        with running([BROADSHEET, "up", "--port", str(port)], address, environment) as pid:
            peak = 0.0
            for _ in range(120):
                time.sleep(2)
                peak = max(peak, resident(pid))
                if _all_read(environment):
                    break
            yield f"{number} sources, while reading: peak resident MB", f"{peak:.0f}"
            for _ in range(20):
                urllib.request.urlopen(address).read()
            time.sleep(SETTLE)
            yield f"{number} sources, after: resident MB", f"{resident(pid):.0f}"


def _all_read(environment: dict[str, str]) -> bool:
    return '"state": "new"' not in cost([BROADSHEET, "sources", "--json"], environment).output
