"""The words of a search in a text: where they occur, and the passage that shows most of them. Pure."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice

from broadsheet.text.terms import ARTICLES
from broadsheet.text.words import excerpt, fold

MOST_MARKS = 32  # more than anyone types; each word is looked for in every line of a list
BEFORE = 90  # characters of a passage before the first word that was looked for
MOST_PLACES = 200  # of such words that are looked at
# Thai, Lao, Burmese, Khmer, kana, Han: written without spaces.
_UNSPACED = re.compile("[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\U00020000-\U000323af]")
_END = re.compile(r"[.!?؟][\s\"”’»)]+|[。！？」]|\n")  # of a sentence


@lru_cache(maxsize=64)
def pattern_of(marks: tuple[str, ...]) -> re.Pattern[str] | None:
    """What finds the marks (text/queries.marks) in a folded text; None where there are none."""
    wanted = {folded for mark in marks[:MOST_MARKS] if (folded := fold(mark).strip())}
    if not wanted:
        return None
    return re.compile("|".join(map(_pattern, sorted(wanted, key=lambda mark: (-len(mark), mark)))))


def passage(text: str, marks: tuple[str, ...], most: int = 300) -> str | None:
    """The first passage of a text that has most of the marks, at most `most` characters; None where it has none."""
    pattern = pattern_of(marks)
    if pattern is None:
        return None
    folded = fold(text)
    found = [(match.start(), match[0]) for match in islice(pattern.finditer(folded), MOST_PLACES)]
    if not found:
        return None
    at = _densest(found, most - BEFORE)
    if len(folded) != len(text):  # folding has changed the length: about there
        at = at * len(text) // len(folded)
    return _cut(text, at, most)


def _densest(found: Sequence[tuple[int, str]], width: int) -> int:
    """Where the first stretch begins that has most different words."""
    best, place = 0, found[0][0]
    for first, (start, _) in enumerate(found):
        here = {word for at, word in found[first : first + MOST_MARKS] if at < start + width}
        if len(here) > best:
            best, place = len(here), start
    return place


def _cut(text: str, at: int, most: int) -> str:
    """From the sentence that holds a place on; from a word shortly before it, where that sentence begins far ahead."""
    ends = [end.end() for end in _END.finditer(text, max(0, at - 2 * BEFORE), at)]
    if ends:
        return excerpt(text[ends[-1] :], most)
    if at <= 2 * BEFORE:
        return excerpt(text, most)
    space = text.find(" ", at - BEFORE, at)
    return "…" + excerpt(text[space + 1 if space > 0 else at - BEFORE :], most - 1)


def _pattern(mark: str) -> str:
    """A whole word, or the beginning of one before a star; in scripts without spaces, any place will do."""
    word, star = (mark[:-1], True) if mark.endswith("*") and len(mark) > 1 else (mark, False)
    if _UNSPACED.match(word):
        return re.escape(word)
    article = ARTICLES if "\u0621" <= word[0] <= "\u064a" else ""
    return rf"(?<!\w){article}{re.escape(word)}" + (r"\w*" if star else r"(?!\w)")


def within(text: str, marks: Iterable[str]) -> bool:
    """Whether every mark occurs in a text."""
    folded = fold(text)
    patterns: Sequence[re.Pattern[str] | None] = [pattern_of((mark,)) for mark in marks]
    return all(pattern is None or pattern.search(folded) for pattern in patterns)
