"""The names and numbers of an article: its people, places, organisations and figures, each with its sentence.

The names are those of `names`, their kind is that of `kinds`; in scripts without capitals they are the places that
everybody knows, those who speak, and what the headline and the text share.
"""

import math
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from broadsheet.model.facts import Fact, FactKind
from broadsheet.model.quotes import Quote
from broadsheet.model.spans import Span
from broadsheet.text.hashtags import key
from broadsheet.text.sentences import sentences
from broadsheet.text.words import fold
from broadsheet.understand.facts.evidence import words
from broadsheet.understand.facts.figures import figures
from broadsheet.understand.facts.kinds import kind_of
from broadsheet.understand.facts.places import places, unspaced_places
from broadsheet.understand.names import LONGEST, names
from broadsheet.understand.phrases import phrases
from broadsheet.understand.uncased import is_uncased
from broadsheet.understand.vocabulary import vocabulary

MOST_NAMES, MOST_FIGURES = 12, 8
_READ = 20_000  # characters
_IN_TITLE, _EARLY, _PHRASE = 2.0, 1.5, 1.3  # as for hashtags: what stands in the headline or early is what it is about
_BEGINNING = 400  # characters that are early
_TYPED = 1.5  # a name of a known kind says more than one of none
_SPEAKS = 1.5  # and so does one who speaks
_LONGEST_NAME = 6  # words
_MOST_MENTIONS = 30
_SPACED_WORD = re.compile("[\\w\u0900-\u0963\u0966-\u0dff]{2,30}")


def facts(title: str, text: str, language: str | None, said: Sequence[Quote] = ()) -> tuple[Fact, ...]:
    """Up to twelve names and eight figures, names first, best first. `said`: the text's quotations; who
    speaks in them is likely a person.


    `text`: plain; each fact is a span of it, at its first mention. `language`: a primary tag or None.
    """
    text = text[:_READ]

    def fact(kind: FactKind, start: int, end: int) -> Fact:
        return Fact(text[start:end], kind, start, end, _sentence(text, start))

    found = _uncased(title, text, language, said) if is_uncased(text) else _cased(title, text, language, said)
    best = sorted(found, key=lambda one: -one[0])[:MOST_NAMES]
    named = [fact(kind, at, at + length) for _, kind, at, length in best]
    return (*named, *(fact(FactKind.FIGURE, start, end) for start, end in _figures(title, text, language)))


def _sentence(text: str, at: int) -> Span:
    """The sentence around a place; only its paragraph is cut."""
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    spans = sentences(text[start : end if end >= 0 else len(text)])
    found = spans[max(0, bisect_right([span.start for span in spans], at - start) - 1)]
    return Span(start + found.start, start + found.end)


_Found = tuple[float, FactKind, int, int]  # weight, kind, place, length


def _cased(title: str, text: str, language: str | None, said: Sequence[Quote]) -> Iterator[_Found]:
    """The names of scripts with capitals."""
    speakers = frozenset(tail for quote in said for tail in _tails(quote.speaker))
    headline = key(title)
    for name in names(title, text, language):
        written = _without_demonym(name.written)
        mentions = list(_mentions(written, text))
        if not mentions or name.key in vocabulary().agencies or len(name.key) < 2:
            continue
        kind = kind_of(written, mentions, text, language, speakers)
        if kind is FactKind.ORGANISATION and name.words == 1 and not written.isupper() and written.lower() in text:
            continue  # "Club", "Amt"
        if (
            kind is FactKind.NAME
            and name.words == 1
            and (language == "de" or name.count == 1)
            and name.key not in headline
        ):
            continue  # a capital is too little evidence
        weight = (1 + math.log2(name.count)) * (_PHRASE if name.words > 1 else 1.0)
        weight *= (_IN_TITLE if name.key in headline else 1.0) * (_EARLY if mentions[0] < _BEGINNING else 1.0)
        weight *= (_TYPED if kind is not FactKind.NAME else 1.0) * (_SPEAKS if name.key in speakers else 1.0)
        yield weight, kind, mentions[0], len(written)


def _without_demonym(name: str) -> str:
    """Of "Norwegian Ada Quill" the name; "Norwegian Refugee Council" stays as it is, by its last word."""
    first, *rest = name.split()
    takes = len(rest) > 1 and fold(first) in vocabulary().demonyms and not words("organisations").has(fold(rest[-1]))
    return " ".join(rest) if takes else name


def _tails(speaker: str) -> Iterator[str]:
    """The keys of a speaker's name, with and without what stands before it: "Kapitän Jörn Feddersen"."""
    if not speaker[:1].isupper():
        return
    parts = speaker.split()[-_LONGEST_NAME:]
    yield from (key(" ".join(parts[at:])) for at in range(len(parts)))


def _mentions(name: str, text: str) -> Iterator[int]:
    """Where a name stands in the text as a word of its own."""
    at = text.find(name)
    for _ in range(_MOST_MENTIONS):
        if at < 0:
            return
        if not text[at - 1 : at].isalnum() and not text[at + len(name) : at + len(name) + 1].isalnum():
            yield at
        at = text.find(name, at + len(name))


def _uncased(title: str, text: str, language: str | None, said: Sequence[Quote]) -> Iterator[_Found]:
    """Names without capitals: whoever speaks, places, and terms that the headline shares with the text."""
    taken: set[str] = set()
    for quote in said:
        at = text.find(quote.speaker) if quote.speaker and quote.named_at else -1
        if at >= 0 and quote.speaker not in taken:
            taken.add(quote.speaker)
            yield 3.0, FactKind.PERSON, at, len(quote.speaker)
    for at, length in _places(text, language):
        place = text[at : at + length]
        if place not in taken:
            taken.add(place)
            yield 1 + math.log2(text.count(place)), FactKind.PLACE, at, length
    for phrase, count in phrases(title, text, language):
        at = text.find(phrase)
        if at >= 0 and phrase not in taken:
            yield 1 + math.log2(count), FactKind.NAME, at, len(phrase)


def _places(text: str, language: str | None) -> Iterator[tuple[int, int]]:
    """Places and lengths of the names of places, each once."""
    known, seen = places(language), set[str]()
    if language in {"zh", "ja", "yue"}:
        for place in unspaced_places(language):
            at = text.find(place, 0, LONGEST)
            if at >= 0 and not any(place in longer for longer in seen):
                seen.add(place)
                yield at, len(place)
        return
    for match in _SPACED_WORD.finditer(text, 0, LONGEST):
        word, start = match[0], match.start()
        for skipped in sorted({0, *(_prefixes(word) if language in {"ar", "fa", "ur"} else ())}):
            its_key = key(word[skipped:])
            if its_key in known and its_key not in seen:
                seen.add(its_key)
                yield start + skipped, len(word) - skipped
                break


def _prefixes(word: str) -> Iterator[int]:
    """How many letters of an Arabic word may be "and", "in" or "to"."""
    if len(word) > 4:
        yield from (count for count in (1, 2) if word[:count] in {"و", "ب", "ل", "ف", "وب", "ول"})


def _figures(title: str, text: str, language: str | None) -> Iterator[tuple[int, int]]:
    """The best figures, each number once: those of the headline and of the beginning first."""
    weighed: dict[str, tuple[float, int, int]] = {}
    for one in figures(text, language):
        number, its_key = "".join(filter(str.isdigit, text[one.start : one.end])), key(text[one.start : one.end])
        weight = one.weight * (_IN_TITLE if number in title and len(number) > 1 else 1.0)
        weight *= 1 / (1 + one.start / 4000)
        if its_key not in weighed:
            weighed[its_key] = (weight, one.start, one.end)
    best = sorted(weighed.values(), key=lambda one: -one[0])[:MOST_FIGURES]
    yield from ((start, end) for _, start, end in best)
