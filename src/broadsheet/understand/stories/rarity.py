"""How much each term says: learned from the articles as they come.

Counts are damped by their logarithm and weighted by rarity (Salton and Buckley, "Term-weighting approaches in automatic
text retrieval", 1988).
"""

import math
import zlib
from array import array
from collections import OrderedDict
from collections.abc import Iterable
from itertools import chain

from broadsheet.text.function_words import FUNCTION_WORDS
from broadsheet.text.words import fold
from broadsheet.understand.stories.terms import MOST, fullness, numbers, pack, stored, term_of

KEPT = 96  # terms of an article that it is compared by
UNIT = 1000  # length of an article's weights: they are whole numbers, so that sums of them are exact in any order
DAMPED = [0.0, *(1 + math.log(count) for count in range(1, MOST + 1))]  # of each count
_SQUARED = [damped * damped for damped in DAMPED]
_BUCKETS = 1 << 20
_BUCKET = _BUCKETS - 1
_POWER = 0.85  # of the idf: headlines alone want less of it, full texts more
# A word that no other article has shows nothing in common, yet in a small archive such words make up most of a long
# text. So they count for less there in its length; in a headline, which has few words, whole.
_UNSHARED = 0.6
_STEPS = 64  # in which the logarithm of the number of articles grows
_LANGUAGES = 16  # tables of rarities that are held ready
_OF_ALL = 1.2  # texts for each one that has the most common word of their language
_TABLE = 1 << 16  # counts that are told apart: what more articles have is as common as that
_LARGEST = 0xFFFF
# The small words of many languages say nothing of an article: a large archive knows it, and a young one must not take
# them for rare. They are learned all the same, for they tell how large a language is. Longer ones begin like others.
_SMALLEST = 5  # letters
_WORDS = {fold(word) for words in FUNCTION_WORDS.values() for word in words}
_SMALL = frozenset(term_of(word) for word in _WORDS if len(word) <= _SMALLEST)


class Commonness:
    """In how many articles each term was seen. Terms share a place now and then: a term is never taken for rarer than
    it is."""

    def __init__(self, learned: bytes = b"") -> None:
        """`learned`: what `packed` gave before."""
        counts = numbers(zlib.decompress(learned)) if learned else array("I", bytes(4 * (_BUCKETS + 1)))
        self._articles = counts.pop()
        self._seen = counts
        self._tables: OrderedDict[int, list[float]] = OrderedDict()
        self._squares = [0.0, 0.0]

    def packed(self) -> bytes:
        """What was learned, to keep."""
        return zlib.compress(stored(self._seen + array("I", [self._articles])), 1)

    def learn(self, *terms: Iterable[int]) -> None:
        """One more article has these terms."""
        self._articles += 1
        seen = self._seen
        for term in chain(*terms):
            seen[term & _BUCKET] += 1

    def weigh(self, counts: dict[int, int]) -> bytes:
        """The terms of an article that was just learned, packed: the strongest with their weights."""
        self._look_among(counts)
        seen, square, unshared = self._seen, self.square, _unshared(len(counts))
        weighed = []
        for term, count in counts.items():
            if term in _SMALL:
                continue
            weight = DAMPED[count] * math.sqrt(square(term))
            weighed.append((-weight * unshared if seen[term & _BUCKET] < 2 else -weight, term, weight))
        weighed.sort()
        length = math.sqrt(sum([counted * counted for counted, _, _ in weighed[:KEPT]])) or 1.0
        strongest = [
            (term, counts[term], min(round(UNIT * weight / length), _LARGEST)) for _, term, weight in weighed[:KEPT]
        ]
        return pack(strongest, [*(term for _, term, _ in weighed[KEPT:]), *(term for term in counts if term in _SMALL)])

    def square(self, term: int) -> float:
        """The square of a term's rarity: of the logarithm of how many articles there are for one that has it (idf)."""
        return self._squares[min(self._seen[term & _BUCKET], len(self._squares) - 1)]

    def length(self, strongest: "array[int]", counts: bytes, terms: int) -> float:
        """The length of the weights of an article with so many terms, as rare as they are now; 1 where none is rare."""
        unshared, seen, squares = _unshared(terms), self._seen, self._squares
        whole, squares[1] = squares[1], squares[1] * unshared * unshared
        try:
            parts = [
                _SQUARED[count] * squares[seen[term & _BUCKET]] for term, count in zip(strongest, counts, strict=True)
            ]
        except IndexError:  # a term that is more common than the table tells
            square = self.square
            parts = [_SQUARED[count] * square(term) for term, count in zip(strongest, counts, strict=True)]
        finally:
            squares[1] = whole
        return math.sqrt(sum(parts)) or 1.0

    def _look_among(self, counts: Iterable[int]) -> None:
        """From now on a term is as rare as it is among the articles of the language of one that has these terms.

        How many those are tells its most common term: each language has words that stand in nearly every text. Among
        all articles the words of a language that few of them are in would all be rare, and its articles alike. A
        headline may have none of those words, and is looked at among all.
        """
        terms = list(counts)
        most = _OF_ALL * max([self._seen[term & _BUCKET] for term in terms], default=0)
        share = min(most / self._articles, 1.0) ** fullness(len(terms)) if terms else 1.0
        size = round(self._articles * share)
        step = int(math.log(size + 1) * _STEPS)
        squares = self._tables.get(step)
        if squares is None:
            squares = [
                max(step / _STEPS - math.log(count + 0.5), 0.0) ** (2 * _POWER)
                for count in range(min(size, _TABLE) + 2)
            ]
            self._tables[step] = squares
            if len(self._tables) > _LANGUAGES:
                self._tables.popitem(last=False)
        self._tables.move_to_end(step)
        self._squares = squares


def _unshared(terms: int) -> float:
    return 1 - (1 - _UNSHARED) * fullness(terms)
