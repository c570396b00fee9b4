"""The words that are no hashtags, and the names that have several spellings: read once from the files beside it."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from broadsheet.text.function_words import FUNCTION_WORDS
from broadsheet.text.hashtags import key
from broadsheet.text.words import fold


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Sets of folded phrases; `generic` and `agencies` of their keys.

    `titles`: what may stand before a person's name, as tuples of words. `countries`: the
    country of each English demonym, as written."""

    generic: frozenset[str]
    plain: frozenset[str]
    demonyms: frozenset[str]
    countries: Mapping[str, str]
    calendar: frozenset[str]
    agencies: frozenset[str]
    titles: frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Alias:
    """What a spelling stands for: the key that all spellings share, and the name in the article's language."""

    key: str
    name: str


def listed(words: str) -> frozenset[str]:
    """The words of a short list that is written in the code, where it is used."""
    return frozenset(words.split())


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(name).read_text("utf-8"))


@cache
def vocabulary() -> Vocabulary:
    """The word lists of vocabulary.toml."""
    lists = _read("vocabulary.toml")
    countries = dict(_pairs(lists["countries"]))
    phrases = {
        name: frozenset(fold(phrase.strip()) for phrase in text.replace("\n", " ").split("|"))
        for name, text in lists.items()
    }
    return Vocabulary(
        generic=frozenset(map(key, phrases["generic"])),
        plain=phrases["plain_words"],
        demonyms=phrases["demonyms"] | {fold(demonym) for demonym in countries},
        countries=countries,
        calendar=phrases["calendar"],
        agencies=frozenset(map(key, phrases["agencies"])),
        titles=frozenset(tuple(phrase.split()) for phrase in phrases["titles"]),
    )


@cache
def ordinary(language: str | None) -> frozenset[str]:
    """Folded words that are no name by themselves in texts of `language`; of any language, where it is not known."""
    own = FUNCTION_WORDS.get(language or "")
    known = FUNCTION_WORDS.values() if own is None else [own]
    return vocabulary().plain.union(fold(word) for words in known for word in words)


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for pair in text.replace("\n", " ").split("|"):
        demonym, country = pair.strip().split("=")
        yield demonym, country


@cache
def aliases(language: str | None) -> dict[str, Alias]:
    """By key: what a spelling stands for in texts of `language`. Rows for the language win over those for all."""
    found: dict[str, Alias] = {}
    for row in sorted(_read("aliases.toml")["alias"], key=lambda row: "in" in row):
        if "in" not in row or language in row["in"]:
            alias = Alias(row["key"], row["name"])
            found |= {key(spelling): alias for spelling in [row["name"], *row["also"]]}
    return found
