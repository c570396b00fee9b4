"""A small learned model: boosted regression trees over a run's figures, and what the names of parts have meant.

The numbers in body_model.json come from bench/train_body.py (gradient boosting: Friedman 2001, Annals of Statistics).
No word of any page is in it: a name is known by 24 bits of its CRC alone.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, TypeAlias, cast
from zlib import crc32

from broadsheet.extract import names

Odds: TypeAlias = Callable[..., float]  # of a run, by its figures

_STAGES = ((15, 1.5), (40, 2.0))  # trees, log-odds: of what the first are as sure of, the others are not asked
_SCALE = 100  # hints are kept as hundredths
_BITS = 0xFFFFFF


@dataclass(frozen=True, slots=True)
class Forest:
    """`stages`: sums of trees in the order in which they were grown, with the log-odds that end it. `hints`: by a
    name's bits, log-odds."""

    stages: tuple[tuple[Odds, float], ...]
    hints: Mapping[int, float]

    def odds(self, row: Sequence[float]) -> float:
        """The log-odds that a run of these figures belongs to the article."""
        total = 0.0
        for trees, enough in self.stages:
            total += trees(*row)
            if abs(total) > enough:
                break
        return total


@cache
def trained() -> Forest:
    """The model that ships; read when the first page comes. 20 ms."""
    return from_numbers(json.loads(files("broadsheet.extract").joinpath("body_model.json").read_text("ascii")))


def from_numbers(numbers: Mapping[str, Any]) -> Forest:
    """A model as its file has it: "trees" as nested lists [figure, threshold, not above, above], "hints"."""
    trees = numbers["trees"]
    hints = dict(zip(numbers["names"], (hint / _SCALE for hint in numbers["hints"]), strict=True))
    starts = (0, *(end for end, _ in _STAGES))
    stages = [(_sum(trees[start:end]), enough) for start, (end, enough) in zip(starts, _STAGES, strict=False)]
    return Forest((*stages, (_sum(trees[starts[-1] :]), 0.0)), hints)


@lru_cache(maxsize=8192)
def hint(of: str) -> float:
    """What a part's class and id say for (above 0) and against (below 0) its text being the article's."""
    return hint_by(trained().hints, of)


def hint_by(hints: Mapping[int, float], of: str) -> float:
    """The same by other hints: the strongest of each sign, together."""
    least = most = 0.0
    for name in names.words_and_pairs(of):
        said = hints.get(crc32(name.encode()) & _BITS, 0.0)
        if said < least:
            least = said
        elif said > most:
            most = said
    return least + most


def bits(name: str) -> int:
    """What stands for a name in the model."""
    return crc32(name.encode()) & _BITS


def _sum(trees: Sequence[Any]) -> Odds:
    """The sum of the leaves that a run falls into, as a function of its figures.

    Written as Python, which is five times as fast as walking the trees: nothing but numbers is put into it.
    """
    most = max((_highest(tree) for tree in trees), default=0)
    figures = ", ".join(f"f{figure}" for figure in range(most + 1))
    leaves = " + ".join(map(_leaf, trees)) or "0.0"
    return cast("Odds", eval(f"lambda {figures}, *rest: {leaves}", {"__builtins__": {}}))  # noqa: S307


def _leaf(tree: Any) -> str:
    if not isinstance(tree, list):
        return repr(float(tree))
    figure, threshold, less, more = tree
    return f"({_leaf(less)} if f{int(figure)} <= {float(threshold)!r} else {_leaf(more)})"


def _highest(tree: Any) -> int:
    """The number of the last figure that a tree asks for."""
    return max(int(tree[0]), _highest(tree[2]), _highest(tree[3])) if isinstance(tree, list) else 0
