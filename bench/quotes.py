"""Quality and cost of `broadsheet quotes` on PolNeAR's direct quotations, and of the outlets that articles credit."""

import gzip
import json
import tomllib

from bench import citations
from bench.extraction import FLOORS, under
from bench.measure import BROADSHEET, SHARED, Figures, have_shared
from bench.scoring import scored
from broadsheet.understand.quotes import quotes

SHOWN = ("P", "R", "F1", "F1_se", "quote_P", "quote_R", "quote_F1", "speaker_accuracy")


def run() -> Figures:
    """Score it on each set. Ends with an error where a figure is below its floor."""
    if not have_shared():
        return
    floors: dict[str, dict[str, float]] = tomllib.loads(FLOORS.read_text("utf-8"))["quotes"]
    below = []
    for set_name, figures in scored("score_quotes.py", "quotes", f"{BROADSHEET} quotes").items():
        if isinstance(figures, str):
            yield set_name, figures
            continue
        below += under(floors.get(set_name, {}), figures, set_name)
        shown = "  ".join(f"{key} {figures[key]:.3f}" for key in SHOWN)
        yield f"broadsheet: {set_name}", f"{shown}  CPU ms {figures['cost']['cpu_ms_each']:.1f}"
    yield "broadsheet: roles", _roles()
    cited = citations.figures()
    below += under(floors["cited"], cited, "cited")
    yield "broadsheet: outlets cited", "  ".join(f"{key} {value:.3f}" for key, value in cited.items())
    if below:
        raise SystemExit("Below the floors of bench/floors.toml: " + "; ".join(below))


def _roles() -> str:
    """How many quotations have a speaker, and how many of those a role."""
    named = with_role = 0
    for path in sorted((SHARED / "data" / "quotes").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                said = [one for one in quotes(row["text"], "en") if one.speaker]
                named, with_role = named + len(said), with_role + sum(bool(one.role) for one in said)
    return f"of {named} quotations with a speaker {with_role / max(1, named):.2f} have a role"
