"""How surely an article is about something: figures of a name or a term, weighed by two short lists of numbers.

The numbers in tag_model.json come from bench/train_tags.py (logistic regression, one for names, one for other terms).
"""

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from operator import mul

from broadsheet.understand.forms import Name
from broadsheet.understand.speech import speech
from broadsheet.understand.terms import Role, Term

_FIRST = 6  # characters of a word with its space: how names, which are placed by characters, are counted in words
_LONG = 12  # letters from which on a longer word says no more
_SIGN, _DETERMINER, _PREPOSITION, _SMALL, _WORD = map(int, Role)
_CAPITAL = 0.6  # share of mentions


@dataclass(frozen=True, slots=True)
class Setting:
    """What the figures need to know of the article. `titled`: it has a headline."""

    titled: bool
    title_length: int
    language: str | None


NAME_FIGURES = (
    "one", "count", "first", "in_title", "not_in_title", "single", "long", "capitals", "place", "place_in_title",
    "titled", "single_german", "spread", "place_titled",
)  # fmt: skip
TERM_FIGURES = (
    "one", "count", "first", "in_title", "not_in_title", "pair", "three", "pair_in_title", "letters", "german_letters",
    "capital", "german_capital", "spread", "after_determiner", "after_preposition", "after_small", "after_sign",
    "after_word", "before_preposition", "before_small", "before_sign", "before_word", "shared", "cue", "place",
    "length", "pair_count", "part", "ending",
)  # fmt: skip
# Endings of words that are no nouns, of English and the Romance languages.
_ENDINGS = ("ly", "ing", "ed", "ment", "mente", "lich")


def name_figures(name: Name, term: Term | None, setting: Setting, *, in_title: bool, place: bool) -> list[float]:
    """The figures of a name, in the order of NAME_FIGURES. `term`: the same words counted as they stand."""
    count = max(name.count, term.count if term else 0)
    first = max(0, name.first - setting.title_length) / _FIRST
    single = name.words == 1
    return [
        1.0,
        math.log2(1 + count),
        math.log2(2 + first),
        in_title,
        setting.titled and not in_title,
        single,
        name.words > 2,
        name.written.isupper(),
        place,
        place and in_title,
        setting.titled,
        single and setting.language == "de",
        (term.last - term.first) / term.of if term else 0.0,
        place and setting.titled,
    ]


def term_figures(term: Term, setting: Setting, *, place: bool, part: bool) -> list[float]:
    """The figures of what is no name, in the order of TERM_FIGURES. `part`: it is a word of a name."""
    count, before, behind = term.count, term.before, term.behind
    log_count = math.log2(1 + count)
    pair, german = term.words == 2, setting.language == "de"
    letters = min(len(term.key), _LONG) if term.words == 1 else 0
    capital = term.capitals > _CAPITAL
    return [
        1.0,
        log_count,
        math.log2(2 + term.first),
        term.in_title,
        setting.titled and not term.in_title,
        pair,
        term.words > 2,
        pair and term.in_title,
        letters,
        letters if german else 0,
        capital and not german,
        capital and german,
        (term.last - term.first) / term.of,
        before[_DETERMINER] / count,
        before[_PREPOSITION] / count,
        before[_SMALL] / count,
        before[_SIGN] / count,
        before[_WORD] / count,
        behind[_PREPOSITION] / count,
        behind[_SMALL] / count,
        behind[_SIGN] / count,
        behind[_WORD] / count,
        term.shared,
        term.key in speech().cues,
        place,
        math.log2(1 + term.of),
        log_count if pair else 0.0,
        part,
        term.words == 1 and term.key.endswith(_ENDINGS),
    ]


@dataclass(frozen=True, slots=True)
class Model:
    """The weights of the figures."""

    names: tuple[float, ...]
    terms: tuple[float, ...]


@cache
def model() -> Model:
    """The numbers that ship."""
    numbers = json.loads(files(__package__).joinpath("tag_model.json").read_text("ascii"))
    return Model(
        tuple(numbers["names"][figure] for figure in NAME_FIGURES),
        tuple(numbers["terms"][figure] for figure in TERM_FIGURES),
    )


def chance(weights: tuple[float, ...], figures: list[float]) -> float:
    """How surely it is what the article is about, between 0 and 1."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, sum(map(mul, weights, figures))))))
