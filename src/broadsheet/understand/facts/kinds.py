"""Of which kind a name is: person, place or organisation, by its words and by what stands beside it in the text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet.model.facts import FactKind
from broadsheet.text.hashtags import key
from broadsheet.text.words import fold
from broadsheet.understand.facts.evidence import words
from broadsheet.understand.facts.places import places
from broadsheet.understand.speech import speech
from broadsheet.understand.vocabulary import aliases, listed, ordinary, vocabulary

_WORD_BEFORE = re.compile(r"([\w.'’-]{1,30}) $")
_WORD_BEHIND = re.compile(r"(?:['’]s)?,? ([\w'’-]{1,30})")
_EXPLAINED = re.compile(r", (?:an?|the|who|der|die|le|la|el|un|una|une|o|a|il) |['’]s |s['’] | \([A-ZÀ-Þ]")
_GOES_ON = re.compile(r"(?:['’]s)?(?:[,.;:]| [^\W\d_A-Z])")
_INNER_CAPITAL = re.compile(r"(?<!\bMc)(?<!\bMac)(?<!['’-])(?<=[^\W\d_])[A-Z]")
_AGE = re.compile(r", \d{1,3}(?=[,.] )| \(\d{1,3}\)")
_INITIAL = re.compile(r"\b[^\W\d_]\. ")
# Names joined by "of", in English and the Romance languages, are rather of offices and places; "de" alone is in both.
_JOINED = re.compile(r" (?:of|de la|del|de los|das|dos|della|delle|des|&|and) ")
_ARTICLES = listed("the der die das den dem la le el il lo los las les un une una ein eine")
# What the signs of a person add up to at least. Chosen by reading some eighty pages in twenty languages: with less,
# companies that speak become people.
_ENOUGH = 1.2
_MOST_MENTIONS = 12  # that are looked at


def kind_of(name: str, mentions: Sequence[int], text: str, language: str | None, speakers: frozenset[str]) -> FactKind:
    """The kind of a name that stands at `mentions` in `text`. `speakers`: keys of those who are quoted by name."""
    its_key, folded = key(name), fold(name).split()
    if any(words("organisations").has(word.strip(".,")) for word in folded):
        return FactKind.ORGANISATION
    several = len(folded) > 1 and not name.split()[-1].isupper()
    if _is_known_place(its_key, language) or (several and any(words("places").has(folded[at]) for at in (0, -1))):
        return FactKind.PLACE
    around = [_around(text, at, at + len(name)) for at in mentions[:_MOST_MENTIONS]]
    if _personal(name, its_key, around, text, speakers) >= _ENOUGH:
        return FactKind.PERSON
    return _by_company(name, around, language)


def _is_known_place(its_key: str, language: str | None) -> bool:
    alias = aliases(language).get(its_key)
    return its_key in places(language) or (alias is not None and alias.key in places("en"))


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands beside one mention: the words before and behind it, folded, and signs of a person.

    `has_role`: a small word of some length stands before ("the guru Ada Quill", "urges Ada Quill"). `is_explained`: an
    apposition, a party in brackets or a genitive stands behind.
    """

    before: str
    behind: str
    has_role: bool
    has_age: bool
    is_explained: bool


def _around(text: str, start: int, end: int) -> _Around:
    found = _WORD_BEFORE.search(text, max(0, start - 32), start)
    written = found[1] if found else ""
    before = fold(written)
    following = _WORD_BEHIND.match(text, end, end + 64)
    return _Around(
        before=before,
        behind=fold(following[1]) if following else "",
        has_role=len(written) > 3 and written.islower() and before not in ordinary(None),
        has_age=_AGE.match(text, end) is not None,
        is_explained=_EXPLAINED.match(text, end) is not None,
    )


def _personal(name: str, its_key: str, around: Sequence[_Around], text: str, speakers: frozenset[str]) -> float:
    """How much speaks for somebody: a title or an age beside the name settles it, each other sign adds to the rest."""
    several = 2 <= len(name.split()) <= 4 and not _JOINED.search(name)
    if (name.isupper() and not several) or (_INNER_CAPITAL.search(name) and not name.isupper()):
        return 0.0  # an abbreviation, or a product: AirPods
    weight = 0.5 * (_INITIAL.search(name) is not None)
    for one in around:
        title = one.before.strip(".")
        if (title,) in vocabulary().titles or title in words("beside_people").whole or one.has_age:
            return _ENOUGH
    befores = [one.before for one in around]
    introduced = sum(before in _ARTICLES for before in befores) * 2 >= len(around)
    surname = several and _called_by_surname(name, text)
    inside = not surname and sum(before in words("inside").whole for before in befores) * 2 >= len(around)
    weight -= _ENOUGH * introduced + 0.7 * inside
    weight += 1.0 * (its_key in speakers) + 1.0 * surname
    weight += 0.6 * any(one.behind in speech().cues or one.before in speech().cues for one in around)
    weight += 0.7 * any(one.behind == "who" for one in around)
    weight += 0.3 * any(one.has_role for one in around) + 0.3 * any(one.is_explained for one in around)
    return weight + 0.2 * several


def _called_by_surname(name: str, text: str) -> bool:
    """Whether the last word stands alone elsewhere, with no article and nothing capitalised beside it."""
    last = name.split()[-1]
    at, end = text.find(last), 0
    for _ in range(_MOST_MENTIONS):
        if at < 0:
            return False
        end = at + len(last)
        if _stands_alone(text, at, end):
            return len(last) > 2
        at = text.find(last, end)
    return False


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a word is a name of its own there: no part of a word, no article and no capital beside it."""
    before = text[max(0, start - 32) : start]
    if before[-1:].isalnum() or before[-1:] in "-'’" or not _GOES_ON.match(text, end):
        return False
    previous = before.rstrip(" ").rpartition(" ")[2]
    return previous.lower() not in _ARTICLES and (not previous[:1].isupper() or previous[-1:] in ".,:;!?”\"'")


def _by_company(name: str, around: Sequence[_Around], language: str | None) -> FactKind:
    """Place or organisation, by the words before and behind; else only a name."""
    befores = [one.before for one in around]
    inside = sum(before in words("inside").whole for before in befores)
    if language != "de" and inside * 2 > len(around) and (inside > 1 or " " not in name) and not name.isupper():
        return FactKind.PLACE  # German nouns stand behind "in" as often as places
    speaks = any(one.behind in speech().cues for one in around)
    if name.isupper() and len(name) > 1 and (speaks or any(before in _ARTICLES for before in befores)):
        return FactKind.ORGANISATION
    return FactKind.NAME
