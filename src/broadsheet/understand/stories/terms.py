"""An article as its strongest words, each a number: small enough to keep for every article."""

import math
import struct
import zlib
from array import array
from collections.abc import Iterable

from broadsheet.model.related import Subject
from broadsheet.understand.vectors import bag

KEPT = 128  # terms of an article
_BUCKETS = 1 << 20
_TERM = struct.Struct("<IH")  # number, hundredths of its damped count


class Commonness:
    """In how many articles each term was seen, learned as they come. Terms share a place now and then: a term is never
    taken for rarer than it is."""

    def __init__(self, learned: bytes = b"") -> None:
        """`learned`: what `packed` gave before."""
        counts = array("I", zlib.decompress(learned)) if learned else array("I", bytes(4 * (_BUCKETS + 1)))
        self._articles = counts.pop()
        self._seen = counts

    def packed(self) -> bytes:
        """What was learned, to keep."""
        return zlib.compress((self._seen + array("I", [self._articles])).tobytes(), 1)

    def learn(self, terms: Iterable[int]) -> None:
        """One more article has these terms."""
        self._articles += 1
        for term in terms:
            self._seen[term & (_BUCKETS - 1)] += 1

    def rarity(self, term: int) -> float:
        """The logarithm of how many articles there are for one that has the term (idf), smoothed."""
        return math.log((self._articles + 1) / (self._seen[term & (_BUCKETS - 1)] + 0.5))


def terms(subject: Subject) -> dict[int, float]:
    """The words of the headline, three times, and of the beginning of the text, with their damped counts."""
    return {zlib.crc32(word.encode()): 1 + math.log(count) for word, count in bag(subject).times.items()}


def pack(weights: dict[int, float]) -> bytes:
    """Terms and damped counts as bytes to keep."""
    return b"".join(_TERM.pack(term, round(100 * weight)) for term, weight in weights.items())


def unpack(packed: bytes) -> dict[int, float]:
    """What `pack` packed."""
    return {term: weight / 100 for term, weight in _TERM.iter_unpack(packed)}
