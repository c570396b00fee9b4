"""The full name of somebody whom a sentence calls by the surname alone."""

import re
from collections import Counter
from functools import lru_cache

from broadsheet.text.words import fold
from broadsheet.understand.clauses import Kind, Subject
from broadsheet.understand.speech import speech
from broadsheet.understand.tagging import PARTICLES, is_ordinary
from broadsheet.understand.vocabulary import listed, vocabulary

_BEFORE = 60  # characters before a surname in which the rest of the name stands
_MOST = 40  # mentions that are looked at
_LINE, _SHORT = 200, 3  # characters of a line that tell a headline; letters of a word that may be small in one
_TITLED = re.compile(r"^(?:Mr|Mrs|Ms|Dr|Miss|M|Mme|Mlle|Sr|Sra|Herr|Frau|Herrn|Monsieur|Madame|Señor|Señora)\.? ")
_POSSESSIVE = re.compile(r"['’]s?$")
_FIRST_NAMES = re.compile(r"(?:[^\W\d_](?:\.|[\w'’-]{0,30}) ){1,4}$")
_PARTIES = listed("republican democrat conservative liberal")
_TITLES = listed("mr mrs ms dr prof miss mme mlle sen rep gov president former")


def in_full(text: str, subject: Subject, language: str | None) -> str:
    """The speaker's words; for a surname, the name that ends with it in the text."""
    words = _POSSESSIVE.sub("", " ".join(text[subject.start : subject.end].split()))
    if subject.kind is not Kind.NAME:
        return words
    surname = _TITLED.sub("", words)
    first, _, rest = surname.partition(" ")
    if rest and first.lower() in PARTICLES:  # "Von der Leyen"
        surname = f"{first.lower()} {rest}"
    elif rest or len(surname) < 2:
        return words
    return _in_text(text, surname, language) or words


def is_office(words: str) -> bool:
    """Whether a description is an article and an office, which many hold: "the senator", "the president"."""
    article, _, office = fold(words).partition(" ")
    return article in speech().determiners and (tuple(office.split()) in vocabulary().titles or office in _PARTIES)


@lru_cache(maxsize=32)  # a speaker is named again and again in one text
def _in_text(text: str, surname: str, language: str | None) -> str:
    """The name that the text most often gives to a surname; "" where it gives it to two people as often."""
    counts: Counter[str] = Counter()
    at = text.find(surname)
    for _ in range(_MOST):
        if at < 0:
            break
        end = at + len(surname)
        if text[at - 1 : at] == " " and not text[end : end + 1].isalnum() and not _is_headline(text, at):
            name = _first_names(text[max(0, at - _BEFORE) : at], language) + surname
            if name != surname:
                counts[name] += 1
        at = text.find(surname, end)
    return _commonest(counts)


def _commonest(counts: Counter[str]) -> str:
    for name in sorted(counts, key=len, reverse=True):  # "Speaker Ada Quill" is Ada Quill
        shorter = next((other for other in counts if name.endswith(f" {other}")), None)
        if shorter is not None:
            counts[shorter] += counts.pop(name)
    first, second = [*sorted(counts.items(), key=lambda each: (-each[1], -len(each[0]))), ("", 0), ("", 0)][:2]
    same_person = first[0].partition(" ")[0] == second[0].partition(" ")[0]
    return first[0] if first[1] > second[1] or same_person else ""


def _is_headline(text: str, at: int) -> bool:
    """Whether the line capitalises all its longer words, so that a capital says nothing."""
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    longer = [word for word in text[start : end if end >= 0 else None][:_LINE].split() if len(word) > _SHORT]
    return len(longer) > 2 and not any(word[0].islower() for word in longer)


def _first_names(before: str, language: str | None) -> str:
    """The first names at the end of what stands before a surname, with a space behind them; or nothing."""
    found = _FIRST_NAMES.search(before)
    kept: list[str] = []
    for word in reversed(found[0].split() if found else []):
        folded = fold(word).rstrip(".")
        title = (folded,) in vocabulary().titles or folded in _TITLES or folded in vocabulary().demonyms
        if word not in PARTICLES and (not word[0].isupper() or title or is_ordinary(folded, language)):
            break
        kept.append(word)
    while kept and kept[-1].islower():
        kept.pop()
    return "".join(f"{word} " for word in reversed(kept))
