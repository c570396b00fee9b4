"""Clean text beside other libraries in one run: on each set our F1, theirs, and the difference on the same pages with
its 95 % interval (bootstrap over pages: Efron 1979), CPU beside it.

The model that ships has learned from these very pages; the peers were written by people who may have seen them.
"unseen" is the same program with a model that was grown without the page's outlet (bench/train_body.py): the figure
to compare.
"""

import json
import random
import statistics
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bench.measure import BROADSHEET, ROOT, SHARED, Figures, cost, have_shared

SETS = ("aeb", "traf", "fundus", "readability")
UV = (ROOT / ".venv/bin/uv", "run", "-q", "--no-project")
PEERS = {"trafilatura": "trafilatura", "newspaper4k": "newspaper4k[all]", "resiliparse": "resiliparse"}
PEERS["readability"] = "readability-lxml"
LEARNING = ("lightgbm", "scikit-learn", "numpy", "snowballstemmer")
ROUNDS = 2_000  # of the bootstrap

Page = Mapping[str, float]


def run() -> Figures:
    """Answers by all, on all sets; then what they are worth, page by page."""
    if not have_shared():
        return
    with tempfile.TemporaryDirectory() as folder:
        unseen = Path(folder, "unseen.jsonl")
        _learn(unseen)
        for name in SETS:
            yield from _compared(name, Path(folder), unseen)


def _learn(answers: Path) -> None:
    """The answers of models that have not seen the outlet of a page; takes some minutes."""
    given = [part for package in LEARNING for part in ("--with", package)]
    command = [*UV, *given, "--with-requirements", ROOT / "requirements/run.txt", "python", "-m", "bench.train_body"]
    cost([*command, "check", answers], {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"})


def _compared(name: str, folder: Path, unseen: Path) -> Figures:
    gold = SHARED / "data" / "extract" / name
    questions = folder / f"{name}.questions"
    asked = [*UV, "--with", "numpy", "python", SHARED / "tools/score_extract.py", gold, "--questions"]
    questions.write_text(cost(asked).output, "utf-8")
    mine, spent = _answered([BROADSHEET, "extract", "--jsonl"], questions, gold)
    blind = _scores(gold, unseen)
    yield f"{name}: broadsheet, seen", f"F1 {_f1(name, mine):.3f}  {spent}"
    yield f"{name}: broadsheet, unseen", f"F1 {_f1(name, blind):.3f}"
    for peer, package in PEERS.items():
        command = [*UV, "--with", package, "python", ROOT / "bench/peer_extractors.py", peer]
        theirs, spent = _answered(command, questions, gold)
        gains = f"unseen − it {_gain(name, blind, theirs)}  seen − it {_gain(name, mine, theirs)}"
        yield f"{name}: {peer}", f"F1 {_f1(name, theirs):.3f}  {gains}  {spent}"


def _answered(command: Sequence[str | Path], questions: Path, gold: Path) -> tuple[list[Page], str]:
    """Each page's figures, and what the answers cost."""
    answers = questions.with_suffix(".answers")
    with questions.open() as given, answers.open("w") as taken:
        subprocess.run([*map(str, command)], stdin=given, stdout=taken, stderr=subprocess.DEVNULL, check=True)
    each = [json.loads(line)["cpu_ms"] for line in answers.read_text("utf-8").split("\n") if line]
    pages = _scores(gold, answers)
    empty = sum(1 for page in pages if page["empty"])
    spent = f"CPU ms: median {statistics.median(each):.1f}, mean {statistics.mean(each):.1f}, worst {max(each):.0f}"
    return pages, f"{spent}  without text {empty}"


def _scores(gold: Path, answers: Path) -> list[Page]:
    done = cost([*UV, "--with", "numpy", "python", ROOT / "bench/page_scores.py", gold, answers])
    return [json.loads(line) for line in done.output.splitlines()]


def _gain(name: str, mine: Sequence[Page], theirs: Sequence[Page]) -> str:
    return shown(*gain(mine, theirs, lambda pages: _f1(name, pages)))


def gain(
    mine: Sequence[Page], theirs: Sequence[Page], measure: Callable[[Sequence[Page]], float]
) -> tuple[float, float, float]:
    """By how much `mine` is better than `theirs`, and between what that lies with a chance of 95 %: in each round
    both are measured on the same pages, drawn with replacement."""
    chance = random.Random(7)
    places = range(len(mine))
    drawn = (chance.choices(places, k=len(mine)) for _ in range(ROUNDS))
    gains = sorted(measure([mine[at] for at in round_]) - measure([theirs[at] for at in round_]) for round_ in drawn)
    return measure(mine) - measure(theirs), gains[int(0.025 * ROUNDS)], gains[int(0.975 * ROUNDS)]


def shown(middle: float, least: float, most: float) -> str:
    """A difference with its interval."""
    return f"{middle:+.3f} [{least:+.3f}, {most:+.3f}]"


def _f1(name: str, pages: Sequence[Page]) -> float:
    """The set's own F1, as score_extract.py has it: by page where pages have one, else of all together."""
    if name in ("fundus", "readability"):
        return sum(page["F1"] for page in pages) / len(pages)
    if name == "aeb":
        full = [page["P"] for page in pages if not page["empty"]]
        return _harmonic(sum(full) / max(1, len(full)), sum(page["R"] for page in pages) / len(pages))
    right, wrong, wanted = (sum(page[key] for page in pages) for key in ("tp", "fp", "with"))
    return _harmonic(right / max(1, right + wrong), right / max(1, wanted))


def _harmonic(one: float, other: float) -> float:
    return 2 * one * other / (one + other) if one + other else 0.0
