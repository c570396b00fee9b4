"""The stream of articles, gathered into stories: each new one joins the nearest story, or opens one.

A single pass with an inverted index (Allan, Papka and Lavrenko, "On-line new event detection and tracking", 1998). What
an article costs does not grow with the archive: a term leads to the newest articles that have it alone. Whether an
article belongs to a story is told by the story's nearest articles, and by the story as a whole (notes/stories.md).
"""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from broadsheet.model.related import Subject
from broadsheet.model.stories import Placement, Trace
from broadsheet.understand.stories.shelf import Shelf
from broadsheet.understand.stories.sums import Sums, nearness
from broadsheet.understand.stories.terms import UNIT, Commonness, Terms, counted, fullness, pack, unpack

_DAY = 86_400
_ASKED = 32  # terms that candidates are looked for by
_LOOKED_AT = 40  # candidates that are compared in full
_NEAREST = 3  # articles of a story that speak for it
_SHARE = 0.5  # of the score that is theirs; the rest is the story's as a whole
_FADES = 3.0  # days without coverage in which nearness loses most of its weight
# Score that joins, for a headline alone and for a text; and how near two stories are that one article shows to be one.
_JOINS = (0.13, 0.17)
_MERGES = (0.3, 0.5)


@dataclass(frozen=True, slots=True)
class _Near:
    """A story near a new article. `place`: of its nearest article; `plain`: how near that is, however long ago."""

    score: float
    story: int
    place: int
    plain: float
    product: int


class Gatherer:
    """Gathers articles in the order in which they come. The same articles in the same order give the same stories,
    restarts between them or not: see `recall`."""

    def __init__(self, learned: bytes = b"") -> None:
        """`learned`: what is left of the articles whose traces are no longer kept, from `retire`."""
        self._commonness = Commonness(learned)
        self._shelf = Shelf()
        self._sums = Sums(self._shelf)

    def place(self, subject: Subject) -> tuple[Placement, Trace]:
        """Where a new article belongs. It is not remembered before it is `put`; its words are learned at once."""
        counts = counted(subject)
        self._commonness.learn(counts)
        own = self._commonness.weigh(counts)
        trace = Trace(subject.id, subject.outlet_id, subject.dated, pack(own, counts))
        full = fullness(len(counts))
        near = self._near(own, subject.dated)
        joins = _between(_JOINS, full)
        if not near:
            return Placement(None), trace
        best = near[0]
        if best.score < joins:
            return self._opening(near), trace
        merges = tuple(
            other.story for other in near[1:3] if other.score >= joins and self._one(own, best, other, full)
        )
        nearest = self._shelf.article(best.place)
        return Placement(best.story, nearest, min(best.score, 1.0), merges), trace

    def put(self, trace: Trace) -> None:
        """Remembers an article in its story; one that is remembered already is moved."""
        day = self._shelf.newest // _DAY
        before = self._shelf.put(trace)
        if self._shelf.newest // _DAY != day:
            self._sums.clear()
        elif before is None:
            self._sums.grown(trace.story or 0, unpack(trace.terms))
        elif before != trace.story:
            self._sums.changed(before)
            self._sums.changed(trace.story or 0)

    def recall(self, traces: Iterable[Trace]) -> None:
        """Learns and puts articles of an earlier run whose traces were kept, in the order in which they came."""
        for trace in traces:
            terms = unpack(trace.terms)
            self._commonness.learn(terms.strongest, terms.others)
            self.put(trace)

    def _near(self, own: list[tuple[int, int]], dated: int) -> list[_Near]:
        """The stories near an article, nearest first."""
        weights = dict(own)
        linked = defaultdict[int, list[tuple[float, int, float]]](list)
        for place in self._candidates(own):
            terms = self._shelf.terms(place)
            plain = _product(weights, terms) / UNIT**2
            if plain:
                linked[self._shelf.stories[place]].append((plain * self._fade(dated, place), place, plain))
        square = sum([weight * weight for _, weight in own])
        near = [self._story(story, links, own, square, dated) for story, links in linked.items()]
        return sorted(near, key=lambda one: (-one.score, one.story))

    def _story(
        self, story: int, links: list[tuple[float, int, float]], own: list[tuple[int, int]], square: int, dated: int
    ) -> _Near:
        links.sort(reverse=True)
        members = self._shelf.members(story)
        speaking = links[:_NEAREST]
        by_articles = sum(link for link, _, _ in speaking) / min(_NEAREST, len(members))
        total = self._sums.of(story)
        product = total.times(own)
        last = max(self._shelf.dated[place] for place in members[-_NEAREST:])
        whole = nearness(product, total.square, square) * math.exp(-abs(dated - last) / _DAY / _FADES)
        best = speaking[0]
        return _Near(_SHARE * by_articles + (1 - _SHARE) * whole, story, best[1], best[2], product)

    def _one(self, own: list[tuple[int, int]], best: _Near, other: _Near, full: float) -> bool:
        """Whether a story that an article comes to and another one that is near it are the same."""
        one, two = self._sums.of(best.story), self._sums.of(other.story)
        small, large = sorted((one.weights, two.weights), key=len)
        product = sum([weight * large.get(term, 0) for term, weight in small.items()]) + other.product
        grown = one.square + 2 * best.product + sum([weight * weight for _, weight in own])
        return nearness(product, grown, two.square) >= _between(_MERGES, full)

    def _opening(self, near: list[_Near]) -> Placement:
        """An article that opens a story names the one that is nearest to it, however long ago."""
        nearest = max(near, key=lambda one: (one.plain, one.score, -one.story))
        return Placement(None, self._shelf.article(nearest.place), min(nearest.plain, 1.0))

    def _fade(self, dated: int, place: int) -> float:
        return math.exp(-abs(dated - self._shelf.dated[place]) / _DAY / _FADES)

    def _candidates(self, own: list[tuple[int, int]]) -> list[int]:
        votes: dict[int, int] = {}
        get = votes.get
        for term, weight in own[:_ASKED]:
            vote = weight * weight
            for place in self._shelf.having(term):
                votes[place] = get(place, 0) + vote
        if len(votes) <= _LOOKED_AT:
            return sorted(votes, reverse=True)
        ranked = sorted([(count, place) for place, count in votes.items()], reverse=True)
        return [place for _, place in ranked[:_LOOKED_AT]]


def retire(learned: bytes, traces: Iterable[Trace]) -> bytes:
    """What a Gatherer must be given besides the traces that are left, when those are no longer kept."""
    commonness = Commonness(learned)
    for trace in traces:
        terms = unpack(trace.terms)
        commonness.learn(terms.strongest, terms.others)
    return commonness.packed()


def _product(weights: dict[int, int], terms: Terms) -> int:
    get = weights.get
    return sum([get(term, 0) * weight for term, weight in zip(terms.strongest, terms.weights, strict=True)])


def _between(ends: tuple[float, float], full: float) -> float:
    return ends[0] + (ends[1] - ends[0]) * full
