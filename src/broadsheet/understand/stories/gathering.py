"""The stream of articles, gathered into stories: each new one joins the story of the nearest article, or opens one.

A single pass with an inverted index (Allan, Papka and Lavrenko, "On-line new event detection and tracking", 1998). What
an article costs does not grow with the archive: a term leads to the newest articles that have it alone.
"""

import math
from collections import defaultdict, deque
from collections.abc import Iterable

from broadsheet.model.related import Subject
from broadsheet.model.stories import Placement, Trace
from broadsheet.understand.stories.terms import KEPT, Commonness, pack, terms, unpack

_DAY = 86_400
_NEWEST = 128  # articles that a term leads to
_ASKED = 32  # terms that candidates are looked for by
_LOOKED_AT = 40  # candidates that are compared in full
_LEAST = 0.2  # score that joins
_FADES = 7.0  # days in which nearness loses most of its weight


class Gatherer:
    """Gathers articles in the order in which they come. The same articles in the same order give the same stories,
    restarts between them or not: see `recall`."""

    def __init__(self, learned: bytes = b"") -> None:
        """`learned`: what is left of the articles whose traces are no longer kept, from `retire`."""
        self._commonness = Commonness(learned)
        self._traces: dict[int, Trace] = {}
        self._having: defaultdict[int, deque[int]] = defaultdict(lambda: deque(maxlen=_NEWEST))

    def place(self, subject: Subject) -> tuple[Placement, Trace]:
        """Where a new article belongs. It is not remembered before it is `put`; its words are learned at once."""
        counted = terms(subject)
        self._commonness.learn(counted)
        trace = Trace(subject.id, subject.outlet_id, subject.dated, pack(counted))
        own = self._weigh(trace)
        best, score = None, 0.0
        for other in self._candidates(own):
            days = abs(subject.dated - self._traces[other].dated) / _DAY
            near = _cosine(own, self._weigh(self._traces[other])) * math.exp(-days / _FADES)
            if near > score:
                best, score = other, near
        if best is None or score < _LEAST:
            return Placement(None, best, score), trace
        return Placement(self._traces[best].story, best, score), trace

    def put(self, trace: Trace) -> None:
        """Remembers an article in its story; one that is remembered already is moved."""
        if trace.article_id not in self._traces:
            for term in unpack(trace.terms):
                self._having[term].append(trace.article_id)
        self._traces[trace.article_id] = trace

    def recall(self, traces: Iterable[Trace]) -> None:
        """Learns and puts articles of an earlier run whose traces were kept, in the order in which they came."""
        for trace in traces:
            self._commonness.learn(unpack(trace.terms))
            self.put(trace)

    def _weigh(self, trace: Trace) -> dict[int, float]:
        weights = {term: count * self._commonness.rarity(term) for term, count in unpack(trace.terms).items()}
        return dict(sorted(weights.items(), key=lambda one: (-one[1], one[0]))[:KEPT])

    def _candidates(self, own: dict[int, float]) -> list[int]:
        votes: defaultdict[int, float] = defaultdict(float)
        for term in list(own)[:_ASKED]:
            for other in self._having.get(term, ()):
                votes[other] += own[term]
        return sorted(votes, key=lambda other: (-votes[other], -other))[:_LOOKED_AT]


def retire(learned: bytes, traces: Iterable[Trace]) -> bytes:
    """What a Gatherer must be given besides the traces that are left, when those are no longer kept."""
    commonness = Commonness(learned)
    for trace in traces:
        commonness.learn(unpack(trace.terms))
    return commonness.packed()


def _cosine(one: dict[int, float], other: dict[int, float]) -> float:
    lengths = math.sqrt(sum(w * w for w in one.values()) * sum(w * w for w in other.values()))
    return sum(weight * other.get(term, 0.0) for term, weight in one.items()) / lengths if lengths else 0.0
