"""Many made outlets, refreshed by us and by the readers that Debian has: all new, nothing new, a tenth new.

Ours in two ways: feeds alone, as the other two do, and with the articles' own pages (of fewer outlets).
"""

import json
import os
import shutil
import sys
import tempfile
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.measure import BROADSHEET, SHARED, Cost, Figures, cost, free_port, have_shared, running

OUTLETS = int(os.environ.get("BENCH_OUTLETS", "2000"))
WITH_PAGES = max(1, OUTLETS // 20)  # outlets whose pages are read too: 50 ms of CPU each
ITEMS, NEW = 30, 3
ROUNDS = ("all new", "nothing new", "a tenth new")


@dataclass(frozen=True)
class Peer:
    """A reader: how it is set up in a folder for the outlets of a press, and the command that refreshes."""

    name: str
    command: Callable[[Path, str], list[str | Path]]


def run() -> Figures:
    """Refresh three times with each; the ratio is CPU time to newsboat's."""
    if not have_shared():
        return
    base = dict[str, float]()
    for peer in PEERS:
        if not shutil.which(peer.name):
            yield peer.name, "(skipped: it is not installed; apt-get install newsboat sfeed)"
            continue
        for kind, spent, items in _rounds(peer.command, OUTLETS):
            if peer.name == "newsboat":
                base[kind] = spent.cpu
            yield f"{peer.name}: {kind}", _line(spent, items, base.get(kind))
    for kind, spent, items in _rounds(_ours(read_pages=False), OUTLETS):
        yield f"Broadsheet, feeds alone: {kind}", _line(spent, items, base.get(kind))
    for kind, spent, items in _rounds(_ours(read_pages=True), WITH_PAGES):
        yield f"Broadsheet, with pages, {WITH_PAGES} outlets: {kind}", _line(spent, items, None)


def _rounds(setup: Callable[[Path, str], list[str | Path]], outlets: int) -> Iterator[tuple[str, Cost, int]]:
    """What each of the three refreshes took, and how many items are new in it."""
    with tempfile.TemporaryDirectory() as folder, _press(outlets) as press:
        command = setup(Path(folder), press)
        for kind, items in zip(ROUNDS, (outlets * ITEMS, 0, outlets * NEW), strict=True):
            if kind == ROUNDS[-1]:
                urllib.request.urlopen(f"{press}/ctl?publish={NEW}", timeout=60).read()
            yield kind, cost(command), items


@contextmanager
def _press(outlets: int) -> Iterator[str]:
    port = free_port()
    made = [sys.executable, SHARED / "press/made.py", "--outlets", outlets, "--items", ITEMS, "--port", port]
    with running([*map(str, made), "--no-json"], f"http://127.0.0.1:{port}/ctl"):
        yield f"http://127.0.0.1:{port}"


def _urls(press: str) -> list[str]:
    return urllib.request.urlopen(f"{press}/urls?native=1", timeout=60).read().decode().split()


def _newsboat(folder: Path, press: str) -> list[str | Path]:
    (folder / "urls").write_text("\n".join(_urls(press)))
    (folder / "config").write_text("reload-threads 4\n")
    files = ["-u", folder / "urls", "-C", folder / "config", "-c", folder / "cache.db"]
    return ["newsboat", *files, "-x", "reload"]


def _sfeed(folder: Path, press: str) -> list[str | Path]:
    feeds = "".join(f"feed {json.dumps(str(n))} {json.dumps(url)}\n" for n, url in enumerate(_urls(press)))
    (folder / "sfeedrc").write_text(f"sfeedpath={json.dumps(str(folder / 'feeds'))}\nfeeds() {{\n{feeds}}}\n")
    return ["sfeed_update", folder / "sfeedrc"]


def _ours(*, read_pages: bool) -> Callable[[Path, str], list[str | Path]]:
    def setup(folder: Path, press: str) -> list[str | Path]:
        settings = f"read_pages = {json.dumps(read_pages)}\nallow_private_addresses = true\nhost_pause = 0\n"
        (folder / "broadsheet.toml").write_text(settings)
        (folder / "urls").write_text("\n".join(_urls(press)))
        cost([BROADSHEET, "import", folder / "urls", "--data", folder])
        return [BROADSHEET, "refresh", "--all", "--data", folder]

    return setup


def _line(spent: Cost, items: int, base: float | None) -> str:
    rate = f", {items / spent.wall:.0f} items/s" if items else ""
    ratio = f" = {spent.cpu / base:.2f} × newsboat" if base else ""
    return f"{spent.cpu:.1f} s CPU{ratio}, {spent.wall:.1f} s wall{rate}, {spent.peak:.0f} MB"


PEERS = (Peer("newsboat", _newsboat), Peer("sfeed_update", _sfeed))
