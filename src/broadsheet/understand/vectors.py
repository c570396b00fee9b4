"""An article as weighted words: what related articles are compared by.

Words of the headline count three times; counts are damped by their logarithm and weighted by rarity (Salton and
Buckley, "Term-weighting approaches in automatic text retrieval", 1988); two articles are as near as their cosine.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from broadsheet.model.related import Subject
from broadsheet.text.languages import SYLLABIC
from broadsheet.text.words import tokens
from broadsheet.understand.language import detect

WORDS = 300  # of the text that are looked at
CHARACTERS = 12 * WORDS  # that surely hold so many words
_TITLE = 3  # times that a word of the headline counts
_LONGEST = 40  # characters: longer words are addresses or noise
# Chosen on stories in English and Vietnamese: rare words must outweigh many common ones more than idf alone says, and
# a word that stands in one article only says nothing of what it shares.
_POWER, _ONLY_HERE = 1.5, 0.5
# A pool of candidates was chosen for being alike, so a word is rarer outside of it than in it.
_RARER_OUTSIDE = 4
_COUNTED = 1000  # counts of words may stop here, and tell the size of a language no longer
_RARE = 0.05  # share of all articles; in a small archive, where that is hardly one, this many:
_FEW = 6
_SAMPLE = 400  # characters: enough to know a language that writes each syllable apart


@dataclass(frozen=True, slots=True)
class Bag:
    """The words of one subject. `order`: as they follow one another, headline first; `times`: weighted counts."""

    order: tuple[str, ...]
    times: Mapping[str, int]
    language: str | None = None

    @property
    def syllabic(self) -> bool:
        """Whether its language writes each syllable apart, so that one alone says little."""
        return self.language in SYLLABIC


@dataclass(frozen=True, slots=True)
class Vector:
    """Weighted words. `length`: the Euclidean one."""

    weights: Mapping[str, float]
    length: float


def bag(subject: Subject) -> Bag:
    """The words of a subject's headline and of the beginning of its text."""
    title = tokens(subject.title[:1000])
    text = tokens(subject.text[:CHARACTERS])[:WORDS]
    order = (*title, *text)
    language = detect(f"{subject.title} {subject.text[:_SAMPLE]}")
    if language in SYLLABIC:
        title, text = ([f"{one} {next_one}" for one, next_one in pairwise(words)] for words in (title, text))
    times = Counter(text)
    for word in title:
        times[word] += _TITLE
    return Bag(order, {word: count for word, count in times.items() if len(word) <= _LONGEST}, language)


class Rarity:
    """How much each word says: the logarithm of how many articles there are for one that has it (idf)."""

    def __init__(self, frequencies: Mapping[str, int], total: int, pool: Iterable[Bag]) -> None:
        """`frequencies`: in how many of `total` articles a word stands, where known; for others the pool speaks."""
        bags = list(pool)
        self._frequencies = frequencies
        # The smallest words stand in every article of their language: of so many articles a word is rare or not.
        # In an archive of mostly English, every Arabic word is rare, and says nothing by it.
        in_language = max(frequencies.values(), default=0)
        known = 0 < in_language < _COUNTED
        self._total = max(min(total, in_language) if known else max(total, len(bags)), 2)
        self._here = Counter(word for one in bags for word in one.times)
        self._size = max(len(bags), 1)

    def of(self, word: str) -> float:
        """0 for a word that every article has, the logarithm of the total for one that stands in one alone."""
        if word in self._frequencies:
            return math.log(self._total / min(max(self._frequencies[word], 1), self._total))
        here = self._here[word]
        return math.log(min(self._total, _RARER_OUTSIDE * self._size / here)) if here else math.log(self._total)

    def weight(self, word: str, count: int) -> float:
        """What the word contributes to an article that has it `count` times."""
        alone = self._frequencies.get(word, self._here[word]) < 2
        return float((1 + math.log(count)) * self.of(word) ** _POWER * (_ONLY_HERE if alone else 1.0))

    @property
    def total(self) -> int:
        """How many articles there are in the language, as far as the frequencies tell."""
        return self._total

    def is_rare(self, word: str) -> bool:
        """Whether so few articles have the word that it says something to share it."""
        return math.exp(-self.of(word)) <= max(_RARE, _FEW / self._total)


def vector(words: Bag, rarity: Rarity) -> Vector:
    """The words with their weights."""
    weights = {word: rarity.weight(word, count) for word, count in words.times.items()}
    return Vector(weights, math.sqrt(sum(weight * weight for weight in weights.values())))


def cosine(one: Vector, other: Vector) -> float:
    """How near two articles are: 0 where they share nothing, 1 where they are the same."""
    if not one.length or not other.length:
        return 0.0
    small, large = sorted((one.weights, other.weights), key=len)
    return sum(weight * large.get(word, 0.0) for word, weight in small.items()) / (one.length * other.length)
