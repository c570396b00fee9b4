"""What outlets say differently of one person: the age, the spelling of the name, whether an office is still held."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from broadsheet.model.disagreements import DisagreementKind, Told
from broadsheet.model.spans import Span
from broadsheet.text.words import fold
from broadsheet.understand.forms import Name
from broadsheet.understand.names import names
from broadsheet.understand.vocabulary import listed, vocabulary

_READ = 6_000  # characters of an article
_AGE = re.compile(r"\s*(?:, (?:aged |age )?|\s\((?:aged )?)(\d{1,2})(?=[,.)\u0020])(?!,? (?:per|%|percent|million))")
# "Former" in the languages that put it before the office, and what may stand between.
_FORMER = listed(
    "former ex onetime resigned ousted outgoing deposed retired ehemaliger ehemalige ehemaligen fruherer "
    "fruhere fruheren ancien ancienne cuu voormalig"
)
_BETWEEN = re.compile(r"(?:[\w.’'-]+ ){1,5}$")
_BARE = re.compile(r"[^\s]+")
_APART = 4  # words between "former" and the name
# Titles that are kept for life, or are no office.
_NO_OFFICES = listed(
    "mr mrs ms miss dr doctor prof professor sir lord lady dame father sister actor actress singer author pope "
    "herr frau"
)
_SPELLED = 5  # letters of a word whose spelling is compared
_ENDING = 2  # letters in which grammar changes a word
_MOST_MENTIONS = 20


@dataclass(frozen=True, slots=True)
class Word:
    """What an article says of a person: the value as it is compared, and where it stands."""

    kind: DisagreementKind
    thing: str
    about: str  # what makes it the same thing in another article
    value: str
    place: int
    at: Span


Named = Sequence[tuple[Name, ...]]


def named_in(told: Sequence[Told]) -> Named:
    """The names of each article, which all that follows looks at."""
    return [names("", one.text[:_READ], one.language) for one in told]


def ages(told: Sequence[Told], named: Named) -> Iterator[Word]:
    """The ages that stand beside names of at least two words, as in "Ada Quill, 34," and "Ada Quill (34)"."""
    for place, one in enumerate(told):
        text = one.text[:_READ]
        for name in named[place]:
            if name.words < 2:
                continue
            for at in _mentions(name.written, text):
                if age := _AGE.match(text, at + len(name.written)):
                    thing = f"age of {name.written}"
                    yield Word(DisagreementKind.NUMBER, thing, name.key, age[1], place, Span(*age.span(1)))
                    break


def roles(told: Sequence[Told], named: Named) -> Iterator[Word]:
    """Who is called by an office, and whether as its former holder: "President Quill", "former President Ada Quill".

    An article that says both is left out: the one is what the person was when something happened.
    """
    for place, one in enumerate(told):
        text = one.text[:_READ]
        found: dict[tuple[str, str], dict[bool, Span]] = defaultdict(dict)
        for name in named[place]:
            for at in _mentions(name.written, text):
                office, start, former = _office(text, at)
                if office:
                    about = (office, fold(name.written).split()[-1])
                    found[about].setdefault(former, Span(start, at + len(name.written)))
        for (office, surname), said in found.items():
            if len(said) == 1:
                former, span = next(iter(said.items()))
                thing = f"whether {surname.capitalize()} is still {office}"
                value = "former" if former else "in office"
                yield Word(DisagreementKind.ROLE, thing, f"{office} {surname}", value, place, span)


def _office(text: str, at: int) -> tuple[str, int, bool]:
    """The office that stands right before a name, or ""; where it begins; and whether it is said to be a former one,
    with which it begins then."""
    before = _BETWEEN.search(text, max(0, at - 80), at)
    words = list(_BARE.finditer(text, before.start(), at)) if before else []
    if not words:
        return "", at, False
    office = words[-1]
    title = fold(office[0]).strip(".")
    if (title,) not in vocabulary().titles or title in _NO_OFFICES:
        return "", at, False
    for word in words[-1 - _APART : -1]:
        if fold(word[0]).strip(".-") in _FORMER or fold(word[0]).startswith("ex-"):
            return title, word.start(), True
    return title, office.start(), False


def spellings(told: Sequence[Told], named: Named) -> Iterator[tuple[Word, Word]]:
    """Names that two articles spell in two ways: one word the same, the other nearly. Neither article has both."""
    found: list[dict[str, tuple[str, int]]] = []
    for place, one in enumerate(told):
        text = one.text[:_READ]
        here = {}
        for name in named[place]:
            if name.words == 2 and (at := next(_mentions(name.written, text), None)) is not None:
                here[fold(name.written)] = (name.written, at)
        found.append(here)
    for first, ours in enumerate(found):
        for second in range(first + 1, len(found)):
            theirs = found[second]
            for folded, (written, at) in ours.items():
                for other, (spelled, there) in theirs.items():
                    if folded in theirs or other in ours or not _nearly(folded, other):
                        continue
                    thing = f"spelling of {written}"
                    yield (
                        Word(DisagreementKind.NAME, thing, written, folded, first, Span(at, at + len(written))),
                        Word(DisagreementKind.NAME, thing, written, other, second, Span(there, there + len(spelled))),
                    )


def _nearly(one: str, other: str) -> bool:
    """Whether of two names of two words one word is the same and the other nearly."""
    (a, b), (c, d) = one.split()[:2], other.split()[:2]
    return (a == c and _misspelled(b, d)) or (b == d and _misspelled(a, c))


def _misspelled(one: str, other: str) -> bool:
    """Whether two words differ by a letter or two that spellings of a name differ by, and by no ending."""
    if min(len(one), len(other)) < _SPELLED or one[0] != other[0] or one == other:
        return False
    stem = min(len(one), len(other)) - _ENDING
    if len(one) != len(other) and one[:stem] == other[:stem] and one[-1] != other[-1]:
        return False
    return _distance(one, other) <= (1 if min(len(one), len(other)) < 8 else 2)


def _distance(one: str, other: str) -> int:
    """Letters that must change (Levenshtein)."""
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        before, row[0] = row[0], at
        for place, their in enumerate(other, 1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (letter != their))
    return row[-1]


def _mentions(name: str, text: str) -> Iterator[int]:
    """Where a name stands as words of its own."""
    at = text.find(name)
    for _ in range(_MOST_MENTIONS):
        if at < 0:
            return
        if not text[at - 1 : at].isalnum() and not text[at + len(name) : at + len(name) + 1].isalnum():
            yield at
        at = text.find(name, at + len(name))
