"""The full name of somebody whom a sentence calls by the surname alone."""

import re

from broadsheet.text.words import fold
from broadsheet.understand.clauses import Kind, Subject
from broadsheet.understand.tagging import PARTICLES, is_ordinary
from broadsheet.understand.vocabulary import listed, vocabulary

_BEFORE = 60  # characters before a surname in which the rest of the name stands
_MOST = 40  # mentions that are looked at
_TITLED = re.compile(r"^(?:Mr|Mrs|Ms|Dr|Miss|M|Mme|Mlle|Sr|Sra|Herr|Frau|Herrn|Monsieur|Madame|Señor|Señora)\.? ")
_POSSESSIVE = re.compile(r"['’]s?$")
_FIRST_NAMES = re.compile(r"(?:[^\W\d_](?:\.|[\w'’-]{0,30}) ){1,4}$")
_TITLES = listed("mr mrs ms dr prof miss mme mlle sen rep gov president former")


def in_full(text: str, subject: Subject, language: str | None) -> str:
    """The speaker's words; for a surname, the longest name that ends with it anywhere in the text."""
    words = _POSSESSIVE.sub("", " ".join(text[subject.start : subject.end].split()))
    if subject.kind is not Kind.NAME:
        return words
    surname = _TITLED.sub("", words)
    first, _, rest = surname.partition(" ")
    if rest and first.lower() in PARTICLES:  # "Von der Leyen"
        surname = f"{first.lower()} {rest}"
    elif rest or len(surname) < 2:
        return words
    return _longest(text, surname, language) or words


def _longest(text: str, surname: str, language: str | None) -> str:
    found, at = "", text.find(surname)
    for _ in range(_MOST):
        if at < 0:
            break
        end = at + len(surname)
        if text[at - 1 : at] == " " and not text[end : end + 1].isalnum():
            name = _first_names(text[max(0, at - _BEFORE) : at], language) + surname
            if len(found) < len(name) and name != surname:
                found = name
        at = text.find(surname, end)
    return found


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
