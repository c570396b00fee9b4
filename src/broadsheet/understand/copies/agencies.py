"""The agencies that an article credits: in its byline, behind the place at its beginning, or in a line at its end."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from broadsheet.model.copies import Credit
from broadsheet.text.words import fold

_BEGINNING, _END = 160, 240  # characters in which a credit may stand
_JOINED = re.compile(r"\s*(?:[,;/&+|]|\band\b|\bund\b|\bet\b|\by\b|\bwith\b|\bmit\b)\s*")
_BYLINE = re.compile(r"^(?:by|von|par|por|di|from|via|source|quelle|fonte|fuente)\b:?\s+", re.IGNORECASE)


def credits_of(text: str, authors: Sequence[str] = ()) -> tuple[Credit, ...]:
    """The agencies that are credited, each once: "credit" where the text is theirs, "reported" where they only
    contributed. `text`: plain; `authors`: as the page names them."""
    found: dict[str, Credit] = {}
    for credit in (*_bylines(authors), *_lines(text)):
        found.setdefault(credit.outlet_name, credit)
    return tuple(found.values())


def agency(name: str) -> str | None:
    """The agency that a name stands for, as people know it; None for other outlets."""
    return _known().get(fold(name).strip(" .()[]"))


def _bylines(authors: Sequence[str]) -> Iterator[Credit]:
    for author in authors:
        for part in _JOINED.split(_BYLINE.sub("", author.strip())):
            if name := agency(part):
                yield Credit(name, "credit", 0)


def _lines(text: str) -> Iterator[Credit]:
    beginning, last = _patterns()
    for found in beginning.finditer(text, 0, _BEGINNING):
        yield from (Credit(name, "credit", found.start()) for part in _JOINED.split(found[1]) if (name := agency(part)))
    for found in last.finditer(text, max(0, len(text) - _END)):
        kind = "reported" if found["helped"] else "credit"
        parts = _JOINED.split(found["alone"] or found["helped"] or "")
        yield from (Credit(name, kind, found.start()) for part in parts if (name := agency(part)))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    spellings = sorted((one for names in _read().values() for one in names), key=len, reverse=True)
    any_of = "|".join(map(re.escape, spellings))
    several = rf"(?:{any_of})(?:\s*[,;/&+]\s*(?:{any_of}))*"
    beginning = re.compile(rf"(?:[(\[]|^[^.\n]{{0,60}}?[-–—,]\s*)({several})(?:[)\]]|\s*[-–—:])", re.MULTILINE)
    helped = rf"(?P<helped>{any_of})\s+(?:contributed to|journalists? |reporters? |writers? )"
    named = r"(?:(?:Source|Quelle|Fonte|Fuente|Nguồn|Theo)s?:?\s*)?"
    alone = rf"(?:[(\[–—-]\s*|\n\s*|(?<=[.!?”\"…])\s+){named}(?P<alone>{several})"
    return beginning, re.compile(rf"{helped}|{alone}[)\].]?\s*$")


@cache
def _known() -> dict[str, str]:
    return {fold(spelling): name for name, spellings in _read().items() for spelling in spellings}


@cache
def _read() -> dict[str, list[str]]:
    lists = tomllib.loads(files(__package__).joinpath("agencies.toml").read_text("utf-8"))
    return {name: spellings.split("|") for name, spellings in lists.items()}
