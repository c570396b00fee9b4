"""The lists of provenance.toml, read once."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files


@cache
def words() -> Mapping[str, tuple[str, ...]]:
    """Each list by its name, in the order of the file."""
    lists = tomllib.loads(files(__package__).joinpath("provenance.toml").read_text("utf-8"))
    return {
        name: tuple(word.strip() for word in text.replace("\n", "").split("|") if word.strip())
        for name, text in lists.items()
    }


@cache
def listed(*names: str) -> frozenset[str]:
    """The words of these lists together."""
    return frozenset(word for name in names for word in words()[name])


def any_of(alternatives: Iterable[str]) -> str:
    """A pattern for any of these, the longest first."""
    return "|".join(re.escape(word) for word in sorted(alternatives, key=len, reverse=True))
