"""Fit the few numbers that weigh hashtags (logistic regression), and measure them on articles that they have not seen.

uv run --with numpy --with snowballstemmer python -m bench.train_tags check   # five folds, by article
uv run --with numpy --with snowballstemmer python -m bench.train_tags write   # the file that ships
"""

import gzip
import json
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from bench.measure import ROOT, SHARED
from broadsheet.understand import candidates, weighing
from broadsheet.understand.hashtags import candidates as hashtag_candidates
from broadsheet.understand.language import detect

FILE = ROOT / "src" / "broadsheet" / "understand" / "tag_model.json"
FOLDS = 5
ROUNDS = 8  # of Newton's method
RIDGE = 10.0
# How much a candidate of each set counts: outlets choose few hashtags, the readers of the others many words.
WEIGHTS = {"publisher": 3.0, "kpcrowd-en": 0.15, "wikinews-fr": 0.5, "bn-pt": 0.5}
_NAMES, _TERMS = len(weighing.NAME_FIGURES), len(weighing.TERM_FIGURES)

sys.path.insert(0, str(SHARED / "tools"))


@dataclass(frozen=True, slots=True)
class _Lesson:
    """One article: its row, and the figures and labels of its candidates."""

    of: str
    row: dict[str, Any]
    figures: np.ndarray
    labels: np.ndarray


def main() -> None:
    """`check` or `write`."""
    scorer = __import__("score_tags")
    lessons = [_lesson(of, row, scorer) for of in WEIGHTS for row in _rows(of)]
    if sys.argv[1:] == ["write"]:
        FILE.write_text(json.dumps(_as_numbers(_fit(lessons)), indent=1) + "\n", "ascii")
        print(f"{FILE.name}: {FILE.stat().st_size} bytes")
        return
    answers: dict[str, list[dict[str, Any]]] = {of: [] for of in WEIGHTS}
    for fold in range(FOLDS):
        numbers = _as_model(_fit([lesson for lesson in lessons if _fold(lesson) != fold]))
        candidates.model = lambda numbers=numbers: numbers  # type: ignore[assignment]
        for lesson in lessons:
            if _fold(lesson) == fold:
                answers[lesson.of].append(_answer(lesson.row))
    for of, said in answers.items():
        figures = scorer.score([lesson.row for lesson in lessons if lesson.of == of], said)
        print(of, {name: round(float(figure), 4) for name, figure in figures.items()}, flush=True)


def _rows(of: str) -> Iterator[dict[str, Any]]:
    with gzip.open(SHARED / "data" / "tags" / f"{of}.dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _lesson(of: str, row: dict[str, Any], scorer: Any) -> _Lesson:
    gold, as_gold = _gold(row, scorer)
    rows, labels = [], []
    language = detect(row["text"], row["language"])
    for one in candidates.evidence(row.get("title") or "", row["text"], language):
        own = [float(figure) for figure in one.figures]
        rows.append([*own, *[0.0] * _TERMS] if one.is_name else [*[0.0] * _NAMES, *own])
        labels.append(as_gold(one.written) in gold)
    return _Lesson(of, row, np.array(rows).reshape(-1, _NAMES + _TERMS), np.array(labels, dtype=float))


def _gold(row: dict[str, Any], scorer: Any) -> tuple[set[str], Any]:
    """What people chose for an article, and how a candidate is compared with it."""
    if "topics" in row:
        return {scorer.hashtag(topic) for topic in row["topics"]} - {""}, scorer.hashtag

    def stems(phrase: str) -> str:
        return " ".join(scorer.stems(phrase, row["language"]))

    return {stems(phrase) for phrase in row["keyphrases"]} - {""}, stems


def _fit(lessons: Sequence[_Lesson]) -> np.ndarray:
    """The weights of all figures, by Newton's method with a ridge."""
    figures = np.vstack([lesson.figures for lesson in lessons])
    labels = np.concatenate([lesson.labels for lesson in lessons])
    counts = np.concatenate([np.full(len(lesson.labels), WEIGHTS[lesson.of]) for lesson in lessons])
    found = np.zeros(figures.shape[1])
    for _ in range(ROUNDS):
        chances = 1 / (1 + np.exp(-np.clip(figures @ found, -30, 30)))
        slope = figures.T @ (counts * (labels - chances)) - RIDGE * found
        bend = (figures * (counts * chances * (1 - chances))[:, None]).T @ figures + RIDGE * np.eye(len(found))
        found = found + np.linalg.solve(bend, slope)
    return found


def _as_numbers(found: np.ndarray) -> dict[str, dict[str, float]]:
    rounded = [round(float(weight), 3) for weight in found]
    return {
        "names": dict(zip(weighing.NAME_FIGURES, rounded[:_NAMES], strict=True)),
        "terms": dict(zip(weighing.TERM_FIGURES, rounded[_NAMES:], strict=True)),
    }


def _as_model(found: np.ndarray) -> weighing.Model:
    return weighing.Model(tuple(map(float, found[:_NAMES])), tuple(map(float, found[_NAMES:])))


def _answer(row: dict[str, Any]) -> dict[str, Any]:
    language = detect(row["text"], row["language"])
    found = hashtag_candidates(row.get("title") or "", row["text"], [], language, "")
    return {"id": row["id"], "tags": [one.name for one in found]}


def _fold(lesson: _Lesson) -> int:
    return zlib.crc32(str(lesson.row["id"]).encode()) % FOLDS


if __name__ == "__main__":
    main()
