"""Small changes to words on their way to a page: places in words, marked words, addresses that are safe to follow."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from markupsafe import Markup, escape

from broadsheet.text.passages import pattern_of
from broadsheet.text.words import fold
from broadsheet.web.interface.catalogues import SOURCE
from broadsheet.web.interface.counting import grouped
from broadsheet.web.interface.current import current, noted
from broadsheet.web.interface.current import gettext as _

# A character with the marks over and under it.
_LETTER = re.compile("(?s:.)[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u3099\u309a]*")
_ORDINALS = (
    noted("first"), noted("second"), noted("third"), noted("fourth"), noted("fifth"),
    noted("sixth"), noted("seventh"), noted("eighth"), noted("ninth"), noted("tenth"),
)  # fmt: skip
_ADDRESS = re.compile(r"https?://[^\s\x00-\x1f]+", re.IGNORECASE)


def ordinal(place: int) -> str:
    """A place in words: "first", "third", "12th"; where a language has no such numbers, "number 12"."""
    if 0 < place <= len(_ORDINALS):
        return _(_ORDINALS[place - 1])
    if current().code != SOURCE:
        return _("number %(place)s", place=grouped(place))
    ending = "th" if place % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{grouped(place)}{ending}"


def web_address(address: str | None) -> str | None:
    """The address where it is http or https, else None. Outlets' addresses pass here once more before a page."""
    return address if address and _ADDRESS.fullmatch(address) else None


def paragraphs(text: str) -> tuple[str, ...]:
    """Plain text cut at its line breaks."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def highlight(text: str, marks: Iterable[str]) -> Markup:
    """The text, escaped, with every word that is one of `marks` in <mark>; compared as the search compares them."""
    pattern = pattern_of(tuple(marks))
    if pattern is None:
        return escape(text)
    folded, origin = _folded(text)
    parts: list[Markup] = []
    done = 0
    for found in pattern.finditer(folded):
        start, end = origin[found.start()], origin[found.end()]
        if done <= start < end:
            parts += escape(text[done:start]), Markup("<mark>{}</mark>").format(text[start:end])
            done = end
    return Markup("").join([*parts, escape(text[done:])])


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """The text as the search folds it, and for each of its characters (and the end) where it came from."""
    if text.isascii():
        return fold(text), range(len(text) + 1)
    folded: list[str] = []
    origin: list[int] = []
    for letter in _LETTER.finditer(text):
        part = fold(letter[0])
        folded.append(part)
        origin += [letter.start()] * len(part)
    return "".join(folded), [*origin, len(text)]


def inside(to: str) -> str:
    """Where somebody was going, if that is a page of ours; else the front page. Never another site."""
    ours = to.startswith("/") and not to.startswith(("//", "/\\")) and to.isprintable() and "\\" not in to
    return to if ours else "/"


def runs(things: Sequence[Any], attribute: str) -> list[list[Any]]:
    """Things in their order, those beside one another that have an attribute in common together."""
    return [list(these) for _, these in groupby(things, attrgetter(attribute))]
