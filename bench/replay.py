"""622 real outlets, replayed on loopback: what a first refresh brings and costs, and a second with nothing new."""

import json
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from bench.measure import BROADSHEET, SHARED, Figures, cost, free_port, have_shared, running


def run(data: str = "extract") -> Figures:
    """Import the replay's OPML, refresh, refresh again with `--all`."""
    if not have_shared():
        return
    port = free_port()
    press = [sys.executable, SHARED / "press/replay.py", "--data", SHARED / "data" / data]
    with tempfile.TemporaryDirectory() as folder, running([*press, "--port", str(port)], f"http://127.0.0.1:{port}/"):
        environment = {"BROADSHEET_DATA": folder, "BROADSHEET_FETCH_PROXY": f"http://127.0.0.1:{port}"}
        opml = Path(folder, "outlets.opml")
        opml.write_bytes(subprocess.run([*press, "--opml"], capture_output=True, check=True).stdout)
        cost([BROADSHEET, "import", opml], environment)
        first = cost([BROADSHEET, "refresh"], environment)
        yield from _brought(Path(folder, "broadsheet.db"), _listed(press))
        articles = _count(Path(folder, "broadsheet.db"))
        yield "first refresh: CPU ms an article", f"{first.cpu * 1000 / max(1, articles):.1f}"
        yield "first refresh: wall s / CPU s / peak MB", f"{first.wall:.1f} / {first.cpu:.1f} / {first.peak:.0f}"
        sources = json.loads(cost([BROADSHEET, "sources", "--json"], environment).output)
        start = cost([BROADSHEET, "refresh"], environment)
        again = cost([BROADSHEET, "refresh", "--all"], environment)
        yield "second refresh", again.output.strip()
        yield (
            "refresh --all, nothing new: CPU ms a source (start-up taken off)",
            f"{(again.cpu - start.cpu) * 1000 / len(sources):.2f}",
        )
        states = Counter(source["state"] for source in sources)
        yield "sources by state", ", ".join(f"{state} {number}" for state, number in states.most_common())
        for reason, number in Counter(source["reason"] for source in sources if source["reason"]).most_common(8):
            yield f"  {number} ×", reason


def _listed(press: list[object]) -> int:
    rows = subprocess.run([*map(str, press), "--list"], capture_output=True, text=True, check=True).stdout.splitlines()
    return sum(int(row.split("\t")[2]) for row in rows)


def _count(file: Path) -> int:
    with sqlite3.connect(file) as conn:
        number: int = conn.execute("SELECT count(*) FROM articles").fetchone()[0]
        return number


def _brought(file: Path, listed: int) -> Figures:
    with sqlite3.connect(file) as conn:
        rows = conn.execute(
            "SELECT title, text, excerpt_because FROM articles JOIN texts ON texts.article_id = articles.id"
        ).fetchall()
    total = len(rows)
    yield "articles that the outlets list", str(listed)
    yield "articles stored", f"{total} ({total / listed:.1%})"
    titled = sum(bool(title) for title, _, _ in rows)
    whole = sum(because is None and bool(text) for _, text, because in rows)
    yield "with a title", f"{titled} ({titled / listed:.1%})"
    yield "with full text", f"{whole} ({whole / listed:.1%})"
    yield "as excerpt", str(sum(because is not None for _, _, because in rows))
    for reason, number in Counter(because for _, _, because in rows if because).most_common(12):
        yield f"  {number} ×", reason[:110]
