"""Sentences of two outlets that are the same but for one number, of whatever: years, hours, scores and parts of names
too, which `numbers` leaves alone elsewhere."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

from broadsheet.model.disagreements import Told
from broadsheet.model.spans import Span
from broadsheet.text.sentences import sentences
from broadsheet.text.words import fold
from broadsheet.understand.changes.letters import key
from broadsheet.understand.changes.swaps import number_swaps
from broadsheet.understand.disagreement import numbers
from broadsheet.understand.disagreement.days import days
from broadsheet.understand.disagreement.numbers import MOST_SENTENCES, READ, alike, content, differ
from broadsheet.understand.disagreement.quantities import SIGNS, Quantity, number_words, quantities

_LONGEST = 600  # characters of a sentence
_ALIKE = 0.8  # Dice of two sentences that are the same
_LEAST = 6  # words of content: shorter ones are a formula that stands in many articles


_BEHIND = re.compile(r"[ -]?[^\W\d_]+|%")
_HOUR = re.compile("\ue00000$")  # of "6:00", as letters.key has it


@dataclass(frozen=True, slots=True)
class Twin:
    """One of two such sentences. `at`: where the number stands in the article."""

    place: int
    span: Span
    at: Span
    value: str


@dataclass(frozen=True, slots=True)
class _Said:
    place: int
    span: Span
    text: str
    words: frozenset[str]
    own: frozenset[str]  # its names and times
    language: str | None


def twins(told: Sequence[Told]) -> Iterator[tuple[Twin, Twin]]:
    """The pairs of two articles of one language that differ by one number; neither text has the other's anywhere."""
    said = [one for place, article in enumerate(told) for one in islice(_read(place, article), MOST_SENTENCES)]
    known = [frozenset(map(key, article.text[:READ].split())) for article in told]
    for one, other in combinations(said, 2):
        smaller, larger = sorted((len(one.words), len(other.words)))
        if one.place == other.place or one.language != other.language or 2 * smaller < _ALIKE * (smaller + larger):
            continue
        if alike(one.words, other.words, one.language) < _ALIKE:
            continue
        if _apart(one.own, other.own):
            continue
        swaps = number_swaps(one.text, other.text, one.language)
        if len(swaps) != 1 or not swaps[0].before or not swaps[0].after:
            continue
        first, second = _twin(one, swaps[0].before), _twin(other, swaps[0].after)
        if not first or not second or second.value in known[one.place] or first.value in known[other.place]:
            continue
        if not _agree(one, first, other, second):
            yield first, second


def _apart(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether each sentence has a name or a time of its own: it speaks of another thing."""
    return bool(ours - theirs and theirs - ours)


def _read(place: int, told: Told) -> Iterator[_Said]:
    counts = number_words(told.language)
    for span in sentences(told.text[:READ]):
        text = span.of(told.text)
        if len(text) > _LONGEST or not (
            any(map(str.isdigit, text)) or not counts.keys().isdisjoint(fold(text).split())
        ):
            continue
        words = content(text, told.language)
        if len(words) >= _LEAST:
            own = (numbers.named(text) - counts.keys()) | (numbers.times(text) & words)
            yield _Said(place, span, text, words, own, told.language)


def _twin(said: _Said, written: str) -> Twin | None:
    """The sentence with its number; None where that stands in it more than once."""
    at = said.text.find(written)
    if at < 0 or said.text.find(written, at + 1) >= 0:
        return None
    start = said.span.start + at
    return Twin(said.place, said.span, Span(start, start + len(written)), key(written))


def _agree(one: _Said, first: Twin, other: _Said, second: Twin) -> bool:
    """Whether both numbers can be right: they are of two units, as of metres and feet, or the same in two forms."""
    if _unit(one, first) != _unit(other, second) or _HOUR.sub("", first.value) == _HOUR.sub("", second.value):
        return True
    day = _day(one, first)
    if day and day == _day(other, second):
        return True
    ours, theirs = _quantity(one, first), _quantity(other, second)
    return ours is not None and theirs is not None and not differ(ours, theirs)


def _unit(said: _Said, twin: Twin) -> tuple[str, str]:
    """What is written to a number: the sign or letter before it, and the letters or the word behind."""
    start, end = twin.at.start - said.span.start, twin.at.end - said.span.start
    before = said.text[start - 1 : start].strip() if start else ""
    behind = _BEHIND.match(said.text, end)
    return before + "".join(sign for sign in said.text[start:end] if sign in SIGNS), fold(
        behind[0]
    ).strip() if behind else ""


def _day(said: _Said, twin: Twin) -> tuple[int, int] | None:
    """The month and day that a number is, "3 June" or "June 3"."""
    start = twin.at.start - said.span.start
    return next((day for begins, ends, day in days(said.text, said.language) if begins <= start < ends), None)


def _quantity(said: _Said, twin: Twin) -> Quantity | None:
    start = twin.at.start - said.span.start
    found = quantities(said.text, said.language)
    return next((number for number in found if number.start <= start < number.end), None)
