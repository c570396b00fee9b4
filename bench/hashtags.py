"""Quality and cost of `broadsheet tag`: beside YAKE on what publishers and readers chose, and on days of news."""

import json
import subprocess
import sys
import tomllib
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from bench.measure import BROADSHEET, ROOT, SHARED, Figures, have_shared
from bench.scoring import scored
from broadsheet.text.hashtags import key
from broadsheet.text.words import fold
from broadsheet.understand.familiar import numbers
from broadsheet.understand.spellings import sound

PEER = f"{ROOT / '.venv/bin/uv'} run -q --no-project --with yake python {ROOT / 'bench/peer_yake.py'}"
SHOWN = ("F1_at_5", "F1_at_5_se", "F1_at_10", "F1_at_10_se", "precision_at_5", "lenient_F1_at_5", "hit", "reuse")
OFTEN = 3  # articles
MOST_USED = 200


def run() -> Figures:
    """Score each on each set, against the floors of bench/floors.toml."""
    if not have_shared():
        return
    floors = tomllib.loads(Path(__file__).with_name("floors.toml").read_text())["hashtags"]
    below = []
    for name, command in (("broadsheet", f"{BROADSHEET} tag"), ("YAKE", PEER)):
        for set_name, figures in scored("score_tags.py", "tags", command).items():
            if isinstance(figures, str):
                yield name, figures
                continue
            shown = "  ".join(f"{figure} {figures[figure]:.3f}" for figure in SHOWN if figure in figures)
            yield f"{name}: {set_name}", f"{shown}  CPU ms {figures['cost']['cpu_ms_each']:.1f}"
            least = floors.get(set_name.split(".")[0], {}) if name == "broadsheet" else {}
            below += [f"{set_name} {figure}" for figure, floor in least.items() if figures[figure] < floor]
    days = _days()
    yield "broadsheet: newsdays, shown", "  ".join(f"{name} {figure:.3f}" for name, figure in days.items())
    below += [f"newsdays {name}" for name, floor in floors["newsdays"].items() if days[name] < floor]
    if below:
        sys.exit(f"Below the floor of bench/floors.toml: {', '.join(below)}")


def _days() -> dict[str, float]:
    """Of the hashtags that pages would show: how many, the share of uses that other articles share, and how many of the
    most used are another spelling of one that is used more (a plural, or a name that sounds the same)."""
    lines = (SHARED / "data/newsdays/days/gold.jsonl").read_text("utf-8").splitlines()
    asked = [json.loads(line) for line in lines]
    questions = "".join(
        json.dumps({"id": row["id"], "language": row["lang"], "title": row["title"], "text": row["text"]}) + "\n"
        for row in asked
    )
    done = subprocess.run([BROADSHEET, "tag"], input=questions, capture_output=True, text=True, check=True)
    shown: list[list[dict[str, Any]]] = [
        [tag for tag in json.loads(line)["tags"] if tag["shown"]] for line in done.stdout.splitlines()
    ]
    used = Counter(tag["hashtag"] for tags in shown for tag in tags)
    most_used = [hashtag for hashtag, _ in used.most_common(MOST_USED)]
    names = {tag["hashtag"]: tag["tag"] for tags in shown for tag in tags}
    return {
        "each": used.total() / len(shown),
        "within_3_to_8": sum(3 <= len(tags) <= 8 for tags in shown) / len(shown),
        "reuse": sum(times for times in used.values() if times >= OFTEN) / used.total(),
        "one_spelling": 1 - _twice([names[hashtag] for hashtag in most_used]) / len(most_used),
        "typed": sum(tag["type"] is not None for tags in shown for tag in tags) / used.total(),
    }


def _twice(names: list[str]) -> int:
    """How many names are another spelling of one before them, as far as a program can tell: a surname of a full name,
    a plural, the same letters, the same sound."""
    seen: dict[str, str] = {}
    surnames: dict[str, set[str]] = defaultdict(set)
    for name in names:
        if " " in name:
            surnames[fold(name.split()[-1])].add(name)
    found = 0
    for name in names:
        its_key = key(name)
        forms = {its_key, *numbers(its_key, "en"), *([sound(name)] if " " in name and sound(name) else [])}
        if forms & seen.keys() or (" " not in name and len(surnames[its_key]) == 1):
            found += 1
        seen |= dict.fromkeys(forms, name)
    return found
