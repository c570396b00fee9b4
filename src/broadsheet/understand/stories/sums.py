"""What a story is about: the sum of its articles' weights."""

import math
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass

from broadsheet.understand.stories.shelf import Shelf
from broadsheet.understand.stories.terms import unpack

_HELD = 500  # sums that are held ready: those of the stories that were last looked at


@dataclass(slots=True)
class Sum:
    """Weights of a story's articles, added up. `square`: of its length; whole numbers, so exact in any order. `last`:
    when the newest of them is dated."""

    weights: dict[int, int]
    square: int = 0
    last: int = 0

    def add(self, packed: bytes, dated: int) -> None:
        """One more article, as its packed terms."""
        self.last = max(dated, self.last)
        weights, square = self.weights, self.square
        for term, weight in unpack(packed).weighed():
            before = weights.get(term, 0)
            weights[term] = before + weight
            square += weight * (2 * before + weight)
        self.square = square

    def times(self, weights: Iterable[tuple[int, int]]) -> int:
        """The inner product with these weights."""
        get = self.weights.get
        return sum([weight * get(term, 0) for term, weight in weights])


class Sums:
    """Sums of the stories on a shelf, made when they are asked for."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._held: OrderedDict[int, Sum] = OrderedDict()

    def of(self, story: int) -> Sum:
        """What a story is about; nothing for one that is not on the shelf."""
        held = self._held.get(story)
        if held is None:
            held = self._held[story] = Sum({})
            for place in self._shelf.members(story):
                held.add(self._shelf.packed(place), self._shelf.dated[place])
            if len(self._held) > _HELD:
                self._held.popitem(last=False)
        self._held.move_to_end(story)
        return held

    def grown(self, story: int, packed: bytes, dated: int) -> None:
        """An article was put into a story."""
        if story in self._held:
            self._held[story].add(packed, dated)

    def changed(self, story: int) -> None:
        """An article has left a story, or many have."""
        self._held.pop(story, None)

    def clear(self) -> None:
        """The shelf has forgotten articles."""
        self._held.clear()


def nearness(product: int, one: int, other: int) -> float:
    """The cosine, from an inner product and the squares of both lengths."""
    return product / math.sqrt(one * other) if one and other else 0.0
