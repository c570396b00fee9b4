"""The word lists of vocabulary.toml, as sets and as patterns; read when first asked for."""

import re
import tomllib
from functools import cache
from importlib.resources import files

_UNSPACED = re.compile("[\u0600-\u06ff\u2e80-\u9fff\uac00-\ud7af]")


@cache
def words(part: str, name: str) -> frozenset[str]:
    """A list of single words, parted by spaces."""
    return frozenset(_lists()[part][name].split())


@cache
def phrases(part: str, name: str) -> frozenset[str]:
    """A list of phrases, parted by commas."""
    return frozenset(_phrases(part, name))


@cache
def first_words(part: str, name: str) -> frozenset[str]:
    """The first words of a list of phrases: a text without any of them has none of the phrases."""
    return frozenset(re.split(r"\W", phrase)[0] for phrase in _phrases(part, name))


@cache
def pattern(part: str, name: str, *, start: bool = False) -> re.Pattern[str]:
    """A list of phrases as a pattern for folded text: whole words, or at the start of a text only."""
    parts = [_as_pattern(phrase) for phrase in sorted(_phrases(part, name), key=len, reverse=True)]
    return re.compile(("^" if start else "") + f"(?:{'|'.join(parts)})")


def _as_pattern(phrase: str) -> str:
    if _UNSPACED.search(phrase):
        return re.escape(phrase.removesuffix("*"))
    ending = r"\w{0,20}\b" if phrase.endswith("*") else r"\b"
    return rf"\b{re.escape(phrase.removesuffix('*'))}{ending}"


def _phrases(part: str, name: str) -> list[str]:
    return [phrase for line in _lists()[part][name].split(",") if (phrase := " ".join(line.split()))]


@cache
def _lists() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("broadsheet.extract").joinpath("vocabulary.toml").read_text("utf-8"))
