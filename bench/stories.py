"""Stories of `broadsheet group` on every set, beside a plain single pass with tf-idf that is tuned for each set; what a
restart costs."""

import gzip
import json
import sys
import time
import tomllib
from dataclasses import replace
from typing import Any

from bench.extraction import FLOORS, under
from bench.measure import BROADSHEET, ROOT, SHARED, Figures, have_shared
from bench.scoring import scored
from broadsheet.model.related import Subject
from broadsheet.text.dates import parse
from broadsheet.understand.stories.gathering import Gatherer

THRESHOLDS = (0.10, 0.14, 0.18, 0.22, 0.28)  # of the peer


def run() -> Figures:
    """Score both on each set."""
    if not have_shared():
        return
    ours = scored("score_stories.py", "stories", f"{BROADSHEET} group")
    peers = {
        least: scored("score_stories.py", "stories", f"{sys.executable} {ROOT / 'bench/peer_tfidf.py'} {least}")
        for least in THRESHOLDS
    }
    floors = tomllib.loads(FLOORS.read_text("utf-8"))["stories"]
    below: list[str] = []
    for set_name, figures in ours.items():
        if isinstance(figures, str):
            yield set_name, figures
            below.append(f"{set_name} failed")
            continue
        figures["arrival"] = figures.get("BCubed_F1_on_arrival", figures["BCubed_F1"])
        below += under(floors.get(set_name, {}), figures, set_name)
        best, least = max((peer[set_name]["BCubed_F1"], least) for least, peer in peers.items())
        yield f"broadsheet: {set_name}", _line(figures)
        yield f"tf-idf single pass, tuned: {set_name}", f"F1 {best:.3f}  at {least:.2f}"
    yield "restart, ms per 1,000 full texts", f"{_restart():.0f}"
    if below:
        raise SystemExit("Below the floors of bench/floors.toml: " + "; ".join(below))


def _line(figures: dict[str, Any]) -> str:
    parts = f"P {figures['BCubed_P']:.3f}  R {figures['BCubed_R']:.3f}  se {figures['BCubed_F1_se']:.3f}"
    cost = f"CPU ms {figures['cost']['cpu_ms_each']:.2f}"
    return f"F1 on arrival {figures['arrival']:.3f}  at the end {figures['BCubed_F1']:.3f}  {parts}  {cost}"


def _restart() -> float:
    """Milliseconds of CPU in which a thousand traces of full texts are recalled."""
    gatherer, traces = Gatherer(), []
    with gzip.open(SHARED / "data/stories/mixen.dev.jsonl.gz", "rt") as lines:
        for number, line in enumerate(lines, 1):
            row = json.loads(line)
            moment = parse(row["date"])
            subject = Subject(number, 1, moment.at if moment else 0, row["title"], row["text"])
            placement, trace = gatherer.place(subject)
            traces.append(replace(trace, story=placement.story or number))
            gatherer.put(traces[-1])
    start = time.process_time()
    Gatherer().recall(traces)
    return (time.process_time() - start) * 1e6 / len(traces)
