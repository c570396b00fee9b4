"""A month of 251 outlets on the same events, replayed on loopback through the whole pipeline: which articles come into
one story, whose text each has, how many outlets report by themselves, and what an article costs."""

import json
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from bench.extraction import FLOORS, under
from bench.measure import BROADSHEET, SHARED, Cost, Figures, cost, free_port, have_shared, running
from broadsheet.boot import open_context
from broadsheet.config import Settings
from broadsheet.model.readers import OPERATOR
from broadsheet.service import stories
from broadsheet.service.context import Context
from broadsheet.store.copies import of_articles
from broadsheet.store.schema import articles
from broadsheet.store.schema.stories import story_articles
from broadsheet.text.urls import identity

_PLAYED = 14_400  # seconds of the outlets' time in one of ours: a month in three minutes
_DATA = SHARED / "data/newsdays"


@dataclass(frozen=True)
class _Row:
    """An article as it came out. `story`: None where it was not gathered; `of`: whose text it has, by its gold id."""

    gold: dict[str, Any]
    number: int
    story: int | None
    of: int | None


def run() -> Figures:
    """Play the month; look at all outlets all the while. Ends with an error where a figure is below its floor."""
    if not have_shared():
        return
    with tempfile.TemporaryDirectory() as folder:
        spent = _play(Path(folder))
        with open_context(Settings(data=Path(folder))) as ctx:
            rows = _rows(ctx)
            figures = {"stories_F1": _bcubed(rows), **_copies(rows)}
            yield "articles, of those that the outlets published", f"{len(rows)} of {len(_gold())}"
            yield "stories BCubed F1", f"{figures['stories_F1']:.3f}"
            yield "wire copies, P / R", f"{figures['copies_P']:.3f} / {figures['copies_R']:.3f}"
            yield "CPU ms an article, all looks and starts included", f"{spent.cpu * 1000 / max(1, len(rows)):.0f}"
            yield from _accounts(ctx, rows)
    below = under(tomllib.loads(FLOORS.read_text("utf-8"))["newsdays"], figures, "newsdays")
    if below:
        raise SystemExit("Below the floors of bench/floors.toml: " + "; ".join(below))


def _play(folder: Path) -> Cost:
    """Look at all outlets until the month is over, and once more; gives what all of it took."""
    port = free_port()
    press = [sys.executable, SHARED / "press/replay.py", "--data", _DATA, "--newest-now"]
    environment = {"BROADSHEET_DATA": str(folder), "BROADSHEET_FETCH_PROXY": f"http://127.0.0.1:{port}"}
    opml = folder / "outlets.opml"
    opml.write_bytes(subprocess.run([*press, "--opml"], capture_output=True, check=True).stdout)
    dates = [datetime.fromisoformat(row["date"]) for row in _gold()]
    seconds = (max(dates) - min(dates)).total_seconds() / _PLAYED
    with running([*press, "--port", str(port), "--play", str(_PLAYED)], f"http://127.0.0.1:{port}/", environment):
        started = time.perf_counter()
        spent = [cost([BROADSHEET, "import", opml], environment)]
        over = False
        while not over:
            over = time.perf_counter() - started > seconds + 2
            spent.append(cost([BROADSHEET, "refresh", "--all"], environment))
    return Cost(sum(one.wall for one in spent), sum(one.cpu for one in spent), max(one.peak for one in spent), "")


def _gold() -> list[dict[str, Any]]:
    return [json.loads(line) for line in (_DATA / "days/gold.jsonl").read_text("utf-8").splitlines()]


def _rows(ctx: Context) -> list[_Row]:
    gold = {identity(row["url"]): row for row in _gold()}
    with ctx.database.read() as conn:
        found = select(articles.c.id, articles.c.url, story_articles.c.story_id)
        found = found.outerjoin(story_articles, story_articles.c.article_id == articles.c.id).order_by(articles.c.id)
        rows = conn.execute(found).all()
        copied = of_articles(conn, [row.id for row in rows])
    whole = {one.article: one.of for one in copied.values() if one.kind == "copy"}
    known = [(row, gold.get(identity(row.url))) for row in rows]
    return [_Row(its, row.id, row.story_id, whole.get(row.id)) for row, its in known if its]


def _bcubed(rows: list[_Row]) -> float:
    """The F1 of each article's precision and recall (Bagga and Baldwin 1998)."""
    ours, theirs = Counter(row.story for row in rows), Counter(row.gold["story"] for row in rows)
    both = Counter((row.story, row.gold["story"]) for row in rows)
    shared = [(both[row.story, row.gold["story"]], ours[row.story], theirs[row.gold["story"]]) for row in rows]
    precision = sum(each / own for each, own, _ in shared) / len(rows)
    recall = sum(each / gold for each, _, gold in shared) / len(rows)
    return 2 * precision * recall / (precision + recall)


def _copies(rows: list[_Row]) -> dict[str, float]:
    """P: of the articles found to be copies, how many stand together with no other text; R: of the copies that the gold
    knows, how many stand together with their original."""
    of = {row.number: row.of for row in rows}

    def text(number: int) -> int:
        seen = set[int]()
        while (before := of.get(number)) is not None and number not in seen:
            seen.add(number)
            number = before
        return number

    members: defaultdict[int, set[str]] = defaultdict(set)
    for row in rows:
        members[text(row.number)].add(row.gold.get("copy_of") or row.gold["id"])
    number = {row.gold["id"]: row.number for row in rows}
    found = [row for row in rows if row.of is not None]
    true = [row for row in rows if row.gold.get("copy_of") in number]
    right = sum(len(members[text(row.number)]) == 1 for row in found)
    joined = sum(text(row.number) == text(number[row.gold["copy_of"]]) for row in true)
    return {"copies_P": right / max(1, len(found)), "copies_R": joined / max(1, len(true))}


def _accounts(ctx: Context, rows: list[_Row]) -> Figures:
    """Open the page of each story with several articles: what is found, and how long it takes the first time."""
    several = [story for story, count in Counter(row.story for row in rows).items() if story and count > 1]
    spent, agreeing, told = [], 0, Counter[str]()
    for story in several:
        started = time.process_time()
        coverage = stories.read(ctx, OPERATOR, story)
        spent.append(1000 * (time.process_time() - started))
        agreeing += coverage.independent == coverage.story.independent
        told["with quotations"] += bool(coverage.account.quotes)
        told["with reprints"] += bool(coverage.reprints)
        told["where outlets differ"] += bool(coverage.account.differences)
    spent.sort()
    yield "stories of several articles", f"{len(several)}: " + ", ".join(f"{n} {what}" for what, n in told.items())
    yield "counted when gathered as independent as on the page", f"{agreeing / max(1, len(several)):.3f}"
    yield "a story's account when first opened, CPU ms", f"p50 {spent[len(spent) // 2]:.0f}, largest {spent[-1]:.0f}"
