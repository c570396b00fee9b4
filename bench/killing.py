"""The jobs, killed at random moments while they read the replay, against a run that nobody disturbs: row by row."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.measure import BROADSHEET, SHARED, Figures, cost, free_port, have_shared, running

KILLS = 10
LONGEST = 300  # seconds for the end of the reading
ROWS = "SELECT url, title, excerpt_because, length(text) FROM articles JOIN texts ON texts.article_id = articles.id"


def run() -> Figures:
    """Kill the jobs, let them finish, and compare with an undisturbed refresh."""
    if not have_shared():
        return
    port = free_port()
    press = [sys.executable, SHARED / "press/replay.py", "--data", SHARED / "data/extract"]
    with (
        tempfile.TemporaryDirectory() as calm,
        tempfile.TemporaryDirectory() as disturbed,
        running([*press, "--port", str(port)], f"http://127.0.0.1:{port}/"),
    ):
        opml = Path(calm, "outlets.opml")
        opml.write_bytes(subprocess.run([*map(str, press), "--opml"], capture_output=True, check=True).stdout)
        for folder in (calm, disturbed):
            cost([BROADSHEET, "import", opml], _environment(folder, port))
        cost([BROADSHEET, "refresh"], _environment(calm, port))
        yield "articles when killed", ", ".join(str(_kill_once(disturbed, port)) for _ in range(KILLS))
        _finish(disturbed, port)
        ours, theirs = _rows(disturbed), _rows(calm)
        yield "articles, undisturbed / killed", f"{len(theirs)} / {len(ours)}"
        yield "lost or different", str(len(set(theirs) - set(ours)))
        yield "doubled", str(len(ours) - len(set(ours)))


def _environment(folder: str, port: int) -> dict[str, str]:
    return {"BROADSHEET_DATA": folder, "BROADSHEET_FETCH_PROXY": f"http://127.0.0.1:{port}"}


def _jobs(folder: str, port: int) -> subprocess.Popen[bytes]:
    environment = {**os.environ, **_environment(folder, port)}
    return subprocess.Popen([BROADSHEET, "jobs", "run"], env=environment, stdout=subprocess.DEVNULL)


def _kill_once(folder: str, port: int) -> int:
    process = _jobs(folder, port)
    time.sleep(random.uniform(3, 8))
    process.send_signal(signal.SIGKILL)
    process.wait()
    return len(_rows(folder))


def _finish(folder: str, port: int) -> None:
    process, start = _jobs(folder, port), time.monotonic()
    while _unread(folder) and time.monotonic() - start < LONGEST:
        time.sleep(1)
    process.terminate()
    process.wait()


def _unread(folder: str) -> int:
    with sqlite3.connect(Path(folder, "broadsheet.db")) as conn:
        number: int = conn.execute("SELECT count(*) FROM sources WHERE state = 'new'").fetchone()[0]
        return number


def _rows(folder: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(Path(folder, "broadsheet.db")) as conn:
        return conn.execute(ROWS).fetchall()
