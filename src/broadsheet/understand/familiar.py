"""What is known from other articles: which hashtags they carry, who is called by which surname, which spelling is used.

This is how one article's "Putin" is another's "Vladimir Putin", and how a plural finds its singular.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from broadsheet.model.insights import Hashtag, HashtagType
from broadsheet.text.hashtags import key
from broadsheet.text.words import fold
from broadsheet.understand.spellings import sound
from broadsheet.understand.vocabulary import Alias

_SURE = 2  # articles that must speak of a person before a surname alone means that one …
_CLEARER = 4  # … and how many times more often than of any other of that name
_LEAST_SOUND = 8  # letters: shorter names that sound alike are often two
_SHORTEST_PLURAL = 4  # letters of a singular


class Familiar:
    """Hashtags by key with how many articles carry them. It learns from each article (`note`) and never forgets.

    `house`: the operator's own spellings, by key.
    """

    def __init__(self, house: Mapping[str, Alias] = MappingProxyType({})) -> None:
        self.house = house
        self._tags: dict[str, Hashtag] = {}
        self._articles: Counter[str] = Counter()
        self._people: dict[str, dict[str, None]] = defaultdict(dict)
        self._sounds: dict[str, str] = {}

    def note(self, tag: Hashtag, articles: int = 1) -> None:
        """One more hashtag of an article, or of several."""
        old = self._tags.setdefault(tag.key, tag)
        if old.type is None and tag.type is not None:
            self._tags[tag.key] = replace(old, type=tag.type)
        self._articles[tag.key] += articles
        words = tag.name.split()
        if len(words) > 1:
            if len(heard := sound(tag.name)) >= _LEAST_SOUND:
                self._sounds.setdefault(heard, tag.key)
            if tag.type is HashtagType.PERSON:
                self._people[fold(words[-1])][tag.key] = None

    def articles(self, its_key: str) -> int:
        """How many articles are known to carry it."""
        return self._articles[its_key]

    def get(self, its_key: str) -> Hashtag | None:
        """The hashtag as it is shown wherever it stands; None where it is new."""
        return self._tags.get(its_key)

    def same(self, its_key: str, name: str, language: str | None) -> Hashtag | None:
        """The known hashtag that a name is another spelling of; None where it is new, or known as it is."""
        if not self._tags:
            return None
        if " " in name:
            other = None if its_key in self._articles else self._sounds.get(sound(name))
        else:
            other = self._person(its_key) or self._other_number(its_key, language)
        if not other or other == its_key:
            other = its_key if key(name) == its_key else None  # in one case, and with one set of accents
        return self._tags.get(other) if other else None

    def _person(self, surname: str) -> str | None:
        """The one person whom a surname means."""
        people = sorted(self._people.get(surname, ()), key=lambda person: -self._articles[person])
        if not people or self._articles[people[0]] < _SURE or self._is_a_place(surname):
            return None
        second = self._articles[people[1]] if len(people) > 1 else 0
        return people[0] if self._articles[people[0]] >= _CLEARER * second else None

    def _is_a_place(self, its_key: str) -> bool:
        tag = self._tags.get(its_key)
        return tag is not None and tag.type is HashtagType.PLACE

    def _other_number(self, its_key: str, language: str | None) -> str | None:
        """The singular of a plural or the plural of a singular, where more articles carry that."""
        best = max(numbers(its_key, language), key=lambda other: self._articles[other], default=None)
        return best if best and self._articles[best] > self._articles[its_key] else None


_PLURALS = {
    "en": (("y", "ies"), ("", "s"), ("", "es")),
    **dict.fromkeys(("fr", "nl", "ca", "gl"), (("", "s"),)),
    **dict.fromkeys(("es", "pt"), (("", "s"), ("", "es"))),
    "de": (("", "en"), ("", "n"), ("", "e"), ("", "er"), ("", "s")),
    "it": (("o", "i"), ("a", "e"), ("e", "i")),
    "sv": (("a", "or"), ("", "er"), ("", "ar")),
}


def numbers(its_key: str, language: str | None) -> Iterator[str]:
    """What the singular or the plural of a word may be."""
    for one, many in _PLURALS.get(language or "", ()):
        if its_key.endswith(many) and len(its_key) - len(many) + len(one) >= _SHORTEST_PLURAL:
            yield its_key.removesuffix(many) + one
        if its_key.endswith(one) and len(its_key) >= _SHORTEST_PLURAL:
            yield its_key.removesuffix(one) + many
