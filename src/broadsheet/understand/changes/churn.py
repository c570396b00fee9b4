"""What changes on a page without anybody changing the news: update times, counters, links to other articles."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from broadsheet.text.months import MONTHS
from broadsheet.text.words import fold, tokens
from broadsheet.understand.vocabulary import vocabulary

_LONGEST = 14  # words of a line that is but a date or a counter
_LONGEST_LINK = 25  # and of one that leads elsewhere, with the other article's headline
_READ = 300  # characters
_NUMBERED = re.compile(r"\d+(?:st|nd|rd|th|h(?:\d\d)?|am|pm|k|m|min|e|er|ч|г)?")
_ADDRESS = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,2}[:.]\d\d\b")
_AGO = re.compile(
    r"\b\d+ (?:minute|hour|day)s? ago\b|\bvor \d+ (?:minuten?|stunden?|tagen?)\b|\bil y a \d+ (?:minute|heure|jour)s?\b"
    r"|\bhace \d+ (?:minuto|hora|dia)s?\b|\b\d+ (?:minut[oi]|or[ae]|giorn[oi]) fa\b|\b\d+ (?:час|минут|дн)\w* назад\b"
)


def is_churn_line(line: str) -> bool:
    """Whether a sentence says only when the page was changed, how often it was seen, or what else there is to read."""
    if len(line) > _READ:
        return False
    words = tokens(line)
    if len(words) <= _LONGEST_LINK and _leads_elsewhere(fold(line).strip(" •-–—>»*.…→")):
        return True
    if not words or len(words) > _LONGEST:
        return False
    said = [word for word in words if not _NUMBERED.fullmatch(word)]
    if not said:
        return _ADDRESS.search(line) is not None
    known = _listed("lines")
    return all(word in known or word in MONTHS or word in vocabulary().calendar for word in said) and len(said) < len(
        words
    )


def without_counts(sentence: str) -> str:
    """The sentence, folded, without relative times ("3 hours ago") and counters ("1,204 views")."""
    return _counter().sub(" ", _AGO.sub(" ", fold(sentence)))


@cache
def lists() -> dict[str, str | dict[str, str]]:
    """The lists of changes.toml."""
    return tomllib.loads(files(__package__).joinpath("changes.toml").read_text("utf-8"))


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(fold(str(lists()[name])).split())


def _leads_elsewhere(line: str) -> bool:
    """Whether a folded line is "read more", or "read more" with what parts it from the headline that follows."""
    own, marked = _links()
    return line in own or line.startswith(marked)


@cache
def _links() -> tuple[frozenset[str], tuple[str, ...]]:
    listed = [fold(" ".join(one.split())) for one in str(lists()["links"]).split("|")]
    return frozenset(listed), tuple(one + sign for one in listed for sign in (":", " |", " –", " -", " —"))


@cache
def _counter() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\d.,])\d[\d.,]{{0,15}}(?: ?[km])? (?:{'|'.join(map(re.escape, sorted(_listed('counters'))))})\b"
    )
