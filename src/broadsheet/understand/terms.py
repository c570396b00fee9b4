"""What a text speaks of, names or not: its words and phrases with how often, how early and in what company they stand.

The figures are those that keyword extraction has long used (position, frequency, spread, casing, neighbours: Campos et
al., "YAKE!", Information Sciences 509, 2020); which words are nouns is told by the small words around them alone.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from broadsheet.text.hashtags import key
from broadsheet.text.languages import SYLLABIC
from broadsheet.text.words import fold
from broadsheet.understand.facts.places import unspaced_places
from broadsheet.understand.phrases import CASELESS, TERMS, UNSPACED, phrases
from broadsheet.understand.speech import speech
from broadsheet.understand.tagging import small_words
from broadsheet.understand.vocabulary import ordinary, vocabulary

LONGEST = 2500  # characters of the text that are read: more changes few figures, and costs a quarter more
_MOST_TITLE = 400  # characters
_SIGNS = "\u0900-\u0963\u0966-\u0dff"  # with the vowel signs of India's scripts, which \w leaves out
_TOKEN = re.compile(rf"[^\W\d_](?:[\w{_SIGNS}\u064b-\u0652]|[-'’](?=\w)){{0,60}}|\d[\d.,]{{0,20}}\w{{0,20}}|[^\w\s]|\n")
_ELIDED = re.compile(r"^(?:[ldnmtsjc]|qu|dell|all|nell|sull|dall|un)['’](?=\w)", re.I)
_EARLY = 25  # words: what stands in the first sentence need not come again
_OFTEN = 3  # times, of a term in scripts without spaces
_LEAST = 3  # letters of a word that says something
_MOST_WORDS = 50_000  # of one language that are kept folded
_SHORTEST = 120  # code points below which a script writes no word in one letter


class Role(IntEnum):
    """What a token does in its sentence."""

    SIGN = 0
    DETERMINER = 1
    PREPOSITION = 2
    SMALL = 3  # any other word of grammar, and numbers
    WORD = 4


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a phrase. `first`, `last`: at which word of the text, its headline not counted; `of`: how many it has.

    `before`, `behind`: how often a token of each role stands beside it. `capitals`: share of its mentions."""

    key: str
    written: str
    words: int
    count: int
    in_title: bool
    first: int
    last: int
    of: int
    before: Sequence[int]
    behind: Sequence[int]
    capitals: float
    shared: bool = False  # found by being in the headline and in the text, in scripts without capitals


_NONE = (0, 0, 0, 0, 0)
_WORD = int(Role.WORD)


def terms(title: str, text: str, language: str | None) -> list[Term]:
    """The words and phrases of an article that may say what it is about. `text`: the lead and the body, plain."""
    title, text = title[:_MOST_TITLE], text[:LONGEST]
    if language in UNSPACED:
        return list(_unspaced(title, text, language))
    read = _Reading(title, text, language)
    found = [read.term(words, places) for words, places in _phrases(read, language)]
    if language not in CASELESS:
        return found
    shared = {key(phrase): _shared(phrase, count) for phrase, count in phrases(title, text, language)}
    return [*shared.values(), *(term for term in found if term.key not in shared)]


def _shared(phrase: str, count: int) -> Term:
    words = phrase.count(" ") + 1
    return Term(key(phrase), phrase, words, count, True, 0, 0, 1, _NONE, _NONE, 0.0, True)


def _unspaced(title: str, text: str, language: str | None) -> Iterator[Term]:
    """Terms that the headline and the text share, places that everybody knows, and what is written again and again."""
    found = dict(phrases(title, text, language))
    found |= {term: count for term, count in Counter(TERMS.findall(text)).items() if count >= _OFTEN}
    whole = f"{title}\n{text}"
    found |= {place: whole.count(place) for place in unspaced_places(language) if place in whole}
    for term, count in found.items():
        first = text.find(term)
        yield Term(
            key(term), term, 1, count, term in title, max(first, 0), max(text.rfind(term), 0), len(text) + 1,
            _NONE, _NONE, 0.0, True,
        )  # fmt: skip


class _Reading:
    """The tokens of one article, with their folded forms and roles."""

    def __init__(self, title: str, text: str, language: str | None) -> None:
        self.tokens = _TOKEN.findall(f"{title}\n{text}")
        table = _table(language)
        if len(table) > _MOST_WORDS:
            table.clear()
        self.folded, self.roles = zip(*map(table.__getitem__, self.tokens), strict=True)
        self.title = self.tokens.index("\n")

    def term(self, words: int, places: Sequence[int]) -> Term:
        """The term that stands at these places."""
        count, first = len(places), places[0]
        roles, tokens = self.roles, self.tokens
        before, behind = [0, 0, 0, 0, 0], [0, 0, 0, 0, 0]
        capitals = 0
        end = len(roles) - words
        for at in places:
            before[roles[at - 1] if at else 0] += 1
            behind[roles[at + words] if at < end else 0] += 1
            capitals += tokens[at][0].isupper()
        spellings = [tokens[at] if words == 1 else " ".join(tokens[at : at + words]) for at in places]
        written = _ELIDED.sub("", spellings[0] if count == 1 else max(spellings, key=spellings.count))
        folded = self.folded[first] if words == 1 else "".join(self.folded[first : first + words])
        return Term(
            folded if folded.isalnum() else key(folded), written, words, count, first < self.title,
            max(0, first - self.title), max(0, places[-1] - self.title), max(1, len(tokens) - self.title),
            before, behind, capitals / count,
        )  # fmt: skip


def _phrases(read: _Reading, language: str | None) -> Iterator[tuple[int, list[int]]]:
    """The words that matter, and the pairs and threes that begin and end with one: their length and places."""
    single: dict[str, list[int]] = defaultdict(list)
    several: dict[tuple[str, ...], list[int]] = defaultdict(list)
    folded, roles = read.folded, read.roles
    words = [at for at, role in enumerate(roles) if role == _WORD]
    for at, behind, next_but_one in zip(words, [*words[1:], -1], [*words[2:], -1, -1], strict=False):
        this = folded[at]
        single[this].append(at)
        if behind == at + 1:
            several[this, folded[behind]].append(at)
            if next_but_one == at + 2:
                several[this, folded[behind], folded[next_but_one]].append(at)
        elif behind == at + 2 and roles[at + 1]:
            several[this, folded[at + 1], folded[behind]].append(at)
    if language not in SYLLABIC:
        early = read.title + _EARLY
        yield from ((1, places) for places in single.values() if len(places) > 1 or places[0] <= early)
    yield from (
        (len(phrase), places) for phrase, places in several.items() if len(places) > 1 or places[0] < read.title
    )


class _Table(dict[str, tuple[str, int]]):
    """Words as written → folded, and what they do."""

    def __init__(self, language: str | None) -> None:
        self.small = small_words(language)
        self.ordinary = ordinary(language)

    def __missing__(self, token: str) -> tuple[str, int]:
        found = self[token] = self._look(token)
        return found

    def _look(self, token: str) -> tuple[str, int]:
        if not (token[0].isalpha() or token[0].isdigit()):
            return token, int(Role.SIGN)
        folded = _ELIDED.sub("", fold(token)).removesuffix("'s").rstrip("'") or token
        if folded in speech().determiners:
            return folded, int(Role.DETERMINER)
        if folded in speech().prepositions:
            return folded, int(Role.PREPOSITION)
        says = len(folded) >= _LEAST or (len(folded) == 2 and ord(folded[0]) > _SHORTEST)
        if not says or not folded[0].isalpha() or folded in self.ordinary or folded in _dull():
            return folded, int(Role.SMALL)
        return folded, int(Role.WORD)


@cache
def _table(language: str | None) -> _Table:
    return _Table(language)


@cache
def _dull() -> frozenset[str]:
    """Folded words that are never a term: days, months, adjectives of peoples."""
    vocab = vocabulary()
    return vocab.calendar | vocab.demonyms


def keys_of(found: Iterable[Term]) -> dict[str, Term]:
    """By key; the first of each."""
    by_key: dict[str, Term] = {}
    for term in found:
        by_key.setdefault(term.key, term)
    return by_key
