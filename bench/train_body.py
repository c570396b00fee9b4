"""Grow the model that tells an article's runs from the others, and measure it on hosts that it has not seen.

learn="uv run --with lightgbm --with scikit-learn --with numpy --with snowballstemmer python -m bench.train_body"
$learn check         # five folds, by host
$learn check FILE    # the same; and the answers, a JSON line a page (for bench/extraction_peers.py)
$learn write         # the file that ships
"""

import json
import math
import sys
import zlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from bench.alignment import NO, OPEN, SETS, YES, Sample, samples
from bench.measure import ROOT, SHARED
from broadsheet.extract import article, body, forest, leads, names, selection
from broadsheet.extract.layout import Layout, figures_of

FILE = ROOT / "src" / "broadsheet" / "extract" / "body_model.json"
FOLDS = 5
TREES = {
    "n_estimators": 120, "num_leaves": 16, "max_depth": 6, "learning_rate": 0.1, "min_child_samples": 40,
    "subsample": 0.8, "subsample_freq": 1, "colsample_bytree": 0.5, "reg_lambda": 5, "random_state": 0, "n_jobs": 1,
    "verbose": -1, "use_missing": False,
}  # fmt: skip
_HOSTS = 5  # a name counts once as many outlets use it
_LEVELS = 7  # elements around a run whose names are counted
_SENTENCE = 2.0  # weight of a run that holds a sentence of the gold
_SURE = 0.3  # weight of a run that the first model is sure of, where the gold is silent
_DRESSED = 0.3  # weight of the pages of newsdays: real texts in made templates
_PAGE = 20  # weight of a page

Counts = dict[str, tuple[float, float]]  # by name: how much of the text under it is the article's, and how much not
Hints = Mapping[int, float]


def main() -> None:
    """`check`, `check FILE` or `write`."""
    pages = list(samples())
    counts = {host: _counts([page for page in pages if page.host == host]) for host in {page.host for page in pages}}
    if sys.argv[1:] == ["write"]:
        numbers = grown(pages, counts)
        FILE.write_text(json.dumps(numbers, separators=(",", ":")) + "\n", "ascii")
        print(f"{FILE.name}: {FILE.stat().st_size} bytes, {len(numbers['trees'])} trees, {len(numbers['names'])} names")
        return
    answers: dict[str, dict[str, Any]] = {name: {} for name in SETS}
    for fold in range(FOLDS):
        numbers = grown([page for page in pages if _fold(page.host) != fold], counts)
        model = forest.from_numbers(numbers)
        for page in pages:
            if _fold(page.host) == fold and page.name in SETS:
                answers[page.name][page.row["id"]] = answer(page, model)
    if sys.argv[2:]:
        lines = [json.dumps(one, ensure_ascii=False) for name in SETS for one in answers[name].values()]
        Path(sys.argv[2]).write_text("\n".join(lines) + "\n", "utf-8")
    sys.path.insert(0, str(SHARED / "tools"))
    scorer = __import__("score_extract")
    for name in SETS:
        rows = [page.row for page in pages if page.name == name]
        figures = scorer.score(rows, list(answers[name].values()))
        print(name, {key: round(float(figures[key]), 4) for key in ("F1", "F1_se", "P", "R")}, flush=True)


def grown(pages: Sequence[Sample], counts: dict[str, Counts]) -> dict[str, Any]:
    """The numbers of a model that has learned from these pages."""
    hosts = {page.host for page in pages}
    table = _table(counts, hosts)
    lessons = [_lesson(page, _hints(table, counts[page.host])) for page in pages]
    first = _fit(lessons)
    trees = _fit([_with_guesses(lesson, first) for lesson in lessons])
    hints = _hints(table, {})
    return {
        "trees": [_numbers(tree["tree_structure"]) for tree in trees.booster_.dump_model()["tree_info"]],
        "names": list(hints),
        "hints": [round(100 * hint) for hint in hints.values()],
    }


def layout(page: Sample, hints: Hints) -> Layout:
    """The layout of a page by these hints."""
    known: dict[str, float] = {}

    def hint(of: str) -> float:
        if of not in known:
            known[of] = forest.hint_by(hints, of)
        return known[of]

    return Layout(page.runs, hint)


def answer(page: Sample, model: forest.Forest) -> dict[str, Any]:
    """The line for the scorer, by what the product makes of the runs that this model keeps."""
    kept = body.chosen(layout(page, model.hints), model, page.told.title, page.told.descriptions)
    lead, left = article.lead_and_text(page.runs, kept, page.told)
    text = selection.text_of(page.runs, left)
    return {"id": page.row["id"], "text": text, "lead": "" if leads.is_beginning(lead, text) else lead}


@dataclass(frozen=True, slots=True)
class _Lesson:
    """The runs of one page that are weighed: figures, labels, weights."""

    rows: list[list[float]]
    labels: list[int]
    weights: list[float]
    silent: bool = False  # whether the gold is but a few sentences


def _lesson(page: Sample, hints: Hints) -> _Lesson:
    """Each page counts the same, and in it each run by the square root of its length; a sentence counts by itself."""
    found = figures_of(layout(page, hints), page.told.title, page.told.descriptions)
    roots = [math.sqrt(page.tokens[place]) + 1 for place in found]
    each = _PAGE / sum(roots) * (1 if page.name in SETS else _DRESSED) if roots else 0
    labels = [page.labels[place] for place in found]
    return _Lesson(list(found.values()), labels, [root * each for root in roots], page.name == "traf")


def _fit(lessons: Sequence[_Lesson]) -> Any:
    from lightgbm import LGBMClassifier

    rows, labels, weights = [], [], []
    for lesson in lessons:
        for row, label, weight in zip(lesson.rows, lesson.labels, lesson.weights, strict=True):
            if label != OPEN:
                rows.append(row)
                labels.append(label)
                weights.append(_SENTENCE if lesson.silent else weight)
    return LGBMClassifier(**TREES).fit(np.array(rows), labels, sample_weight=weights)


def _with_guesses(lesson: _Lesson, model: Any) -> _Lesson:
    """Where the gold is a few sentences: the first model's own guesses for the others, by how sure it is."""
    if not lesson.silent or not lesson.rows:
        return lesson
    labels, weights = [], []
    chances = model.booster_.predict(np.array(lesson.rows))
    for label, chance, weight in zip(lesson.labels, chances, lesson.weights, strict=True):
        labels.append((YES if chance >= 0.5 else NO) if label == OPEN else label)
        weights.append(_SURE * weight * abs(2 * chance - 1) if label == OPEN else _SENTENCE)
    return _Lesson(lesson.rows, labels, weights)


def _counts(pages: Sequence[Sample]) -> Counts:
    """Of one outlet's pages."""
    found: dict[str, list[float]] = {}
    for page in pages:
        if page.name not in SETS:
            continue
        for run, label, tokens in zip(page.runs, page.labels, page.tokens, strict=True):
            if label == OPEN:
                continue
            seen: set[str] = set()
            for element in islice((run.holder, *run.holder.iterancestors()), _LEVELS):
                if element.tag in ("body", "html"):
                    break
                seen.update(names.words_and_pairs(f"{element.get('class', '')} {element.get('id', '')}"))
            for name in seen:
                found.setdefault(name, [0.0, 0.0])[0 if label == YES else 1] += math.sqrt(min(tokens, 50))
    return {name: (yes, no) for name, (yes, no) in found.items()}


def _table(counts: dict[str, Counts], hosts: Collection[str]) -> dict[str, tuple[float, float, int]]:
    """By name: the sums of each outlet's shares for and against, and the number of outlets."""
    table: dict[str, tuple[float, float, int]] = {}
    for host in sorted(hosts):
        for name, (yes, no) in counts[host].items():
            more, less, many = table.get(name, (0.0, 0.0, 0))
            table[name] = more + yes / (yes + no), less + no / (yes + no), many + 1
    return table


def _hints(table: dict[str, tuple[float, float, int]], own: Counts) -> Hints:
    """Log-odds by the bits of a name, without what the outlet itself has said (`own`)."""
    hints: dict[int, float] = {}
    for name, (yes, no, many) in table.items():
        if name in own:
            mine, others = own[name]
            yes, no, many = yes - mine / (mine + others), no - others / (mine + others), many - 1
        if many >= _HOSTS:
            hints[forest.bits(name)] = round(math.log((max(yes, 0) + 1) / (max(no, 0) + 1)), 2)
    return hints


def _numbers(node: dict[str, Any]) -> Any:
    if "leaf_value" in node:
        return float(f"{node['leaf_value']:.4g}")
    threshold = float(f"{node['threshold']:.5g}")
    return [node["split_feature"], threshold, _numbers(node["left_child"]), _numbers(node["right_child"])]


def _fold(host: str) -> int:
    return zlib.crc32(host.encode()) % FOLDS


if __name__ == "__main__":
    main()
