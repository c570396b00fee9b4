"""An article as its strongest words, each a number with a weight: small enough to keep for every article.

Words are cut to their beginnings, which does for most languages what a stemmer does for one
(McNamee and Mayfield, "Character n-gram tokenization for European language text retrieval", 2004).
"""

import re
import sys
import zlib
from array import array
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from struct import Struct

from broadsheet.model.related import Subject
from broadsheet.text.languages import SYLLABIC
from broadsheet.text.words import tokens
from broadsheet.understand.language import detect

_WORDS = 300  # of the text that are looked at
_CHARACTERS = 12 * _WORDS  # that surely hold so many words
_HEADLINE = 3  # times that a word of the headline counts
_BEGINNING = 6  # letters of a word
_SAMPLE = 400  # characters: enough to know a language that writes each syllable apart
_TONES = re.compile("[\u1ea0-\u1ef9đơư]", re.IGNORECASE)  # without them it is none
_BRIEF, _FULL = 20, 100  # terms of a headline alone, and of a text: what lies between is between in every way

MOST = 255  # times that a word is counted
_HEAD = Struct("<HH")  # terms that it is compared by, and the others


@dataclass(frozen=True, slots=True)
class Terms:
    """What is kept of an article's words. `strongest`: strongest first, with their `counts` and with the `weights` that
    they had when it came; `others`: the rest, which are only learned."""

    strongest: "array[int]"
    counts: bytes
    weights: "array[int]"
    others: "array[int]"

    def __len__(self) -> int:
        return len(self.strongest) + len(self.others)

    def weighed(self) -> Iterable[tuple[int, int]]:
        """The strongest terms with the weights that they had."""
        return zip(self.strongest, self.weights, strict=True)


def fullness(terms: int) -> float:
    """How much of a text an article with so many terms is: 0 for a headline alone, 1 for a text."""
    return min(max((terms - _BRIEF) / (_FULL - _BRIEF), 0.0), 1.0)


def between(ends: tuple[float, float], full: float) -> float:
    """What holds for an article that is so full: the first for a headline alone, the second for a text."""
    return ends[0] + (ends[1] - ends[0]) * full


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
    return {crc(word.encode()): min(count, MOST) for word, count in words.items()}


def term_of(word: str) -> int:
    """The number of a folded word's beginning."""
    return zlib.crc32(word[:_BEGINNING].encode())


def pack(kept: list[tuple[int, int, int]], others: list[int]) -> bytes:
    """Terms as bytes to keep: the strongest (`kept`, best first) with their counts and weights, then the others."""
    return b"".join(
        (
            _HEAD.pack(len(kept), len(others)),
            stored(array("I", [term for term, _, _ in kept])),
            bytes([count for _, count, _ in kept]),
            stored(array("H", [weight for _, _, weight in kept])),
            stored(array("I", others)),
        )
    )


def strongest(packed: bytes) -> tuple["array[int]", bytes, int]:
    """The strongest terms of what `pack` packed, their counts, and the number of all its terms."""
    if not packed:
        return _NO_TERMS.strongest, b"", 0
    kept, others = _HEAD.unpack_from(packed)
    counts = _HEAD.size + 4 * kept
    return numbers(packed[_HEAD.size : counts]), packed[counts : counts + kept], kept + others


def unpack(packed: bytes) -> Terms:
    """What `pack` packed; no terms for no bytes."""
    if not packed:
        return _NO_TERMS
    kept, others = _HEAD.unpack_from(packed)
    counts = _HEAD.size + 4 * kept
    weights = counts + kept
    rest = weights + 2 * kept
    return Terms(
        numbers(packed[_HEAD.size : counts]),
        packed[counts:weights],
        numbers(packed[weights:rest], "H"),
        numbers(packed[rest : rest + 4 * others]),
    )


def _syllabic(subject: Subject) -> bool:
    sample = f"{subject.title} {subject.text[:_SAMPLE]}"
    return _TONES.search(sample) is not None and detect(sample) in SYLLABIC


def stored(of: "array[int]") -> bytes:
    """The numbers' bytes, the same on every machine."""
    if sys.byteorder == "big":
        of = of[:]
        of.byteswap()
    return of.tobytes()


def numbers(of: bytes, code: str = "I") -> "array[int]":
    """What was `stored`."""
    found = array(code, of)
    if sys.byteorder == "big":
        found.byteswap()
    return found


_NO_TERMS = Terms(array("I"), b"", array("H"), array("I"))
