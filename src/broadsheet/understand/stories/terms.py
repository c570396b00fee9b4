"""An article as its strongest words, each a number with a weight: small enough to keep for every article.

Counts are damped by their logarithm and weighted by rarity (Salton and Buckley, "Term-weighting approaches in automatic
text retrieval", 1988). Words are cut to their beginnings, which does for most languages what a stemmer does for one
(McNamee and Mayfield, "Character n-gram tokenization for European language text retrieval", 2004).
"""

import math
import sys
import zlib
from array import array
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, pairwise
from struct import Struct

from broadsheet.model.related import Subject
from broadsheet.text.languages import SYLLABIC
from broadsheet.text.words import tokens
from broadsheet.understand.language import detect

KEPT = 128  # terms of an article that it is compared by
UNIT = 1000  # length of an article's weights: they are whole numbers, so that sums of them are exact in any order
_BUCKETS = 1 << 20
_WORDS = 300  # of the text that are looked at
_CHARACTERS = 12 * _WORDS  # that surely hold so many words
_HEADLINE = 3  # times that a word of the headline counts
_BEGINNING = 6  # letters of a word
_SAMPLE = 400  # characters: enough to know a language that writes each syllable apart
_RARITY = 0.85  # power of the idf: headlines alone want less of it, full texts more
# A word that no article had before shows nothing in common, yet in a small archive it makes up most of a long text. So
# it counts half there for the length; in a headline, which has few words, whole.
_UNSEEN = 0.5
_BRIEF, _FULL = 20, 100  # terms of a headline alone, and of a text: what lies between is between in every way

_HEAD = Struct("<HH")  # terms that it is compared by, terms in all
_MOST = 0xFFFF


class Commonness:
    """In how many articles each term was seen, learned as they come. Terms share a place now and then: a term is never
    taken for rarer than it is."""

    def __init__(self, learned: bytes = b"") -> None:
        """`learned`: what `packed` gave before."""
        counts = _numbers(zlib.decompress(learned)) if learned else array("I", bytes(4 * (_BUCKETS + 1)))
        self._articles = counts.pop()
        self._seen = counts

    def packed(self) -> bytes:
        """What was learned, to keep."""
        return zlib.compress(_stored(self._seen + array("I", [self._articles])), 1)

    def learn(self, *terms: Iterable[int]) -> None:
        """One more article has these terms."""
        self._articles += 1
        seen = self._seen
        for term in chain(*terms):
            seen[term & (_BUCKETS - 1)] += 1

    def weigh(self, counts: dict[int, int]) -> list[tuple[int, int]]:
        """The strongest terms of an article that was just learned, with their weights, strongest first."""
        seen, most, log = self._seen, math.log(self._articles + 1), math.log
        unseen = 1 - (1 - _UNSEEN) * fullness(len(counts))
        weighed = []
        for term, count in counts.items():
            articles = seen[term & (_BUCKETS - 1)]
            weight = (1 + log(count)) * max(most - log(articles + 0.5), 0.0) ** _RARITY
            weighed.append((-weight * unseen if articles < 2 else -weight, term, weight))
        weighed.sort()
        del weighed[KEPT:]
        length = math.sqrt(sum(counted * counted for counted, _, _ in weighed)) or 1.0
        units = [(term, min(round(UNIT * weight / length), _MOST)) for _, term, weight in weighed]
        return [(term, unit) for term, unit in units if unit]


@dataclass(frozen=True, slots=True)
class Terms:
    """What is kept of an article's words. `strongest` and their `weights`; `others`: the rest, which are only learned."""

    strongest: "array[int]"
    weights: "array[int]"
    others: "array[int]"

    def __len__(self) -> int:
        return len(self.strongest) + len(self.others)


def fullness(terms: int) -> float:
    """How much of a text an article with so many terms is: 0 for a headline alone, 1 for a text."""
    return min(max((terms - _BRIEF) / (_FULL - _BRIEF), 0.0), 1.0)


def counted(subject: Subject) -> dict[int, int]:
    """The words of the headline, three times, and of the beginning of the text, as numbers with their counts."""
    title = tokens(subject.title[:1000])
    text = tokens(subject.text[:_CHARACTERS])[:_WORDS]
    words = Counter([word[:_BEGINNING] for word in text])
    for word in title:
        words[word[:_BEGINNING]] += _HEADLINE
    if _syllabic(subject):
        words.update([f"{one} {other}" for one, other in pairwise(text)])
        for one, other in pairwise(title):
            words[f"{one} {other}"] += _HEADLINE
    crc = zlib.crc32
    return {crc(word.encode()): count for word, count in words.items()}


def pack(strongest: Iterable[tuple[int, int]], every: Iterable[int]) -> bytes:
    """Terms as bytes to keep. `every`: all of the article's, in any order."""
    kept = dict(strongest)
    others = array("I", sorted(term for term in every if term not in kept))
    head = _HEAD.pack(len(kept), len(others))
    return head + _stored(array("I", kept)) + _stored(array("H", kept.values())) + _stored(others)


def unpack(packed: bytes) -> Terms:
    """What `pack` packed; no terms for no bytes."""
    if not packed:
        return Terms(array("I"), array("H"), array("I"))
    kept, others = _HEAD.unpack_from(packed)
    weights = _HEAD.size + 4 * kept
    rest = weights + 2 * kept
    return Terms(
        _numbers(packed[_HEAD.size : weights]),
        _numbers(packed[weights:rest], "H"),
        _numbers(packed[rest : rest + 4 * others]),
    )


def _syllabic(subject: Subject) -> bool:
    sample = f"{subject.title} {subject.text[:_SAMPLE]}"
    return not sample.isascii() and detect(sample) in SYLLABIC


def _stored(numbers: "array[int]") -> bytes:
    """The numbers' bytes, the same on every machine."""
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers.tobytes()


def _numbers(stored: bytes, code: str = "I") -> "array[int]":
    numbers = array(code, stored)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
