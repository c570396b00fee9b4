"""The words of facts.toml: what tells of which kind a name is, and what is no figure."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from broadsheet.text.words import fold


@dataclass(frozen=True, slots=True)
class Words:
    """Sets of folded words of facts.toml; of each also the endings and beginnings that stand for any word."""

    whole: frozenset[str]
    endings: tuple[str, ...]

    def has(self, word: str) -> bool:
        """Whether a folded word is one of them."""
        return word in self.whole or word.endswith(self.endings)


@cache
def words(name: str) -> Words:
    """A list of facts.toml."""
    listed = fold(_lists()[name]).split()
    starred = tuple(word[1:] for word in listed if word.startswith("*"))
    return Words(frozenset(word for word in listed if not word.startswith("*")), starred)


@cache
def _lists() -> dict[str, str]:
    return tomllib.loads(files(__package__).joinpath("facts.toml").read_text("utf-8"))


@cache
def phrases(name: str) -> tuple[str, ...]:
    """A list of names as written, which "|" parts."""
    return tuple(phrase for part in _lists()[name].split("|") if (phrase := " ".join(part.split())))
