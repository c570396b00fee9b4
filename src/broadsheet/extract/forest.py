"""A small learned model: boosted regression trees over a run's figures, and what the names of parts have meant.

The numbers in body_model.json come from bench/train_body.py (gradient boosting: Friedman 2001, Annals of Statistics).
No word of any page is in it: a name is known by 24 bits of its CRC alone.
"""

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, TypeAlias

from broadsheet.extract import names

Node: TypeAlias = "tuple[int, float, Node, Node] | float"

_STAGES = ((15, 1.5), (40, 2.0))  # trees, log-odds: of what the first are as sure of, the others are not asked
_SCALE = 100  # hints are kept as hundredths
_BITS = 0xFFFFFF


@dataclass(frozen=True, slots=True)
class Forest:
    """`stages`: the trees in the order in which they were grown, with the log-odds that end it. `hints`: by a name's
    bits, log-odds."""

    stages: tuple[tuple[tuple[Node, ...], float], ...]
    hints: Mapping[int, float]

    def odds(self, row: Sequence[float]) -> float:
        """The log-odds that a run of these figures belongs to the article."""
        total = 0.0
        for trees, enough in self.stages:
            total += _sum(trees, row)
            if abs(total) > enough:
                break
        return total


@cache
def trained() -> Forest:
    """The model that ships; read when the first page comes."""
    return from_numbers(json.loads(files("broadsheet.extract").joinpath("body_model.json").read_text("ascii")))


def from_numbers(numbers: Mapping[str, Any]) -> Forest:
    """A model as its file has it: "trees" as nested lists [figure, threshold, not above, above], "hints"."""
    trees = tuple(_node(tree) for tree in numbers["trees"])
    hints = dict(zip(numbers["names"], (hint / _SCALE for hint in numbers["hints"]), strict=True))
    starts = (0, *(end for end, _ in _STAGES))
    stages = [(trees[start:end], enough) for start, (end, enough) in zip(starts, _STAGES, strict=False)]
    return Forest((*stages, (trees[starts[-1] :], 0.0)), hints)


@lru_cache(maxsize=8192)
def hint(of: str) -> float:
    """What a part's class and id say for (above 0) and against (below 0) its text being the article's."""
    return hint_by(trained().hints, of)


def hint_by(hints: Mapping[int, float], of: str) -> float:
    """The same by other hints: the strongest of each sign, together."""
    least = most = 0.0
    for name in names.words_and_pairs(of):
        said = hints.get(bits(name))
        if said is not None:
            least, most = min(least, said), max(most, said)
    return least + most


def bits(name: str) -> int:
    """What stands for a name in the model."""
    return zlib.crc32(name.encode()) & _BITS


def _node(read: Any) -> Node:
    if not isinstance(read, list):
        return float(read)
    figure, threshold, less, more = read
    return int(figure), float(threshold), _node(less), _node(more)


def _sum(trees: Sequence[Node], row: Sequence[float]) -> float:
    total = 0.0
    for node in trees:
        while node.__class__ is tuple:
            node = node[2] if row[node[0]] <= node[1] else node[3]
        total += node  # type: ignore[operator]  # a leaf: only nodes are tuples
    return total
