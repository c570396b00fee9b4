"""The stream of articles, gathered into stories: each new one joins the nearest story, or opens one.

A single pass with an inverted index (Allan, Papka and Lavrenko, "On-line new event detection and tracking", 1998). What
an article costs does not grow with the archive: a term leads to the newest articles that have it alone. Whether an
article belongs to a story is told by the story's nearest articles, and by the story as a whole (notes/stories.md).
"""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from heapq import nlargest
from itertools import combinations, islice

from broadsheet.model.related import Subject
from broadsheet.model.stories import Placement, Trace
from broadsheet.text.live import is_live
from broadsheet.understand.stories.rarity import DAMPED, Commonness
from broadsheet.understand.stories.round_ups import is_round_up
from broadsheet.understand.stories.shelf import Shelf
from broadsheet.understand.stories.sums import Sums, nearness
from broadsheet.understand.stories.terms import between, counted, fullness, pack, strongest, unpack

NEIGHBOURS = 12  # articles that a new one is kept beside, at most
LEAST_NEAR = 0.05  # how much these stand out, at least

_DAY = 86_400
_ASKED = 32  # terms that candidates are looked for by
_NEAREST = 3  # articles of a story that speak for it
_STORIES = 8  # that are looked at as a whole
_FADES = 2.5  # days without coverage in which nearness loses most of its weight
# For a headline alone, and for a text: how many articles are looked at, and of how many the nearness is measured.
_LOOKED_AT = (40, 24)
_MEASURED = (40, 12)
# For both: how much of the score is the nearest articles' (the rest is the story's as a whole), the score that joins,
# and how near two stories are that one article shows to be one.
_SHARE = (0.6, 1.0)
_JOINS = (0.13, 0.12)
_MERGES = (0.3, 0.5)
_UNRELATED = 8  # the articles that are nearest from this rank on say how near those are that are on something else
_MANY, _UNLIKE = 4, 0.1  # stories that a round-up is near to, and how near they are to one another at most


@dataclass(frozen=True, slots=True)
class _Near:
    """A story near a new article. `place`: of its nearest article; `plain`: how near that is, however long ago."""

    score: float
    story: int
    place: int
    plain: float


@dataclass(frozen=True, slots=True)
class _Own:
    """A new article. `asks`: what each of its terms adds to a cosine, strongest first; `weights`: what a sum is
    compared with, `square` of their length; `full`: 0 for a headline alone, 1 for a text."""

    asks: dict[int, float]
    weights: list[tuple[int, int]]
    square: int
    full: float


class Gatherer:
    """Gathers articles in the order in which they come. The same articles in the same order give the same stories,
    restarts between them or not: see `recall`."""

    def __init__(self, learned: bytes = b"", *, learns: bool = True) -> None:
        """`learned`: what is left of the articles whose traces are no longer kept, from `retire`. `learns`: False where
        that has the words of those to come already, from `taught`."""
        self._commonness = Commonness(learned)
        self._learns = learns
        self._shelf = Shelf()
        self._sums = Sums(self._shelf)

    def place(self, subject: Subject) -> tuple[Placement, Trace]:
        """Where a new article belongs. It is not remembered before it is `put`; its words are learned at once."""
        counts = counted(subject)
        if self._learns:
            self._commonness.learn(counts)
        trace = Trace(subject.id, subject.outlet_id, subject.dated, self._commonness.weigh(counts))
        own = self._own(trace.terms)
        links, level = self._links(own)
        around = self._around(links, level, own.full)
        near = self._near(links, own, subject.dated)
        joins = between(_JOINS, own.full)
        if is_round_up(subject.title) or is_live(subject.text) or self._spans(near, joins):
            trace = replace(trace, terms=pack([], list(counts)))
        if not near:
            return Placement(None), trace
        best = near[0]
        if best.score < joins:
            return self._opening(near, around), trace
        merges = tuple(other.story for other in near[1:3] if other.score >= joins and self._one(own, best, other))
        nearest = self._shelf.article(best.place)
        return Placement(best.story, nearest, min(best.score, 1.0), merges, around), trace

    def put(self, trace: Trace) -> None:
        """Remembers an article in its story; one that is remembered already is moved."""
        day = self._shelf.newest // _DAY
        before = self._shelf.put(trace)
        if self._shelf.newest // _DAY != day:
            self._sums.clear()
        elif before is None and self._shelf.holds(trace.article_id):
            self._sums.grown(trace.story or 0, trace.terms, trace.dated)
        elif before is not None and before != trace.story:
            self._sums.changed(before)
            self._sums.changed(trace.story or 0)

    def recall(self, traces: Iterable[Trace]) -> None:
        """Learns and puts articles of an earlier run whose traces were kept, in the order in which they came."""
        for trace in traces:
            terms = unpack(trace.terms)
            self._commonness.learn(terms.strongest, terms.others)
            self.put(trace)

    def _own(self, packed: bytes) -> _Own:
        own, counts, terms = strongest(packed)
        rare, length = self._commonness.square, self._commonness.length(own, counts, terms)
        asks = {term: DAMPED[count] * rare(term) / length for term, count in zip(own, counts, strict=True)}
        weights = list(unpack(packed).weighed())
        return _Own(asks, weights, sum([weight * weight for _, weight in weights]), fullness(terms))

    def _around(self, links: list[tuple[int, float]], level: float, full: float) -> tuple[tuple[int, float], ...]:
        """The articles that stand out of those near to an article, with how much, best first."""
        standing = [((1 + full) * plain - 2 * full * level, self._shelf.article(place)) for place, plain in links]
        best = nlargest(NEIGHBOURS, [one for one in standing if one[0] >= LEAST_NEAR])
        return tuple((article, score) for score, article in best)

    def _near(self, links: list[tuple[int, float]], own: _Own, dated: int) -> list[_Near]:
        """The stories near an article, nearest first."""
        linked = defaultdict[int, list[tuple[float, int, float]]](list)
        for place, plain in links:
            fading = _faded(dated - self._shelf.dated[place])
            linked[self._shelf.stories[place]].append((plain * fading, place, plain))
        spoken = [(self._spoken(story, links), story, links) for story, links in linked.items()]
        spoken.sort(key=lambda one: (-one[0], one[1]))
        near = [self._story(story, score, links[0], own, dated) for score, story, links in spoken[:_STORIES]]
        near += [_Near(score, story, *links[0][1:]) for score, story, links in spoken[_STORIES:]]
        return sorted(near, key=lambda one: (-one.score, one.story))

    def _links(self, own: _Own) -> tuple[list[tuple[int, float]], float]:
        """The places of the nearest articles, and their cosines with every word as rare as it is now; and how near
        those are, about, that are on something else."""
        get, found = own.asks.get, []
        for place in self._candidates(own):
            theirs = strongest(self._shelf.packed(place))
            product = sum([get(term, 0.0) * DAMPED[count] for term, count in zip(*theirs[:2], strict=True)])
            found.append((product, place, theirs))
        found.sort(key=lambda one: one[:2], reverse=True)
        most = round(between(_MEASURED, own.full))
        length = self._commonness.length
        links = [(place, product / length(*theirs)) for product, place, theirs in found[:most]]
        others = [product for product, _, _ in found[_UNRELATED:]]
        looked_at = round(between(_LOOKED_AT, own.full)) - _UNRELATED
        usual = sum([product for product, _, _ in found[:most]]) / (sum([near for _, near in links]) or 1.0)
        return links, sum(others) / (looked_at * (usual or 1.0))

    def _spoken(self, story: int, links: list[tuple[float, int, float]]) -> float:
        """How near a story is by its nearest articles; sorts these."""
        links.sort(reverse=True)
        return sum([link for link, _, _ in links[:_NEAREST]]) / min(_NEAREST, len(self._shelf.members(story)))

    def _story(self, story: int, score: float, nearest: tuple[float, int, float], own: _Own, dated: int) -> _Near:
        """A story, with what it says as a whole added to what its nearest articles say."""
        share = between(_SHARE, own.full)
        if share < 1 and len(self._shelf.members(story)) > 1:
            whole = self._sums.of(story)
            near = nearness(whole.times(own.weights), whole.square, own.square)
            score = share * score + (1 - share) * near * _faded(dated - whole.last)
        return _Near(score, story, nearest[1], nearest[2])

    def _one(self, own: _Own, best: _Near, other: _Near) -> bool:
        """Whether a story that an article comes to and another one that is near it are the same."""
        one, two = self._sums.of(best.story), self._sums.of(other.story)
        small, large = sorted((one.weights, two.weights), key=len)
        product = two.times(own.weights) + sum([weight * large.get(term, 0) for term, weight in small.items()])
        grown = one.square + 2 * one.times(own.weights) + own.square
        return nearness(product, grown, two.square) >= between(_MERGES, own.full)

    def _spans(self, near: list[_Near], joins: float) -> bool:
        """Whether an article is as near to many stories that have nothing in common."""
        if len(near) < _MANY or near[_MANY - 1].score < joins:
            return False
        sums = [self._sums.of(one.story) for one in near[:_MANY]]
        return all(
            nearness(one.times(other.weights.items()), one.square, other.square) < _UNLIKE
            for one, other in combinations(sums, 2)
        )

    def _opening(self, near: list[_Near], around: tuple[tuple[int, float], ...]) -> Placement:
        """An article that opens a story names the one that is nearest to it, however long ago."""
        nearest = max(near, key=lambda one: (one.plain, one.score, -one.story))
        return Placement(None, self._shelf.article(nearest.place), min(nearest.plain, 1.0), neighbours=around)

    def _candidates(self, own: _Own) -> list[int]:
        votes: dict[int, float] = {}
        get = votes.get
        for term, vote in islice(own.asks.items(), _ASKED):
            for place in self._shelf.having(term):
                votes[place] = get(place, 0.0) + vote
        most = round(between(_LOOKED_AT, own.full))
        return [place for _, place in nlargest(most, [(count, place) for place, count in votes.items()])]


def retire(learned: bytes, traces: Iterable[Trace]) -> bytes:
    """What a Gatherer must be given besides the traces that are left, when those are no longer kept."""
    commonness = Commonness(learned)
    for trace in traces:
        terms = unpack(trace.terms)
        commonness.learn(terms.strongest, terms.others)
    return commonness.packed()


def taught(subjects: Iterable[Subject]) -> bytes:
    """What a Gatherer that does not learn must be given to know the words of these articles."""
    commonness = Commonness()
    for subject in subjects:
        commonness.learn(counted(subject))
    return commonness.packed()


def _faded(seconds: int) -> float:
    return math.exp(-abs(seconds) / _DAY / _FADES)
