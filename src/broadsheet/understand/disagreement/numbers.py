"""Numbers that differ in sentences of two outlets that say the same otherwise."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from broadsheet.model.disagreements import Told
from broadsheet.model.spans import Span
from broadsheet.text.months import MONTHS
from broadsheet.text.sentences import sentences
from broadsheet.text.words import tokens
from broadsheet.understand.disagreement.quantities import Quantity, quantities, stem
from broadsheet.understand.tagging import small_words
from broadsheet.understand.vocabulary import vocabulary

READ = 12_000  # characters of an article
MOST_SENTENCES = 20  # of an article that are compared with all others: the first
_LONGEST = 600  # characters of a sentence
# Words of content that both sentences share, at least; in Vietnamese, which parts syllables, more. Their share of the
# shorter sentence; and of both (Dice), the less the more is the same beside the numbers. Chosen by reading all pairs.
_SHARED, _SHARED_SYLLABLES, _OF_SHORTER = 4, 8, 0.33
_ALIKE, _ALIKE_BESIDE, _ALIKE_COUNTED = 0.4, 0.35, 0.25
_ABOUT = 1.5  # so many times a guess may be off
_TIMES = 5  # two numbers further apart than so many times are of different things
_AROUND = 40  # characters beside a number in which both must share a word beyond what is counted
_NAME = re.compile(r"(?<![.!?”] )\b[^\W\d_a-z]\w+")
_FEW = 4  # numbers of a sentence; a table of numbers says too many things


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence with numbers. `place`: of its article among those of the story. `words`: of content, folded; `times`:
    those of them that are days, months and years."""

    place: int
    span: Span
    text: str
    words: frozenset[str]
    times: frozenset[str]
    numbers: tuple[Quantity, ...]
    language: str | None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two numbers for one thing, each with its sentence; the same one, or two that cannot both be right."""

    one: Said
    first: Quantity
    other: Said
    second: Quantity
    differs: bool


def read(place: int, told: Told) -> list[Said]:
    """The sentences of an article that have numbers."""
    found: list[Said] = []
    for span in sentences(told.text[:READ]):
        text = span.of(told.text)
        if len(text) > _LONGEST:
            continue
        numbers = quantities(text, told.language)
        if len(found) == MOST_SENTENCES:
            break
        if 0 < len(numbers) <= _FEW:
            words = content(text, told.language)
            found.append(Said(place, span, text, words, times(text), numbers, told.language))
    return found


def content(text: str, language: str | None) -> frozenset[str]:
    """The words of a sentence without those of grammar and without numbers."""
    plain = small_words(language)
    return frozenset(word for word in tokens(text) if word not in plain and not word.isdigit() and len(word) > 1)


def times(text: str) -> frozenset[str]:
    """The days, months and years of a sentence, folded."""
    words = tokens(text)
    years = {word for word in words if len(word) == 4 and word.isdigit() and word[:2] in {"19", "20"}}
    return frozenset(years | {word for word in words if word in vocabulary().calendar or word in MONTHS})


def pairs(said: Sequence[Said], known: Sequence[frozenset[float]]) -> Iterator[Pair]:
    """The numbers of two articles that are for the same thing. `known`: all numbers of each article: who knows both
    disagrees with nobody."""
    for one, other in combinations(said, 2):
        if other.place == one.place or one.language != other.language:
            continue
        likeness = alike(one.words, other.words, one.language)
        if likeness < _ALIKE_COUNTED or (one.times - other.times and other.times - one.times):
            continue
        for first, second in _same(one, other):
            yield Pair(one, first, other, second, differs=False)
        for first, second in _different(one, other):
            knows = first.value in known[other.place] or second.value in known[one.place]
            if not knows and differ(first, second) and _same_subject(one, first, other, second, likeness):
                yield Pair(one, first, other, second, differs=True)


def alike(one: frozenset[str], other: frozenset[str], language: str | None) -> float:
    """How alike two sentences are, by their words of content (Dice); 0 where they share too few to say the same."""
    shared = len(one & other)
    least = _SHARED_SYLLABLES if language == "vi" else _SHARED
    if shared < least or shared < _OF_SHORTER * min(len(one), len(other)):
        return 0.0
    return 2 * shared / (len(one) + len(other))


def _same(one: Said, other: Said) -> Iterator[tuple[Quantity, Quantity]]:
    for first in one.numbers:
        for second in other.numbers:
            if first.value == second.value and _same_unit(first, second):
                yield first, second


def _different(one: Said, other: Said) -> tuple[tuple[Quantity, Quantity], ...]:
    """The one pair of numbers that count the same and differ; none where several do: that is another event, or one that
    was counted anew."""
    ours = {number.value for number in one.numbers}
    theirs = {number.value for number in other.numbers}
    left = [number for number in one.numbers if number.value not in theirs]
    others = [number for number in other.numbers if number.value not in ours]
    fitting = [(first, second) for first in left for second in others if _same_unit(first, second)]
    return tuple(fitting) if len(fitting) == 1 else ()


def _same_unit(first: Quantity, second: Quantity) -> bool:
    return first.unit == second.unit and bool(first.unit or set(first.of) & set(second.of))


def _same_subject(one: Said, first: Quantity, other: Said, second: Quantity, likeness: float) -> bool:
    """Whether enough is the same in both sentences and beside both numbers, and no name beside one is missing from the
    other sentence while that has a name of its own there."""
    ours, theirs = _beside(one, first), _beside(other, second)
    counted = set(first.of) & set(second.of)
    beside = {stem(word) for word in set(tokens(ours)) & set(tokens(theirs)) & one.words} - {*first.of, *second.of}
    least = _ALIKE_COUNTED if len(counted) > 1 else _ALIKE_BESIDE if counted and beside else _ALIKE
    if likeness < least or (first.unit and not beside):
        return False
    return not (named(ours) - set(tokens(other.text)) and named(theirs) - set(tokens(one.text)))


def _beside(said: Said, number: Quantity) -> str:
    before, behind = said.text[: number.start][-_AROUND:], said.text[number.end : number.end + _AROUND]
    return f"{before.partition(' ')[2] if len(before) == _AROUND else before} {behind.rpartition(' ')[0]}"


def named(text: str) -> frozenset[str]:
    """The words of a sentence that are capitalised where not every word would be, folded."""
    return frozenset(word for name in _NAME.findall(text) for word in tokens(name))


def differ(first: Quantity, second: Quantity) -> bool:
    """Whether two numbers cannot both be right. "At least 12" agrees with what is more, "about 12" with what is near,
    a round number with what it rounds."""
    smaller, larger = sorted((first, second), key=lambda number: number.value)
    if smaller.value == larger.value or larger.value > _TIMES * smaller.value:
        return False
    if "about" in (smaller.bound, larger.bound):
        return larger.value > _ABOUT * smaller.value
    if smaller.bound == "least" or larger.bound == "most":
        return False
    return not (_rounds(smaller.value, larger.value) or _rounds(larger.value, smaller.value))


def _rounds(rough: float, exact: float) -> bool:
    """Whether one number is the other with fewer digits: 5 million and 5.3 million, 1,000 and 1,012, 4.5 and 4.47."""
    digits = f"{rough:.10f}".rstrip("0").rstrip(".")
    places = len(digits.partition(".")[2]) if "." in digits else len(digits.rstrip("0")) - len(digits)
    step = 10.0**-places
    is_finer = exact / step % 1 > 1e-9
    return is_finer and abs(rough - exact) < step
