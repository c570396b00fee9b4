"""How well the best proposal finds an outlet's articles on its home page, without a look at its feed: the replay's home
pages and the demo's, against what each outlet's own feed lists; and home pages of many makes, written for the tests."""

import argparse
import importlib.util
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import ModuleType

from bench.measure import ROOT, SHARED, Figures, have_shared
from broadsheet.collect.listing import read_listing
from broadsheet.collect.page_sources import propose
from broadsheet.demo.press import Press
from broadsheet.model.pages import Page
from broadsheet.text.urls import identity


@dataclass(frozen=True)
class Score:
    """One home page. `wanted`: articles that it should lead to; `found`, `right`: what the best proposal found. `ms`:
    milliseconds that it took."""

    wanted: int
    found: int
    right: int
    dated: int
    ms: float


def run() -> Figures:
    """Each set of home pages."""
    yield "homes of many makes (tests/)", _line(_made())
    yield "demo: home pages against feeds", _line(_demo())
    if have_shared():
        for name in ("newsdays", "extract"):
            yield f"replay of {name}: home pages against feeds", _line(_replayed(name))


def _score(url: str, body: bytes, charset: str | None, wanted: Iterable[str]) -> Score:
    start = time.perf_counter()
    proposals = propose(Page(url, url, body, charset=charset))
    spent = (time.perf_counter() - start) * 1000
    entries = proposals[0].listing.entries if proposals else ()
    known, found = {identity(one) for one in wanted}, {identity(entry.url) for entry in entries}
    dated = sum(entry.published is not None for entry in entries)
    return Score(len(known), len(found), len(known & found), dated, spent)


def _line(scores: Iterable[Score]) -> str:
    all_ = [score for score in scores if score.wanted]
    wanted, found = sum(score.wanted for score in all_), sum(score.found for score in all_)
    right, whole = sum(score.right for score in all_), sum(score.right == score.wanted == score.found for score in all_)
    pace = sorted(score.ms for score in all_)[len(all_) // 2]
    return (
        f"{len(all_)} pages  recall {right / max(1, wanted):.3f}  precision {right / max(1, found):.3f}  "
        f"without a fault {whole}  dated {sum(score.dated for score in all_) / max(1, found):.2f}  median {pace:.0f} ms"
    )


def _made() -> Iterator[Score]:
    sys.path.insert(0, str(ROOT))
    from tests.collect.page_sources.homes import HOMES

    for home in HOMES:
        yield _score(home.url, home.html.encode(), "utf-8", home.articles)


def _demo() -> Iterator[Score]:
    with Press() as press:
        for outlet in press.outlets:
            try:
                feed = read_listing(_get(outlet.source))
                home = _get(outlet.home)
            except urllib.error.HTTPError:  # one that is always out of order
                continue
            yield _score(home.url, home.body, home.charset, [entry.url for entry in feed.entries])


def _get(url: str) -> Page:
    with urllib.request.urlopen(url, timeout=10) as answer:
        return Page(url, url, answer.read(), charset=answer.headers.get_content_charset())


def _replayed(name: str) -> Iterator[Score]:
    """Outlets whose home page links to two articles or more: one alone does not repeat. Those whose links have no words
    (the set has no headlines for them) are left out too: they are a fault of the set."""
    given = {"play": 0, "newest_now": False, "keep_dates": True, "direct": False, "port": 1}
    replay = _replay().Replay(argparse.Namespace(data=str(SHARED / "data" / name), **given))
    for outlet in replay.outlets.values():
        if len(outlet.pages) < 2 or not all(len(page["title"]) > 8 for page in outlet.pages.values()):
            continue
        base = f"http://{outlet.host}"
        body = replay.answer(outlet, "/", {}, base)[2]
        yield _score(f"{base}/", body, "utf-8", [f"{base}{path}" for path in outlet.pages])


def _replay() -> ModuleType:
    spec = importlib.util.spec_from_file_location("replay", SHARED / "press" / "replay.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
