"""Days that differ in sentences of two outlets that say the same otherwise: a day with its month, as texts write it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from broadsheet.model.disagreements import Told
from broadsheet.model.spans import Span
from broadsheet.text.months import MONTHS, letters
from broadsheet.text.sentences import sentences
from broadsheet.text.words import tokens
from broadsheet.understand.disagreement.numbers import MOST_SENTENCES, READ, alike, content
from broadsheet.understand.vocabulary import listed

_WORD = re.compile(r"(?<!\d)\d{1,2}(?!\d)(?:st|nd|rd|th|er|º)?(?![.,:%/-]\d)|[^\W\d_]+\.?")
_JOINED = listed("of de del d di thang")
_NUMERIC = re.compile(r"(?<![\d/.,-])(\d{1,2})([/-])(\d{1,2})(?:\2(\d{4}))?(?![\d/-])")
_VIETNAMESE_DAY = re.compile(r"(?:ngày|hôm|sáng|trưa|chiều|tối|đêm) $")
_LONGEST = 600  # characters of a sentence
_AROUND = 40  # characters beside the day
_INSIDE = 4  # words before the day
_ALIKE, _ALIKE_SYLLABLES = 0.5, 0.7  # Dice of two sentences whose days are of the same thing


@dataclass(frozen=True, slots=True)
class Dated:
    """A sentence with a day. `place`: of its article among those of the story. `words`: of content; `beside`: those of
    them that stand near the day. `day`: month and day."""

    place: int
    span: Span
    at: Span
    words: frozenset[str]
    beside: frozenset[str]
    day: tuple[int, int]
    language: str | None


def days(sentence: str, language: str | None) -> Iterator[tuple[int, int, tuple[int, int]]]:
    """The days in order: where each begins and ends, and its month and day. Written with a named month, in any
    language; as 21/10 only where the day is put first for certain: in Vietnamese."""
    read = list(_WORD.finditer(sentence))
    for place, match in enumerate(read):
        month = MONTHS.get(letters(match[0].rstrip(".")))
        if month is None or match[0][0].isdigit():
            continue
        for near in _beside(read, place):
            day = int("".join(filter(str.isdigit, letters(near[0]))))
            if 1 <= day <= 31:
                yield min(match.start(), near.start()), max(match.end(), near.end()), (month, day)
                break
    if language == "vi":
        for found in _NUMERIC.finditer(sentence):
            if not _VIETNAMESE_DAY.search(sentence, max(0, found.start() - 8), found.start()):
                continue
            if 1 <= int(found[1]) <= 31 and 1 <= int(found[3]) <= 12:
                yield found.start(), found.end(), (int(found[3]), int(found[1]))


def _beside(read: list[re.Match[str]], place: int) -> Iterator[re.Match[str]]:
    """The numbers before and behind a month's name, also over "of"."""
    for step in (-1, 1):
        at = place + step
        if 0 <= at < len(read) and letters(read[at][0]) in _JOINED:
            at += step
        if 0 <= at < len(read) and read[at][0][0].isdigit():
            gap = (read[at].end(), read[place].start()) if step < 0 else (read[place].end(), read[at].start())
            if gap[1] - gap[0] <= 6:
                yield read[at]


def read(place: int, told: Told) -> list[Dated]:
    """The sentences of an article in which one day stands, and not at their beginning, where the page says its own."""
    found: list[Dated] = []
    for span in sentences(told.text[:READ]):
        text = span.of(told.text)
        named = list(days(text, told.language)) if len(text) <= _LONGEST else []
        if len(named) != 1:
            continue
        start, end, day = named[0]
        if _is_inside(text[:start], text[end:]):
            at = Span(span.start + start, span.start + end)
            near = f"{text[max(0, start - _AROUND) : start]} {text[end : end + _AROUND]}"
            words = content(text, told.language)
            beside = frozenset(tokens(near)) & words
            if len(found) == MOST_SENTENCES:
                break
            found.append(Dated(place, span, at, words, beside, day, told.language))
    return found


def _is_inside(before: str, behind: str) -> bool:
    """Whether a day stands inside a sentence: behind a small word ("on 3 June", "vào ngày 3/6"); not in its beginning,
    where a page says its own time, and not as a part of a span of days."""
    words = before.split()
    if len(words) < _INSIDE or any(map(str.isdigit, before)) or re.match(r"\s*(?:[-–]|to |bis |đến )", behind):
        return False
    return words[-1].isalpha() and words[-1].islower()


def pairs(said: Sequence[Dated], known: Sequence[frozenset[tuple[int, int]]]) -> Iterator[tuple[Dated, Dated]]:
    """The days of two articles that are for the same thing, the same or two. `known`: all days of each article."""
    for one, other in combinations(said, 2):
        if other.place == one.place or one.language != other.language or not one.beside & other.beside:
            continue
        knows = one.day in known[other.place] or other.day in known[one.place]
        least = _ALIKE_SYLLABLES if one.language == "vi" else _ALIKE
        if (one.day == other.day or not knows) and alike(one.words, other.words, one.language) >= least:
            yield one, other
