"""The words of speech.toml: what announces a quotation, and what is no speaker."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from broadsheet.text.words import fold


@dataclass(frozen=True, slots=True)
class Speech:
    """Sets of folded words. `sources`: "according to" and its like, as tuples; `source_starts`: their first words."""

    cues: frozenset[str]
    pronouns: frozenset[str]
    determiners: frozenset[str]
    prepositions: frozenset[str]
    name_ends: frozenset[str]
    offices: frozenset[str]
    honorifics: frozenset[str]
    sources: frozenset[tuple[str, ...]]
    source_starts: frozenset[str]


@cache
def speech() -> Speech:
    """The word lists, read when first asked for."""
    lists = tomllib.loads(files(__package__).joinpath("speech.toml").read_text("utf-8"))
    words = {name: frozenset(map(fold, text.split())) for name, text in lists.items() if name != "sources"}
    phrases = re.split(r"\s*\|\s*", " ".join(lists["sources"].split()))
    sources = frozenset(tuple(fold(phrase).split()) for phrase in phrases)
    return Speech(**words, sources=sources, source_starts=frozenset(source[0] for source in sources))
