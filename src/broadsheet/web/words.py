"""Small changes to words on their way to a page: grouped numbers, marked words, addresses that are safe to follow."""

import re
import unicodedata
from collections.abc import Iterable

from markupsafe import Markup, escape

# More than anyone types; each word is looked for in every line of a list.
MOST_MARKS = 32
_ADDRESS = re.compile(r"https?://[^\s\x00-\x1f]+", re.IGNORECASE)


def grouped(number: int) -> str:
    """A number with its thousands apart: 1,001."""
    return f"{number:,}"


def counted(number: int, one: str, several: str | None = None) -> str:
    """A number with its noun: "1 article", "1,204 articles"."""
    return f"{grouped(number)} {one if number == 1 else several or one + 's'}"


def web_address(address: str | None) -> str | None:
    """The address where it is http or https, else None. Outlets' addresses pass here once more before a page."""
    return address if address and _ADDRESS.fullmatch(address) else None


def paragraphs(text: str) -> tuple[str, ...]:
    """Plain text cut at its line breaks."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def highlight(text: str, marks: Iterable[str]) -> Markup:
    """The text, escaped, with every word that begins with one of `marks` in <mark>; case and accents do not count."""
    folded, origin = _fold(text)
    wanted = [_fold(mark)[0] for mark in list(marks)[:MOST_MARKS]]
    pattern = "|".join(re.escape(mark) for mark in sorted(wanted, key=len, reverse=True) if mark.strip())
    if not pattern:
        return escape(text)
    parts: list[Markup] = []
    done = 0
    for found in re.finditer(_begins_word(pattern), folded):
        start, end = origin[found.start()], max(origin[found.end()], origin[found.start()] + 1)
        if start >= done:
            parts += escape(text[done:start]), Markup("<mark>{}</mark>").format(text[start:end])
            done = end
    return Markup("").join([*parts, escape(text[done:])])


def _begins_word(pattern: str) -> str:
    # Scripts without spaces have no word starts: there, any place will do.
    return rf"(?:(?<!\w)|(?<=[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff])|(?=[\u3040-\u30ff\u3400-\u9fff]))(?:{pattern})"


def _fold(text: str) -> tuple[str, list[int]]:
    """The text in lower case without accents, and for each of its characters (and the end) where it came from."""
    folded: list[str] = []
    origin: list[int] = []
    for place, character in enumerate(text):
        for part in unicodedata.normalize("NFKD", character).casefold():
            if not unicodedata.combining(part):
                folded.append(part)
                origin.append(place)
    return "".join(folded), [*origin, len(text)]
