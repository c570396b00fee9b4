"""What an article is about, as three to eight hashtags: each in its one canonical spelling, and typed."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from broadsheet.model.insights import Hashtag, HashtagType
from broadsheet.text.hashtags import key
from broadsheet.understand.candidates import Weighed, weighed
from broadsheet.understand.familiar import Familiar
from broadsheet.understand.tag_types import type_of
from broadsheet.understand.territories import territory
from broadsheet.understand.vocabulary import Alias, aliases, vocabulary

MOST = 8
_ENOUGH = 3  # below this many, weaker candidates are taken too
_LONGEST_LABEL = 60  # characters
_AGAIN = 0.4  # how much a second finding adds
_MOST = 40  # candidates
_COMPARED = 16  # of them that are compared with what is known
_TYPED = 12  # candidates whose type is looked for, where they are fit to be shown

_KNOWN, _MOST_KNOWN = 0.35, 6.0  # how much the log of the articles that carry it adds, and up to which
_GOOD, _FAIR = 0.12, 0.02  # least weight of a hashtag; and where there would be too few


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible hashtag. `weight`: how surely the article is about it, 0 to 1. `fit`: whether a page may show it: a
    name, a keyword of the publisher, or what is plainly a noun."""

    key: str
    name: str
    weight: float
    fit: bool
    type: HashtagType | None = None

    @property
    def hashtag(self) -> Hashtag:
        return Hashtag(self.key, self.name, label(self.name), self.type)


def hashtags(
    title: str,
    lead: str,
    text: str,
    topics: Sequence[str],
    language: str | None,
    outlet_name: str,
    familiar: Familiar | None = None,
) -> tuple[Hashtag, ...]:
    """Up to eight hashtags, best first; few or none rather than wrong ones.

    `topics`: the publisher's keywords. `language`: a primary tag or None. `outlet_name` is never a hashtag of its own.
    `familiar`: what is known from other articles.
    """
    found = candidates(title, f"{lead}\n{text}", topics, language, outlet_name, familiar)
    return tuple(one.hashtag for one in shown(found))


def shown(found: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Those of the candidates that a page shows."""
    fit = [one for one in found if one.fit]
    good = [one for one in fit if one.weight >= _GOOD]
    chosen = good if len(good) >= _ENOUGH else [one for one in fit if one.weight >= _FAIR][:_ENOUGH]
    return tuple(chosen[:MOST])


def candidates(
    title: str,
    text: str,
    topics: Sequence[str],
    language: str | None,
    outlet_name: str,
    familiar: Familiar | None = None,
) -> tuple[Candidate, ...]:
    """All that may be a hashtag, best first. `text`: the lead and the body."""
    known = familiar or Familiar()
    gathered: dict[str, _Gathered] = {}
    for way in weighed(title, text, topics, language, outlet_name):
        _gather(gathered, *_canonical(way, language, known.house))
    best = sorted(gathered, key=lambda its_key: -gathered[its_key].way.chance)[:_MOST]
    gathered = _with_familiar({its_key: gathered[its_key] for its_key in best}, known, language)
    own = key(outlet_name)
    weights = {
        its_key: _with_known(one.way.chance, known.articles(its_key) if one.says_enough else 0)
        for its_key, one in gathered.items()
        if its_key != own and 0 < len(its_key) <= _LONGEST_LABEL
    }
    ranked = sorted(weights, key=lambda its_key: -weights[its_key])
    tails = _tails([gathered[its_key] for its_key in ranked])
    found = []
    for place, its_key in enumerate(ranked):
        one = gathered[its_key]
        is_tail = its_key in tails and " " not in one.name
        fit = (one.way.fit or one.place) and its_key not in _bare() and not is_tail
        its_type = one.type(title, text, language) if fit and place < _TYPED else None
        found.append(Candidate(its_key, one.name, weights[its_key], fit, its_type))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Gathered:
    """What has been found for one key: the first way to it, with the chance of all. `place`: everybody knows it."""

    way: Weighed
    name: str
    place: bool

    def with_another(self, other: Weighed) -> "_Gathered":
        """Two ways to the same hashtag strengthen each other, but not twice as much."""
        low, high = sorted((self.way.chance, other.chance))
        both = replace(
            self.way,
            chance=1 - (1 - high) * (1 - _AGAIN * low),
            fit=self.way.fit or other.fit,
            named=self.way.named or other.named,
        )
        return replace(self, way=both)

    @property
    def says_enough(self) -> bool:
        """Whether others that carry it make it better: a name or a phrase; a common word alone is everywhere."""
        return self.way.named or self.place or " " in self.name

    def type(self, title: str, text: str, language: str | None) -> HashtagType | None:
        way = self.way
        return type_of(way.written, title, text, language, named=way.named, place=self.place, term=way.term)


def _gather(gathered: dict[str, _Gathered], its_key: str, one: _Gathered) -> None:
    before = gathered.get(its_key)
    gathered[its_key] = before.with_another(one.way) if before else one


def _canonical(one: Weighed, language: str | None, house: Mapping[str, Alias]) -> tuple[str, _Gathered]:
    """The key that all spellings share, and the name."""
    alias = house.get(one.key) or aliases(language).get(one.key)
    its_key, name = (alias.key, alias.name) if alias else (one.key, one.written)
    country = territory(its_key, language)
    if country:
        return country.key, _Gathered(one, name if alias else country.name, place=True)
    return its_key, _Gathered(one, name, place=False)


def _with_familiar(found: dict[str, _Gathered], known: Familiar, language: str | None) -> dict[str, _Gathered]:
    """The best of them in the spelling that other articles use."""
    gathered: dict[str, _Gathered] = {}
    for place, (its_key, one) in enumerate(found.items()):
        same = known.same(its_key, one.name, language) if place < _COMPARED and not one.place else None
        _gather(gathered, same.key if same else its_key, replace(one, name=same.name) if same else one)
    return gathered


def _with_known(chance: float, articles: int) -> float:
    """A chance, higher where other articles carry the hashtag already: it then leads somewhere."""
    if not articles or not 0 < chance < 1:
        return chance
    odds = math.log(chance / (1 - chance)) + _KNOWN * min(math.log2(1 + articles), _MOST_KNOWN)
    return 1 / (1 + math.exp(-odds))


def _tails(ranked: Sequence[_Gathered]) -> set[str]:
    """The keys of single words that end a better hashtag, which no page shows: "Edda" beside "Storm Edda"."""
    tails: set[str] = set()
    seen: set[str] = set()
    for one in ranked:
        *before, last = one.name.split() or [""]
        if not before:
            seen.add(key(last))
        elif one.way.fit and key(last) not in seen:
            tails.add(key(last))
    return tails


@cache
def _bare() -> frozenset[str]:
    """The keys of days, months and bare adjectives of peoples."""
    vocab = vocabulary()
    return frozenset(map(key, vocab.calendar | vocab.demonyms))


_PUNCTUATION = re.compile(r"[^\w\u0900-\u0eff]+")


def label(name: str) -> str:
    """A name as a hashtag is shown: "Vladimir Putin" → "#VladimirPutin"; capitals inside words stay as they are."""
    words = _PUNCTUATION.sub(" ", name.replace("'", "").replace("’", "").replace(".", "")).split()
    return "#" + "".join(word[:1].upper() + word[1:] for word in words)
