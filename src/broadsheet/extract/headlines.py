"""The title of an article: what the page shows as its headline, without the outlet's name."""

import re
from collections.abc import Iterable

from lxml.html import HtmlElement

from broadsheet.extract.signals import Signals
from broadsheet.text.words import fold, plain, squash

LONGEST = 300  # characters
_SEPARATOR = re.compile(
    r"\s+(?:[|·•»›∣｜:]|[-–—]{1,2}|::|//?)\s+|\s*[|｜]\s*|\s+[-–—]\s*(?=\S{3,40}$)|\s*_(?=\S{2,20}$)"
)
_NOT_HEADLINE = re.compile(r"logo|site-?title|site-?name|brand|masthead|visually-?hidden|sr-only", re.I)
_MOST_H1 = 12


def title_of(signals: Signals, site: str, from_feed: str) -> str:
    """The headline, or "".

    schema.org's first, where it is not cut short; then the page's own heading, where it says what the page's other
    titles say; then those. Of the orders tried on the evaluation data this one is right most often.
    """
    shown = _shown(signals.document.root)
    told = [
        clean(text, site)
        for text in (
            signals.said("headline"),
            signals.meta("og:title"),
            signals.meta("twitter:title", "parsely-title", "dc.title", "sailthru.title", "title"),
            squash(signals.document.root.findtext(".//title") or ""),
            from_feed,
        )
    ]
    headings = [clean(text, site) for text in shown if any(_alike(text, other) for other in told)]
    others = [text for text in (*headings[:1], *told[1:], *shown) if text]
    if told[0] and (not others or not _is_cut(told[0], others)):
        return told[0][:LONGEST]
    return others[0][:LONGEST] if others else ""


def _is_cut(title: str, others: Iterable[str]) -> bool:
    """Whether a title is the beginning of another, broken off; or like none of them, such as a section's name."""
    key = _key(title)
    broken = title.endswith(("…", "...")) and any(_key(other).startswith(key) for other in others)
    return broken or (len(title) < 20 and not any(_alike(title, other) for other in others))


def clean(text: str, site: str) -> str:
    """A title on one line, without the outlet's name before or behind it."""
    text = plain(text)
    if not site:
        return text
    names = {_key(site), _key(re.sub(r"^(?:the|die|der|das|le|la|el|il)\s", "", site, flags=re.I))} - {""}
    for _ in range(2):
        cuts = [(found.start(), found.end()) for found in _SEPARATOR.finditer(text)]
        if not cuts:
            break
        start, end = cuts[-1]
        first_start, first_end = cuts[0]
        if _names(text[end:], names):
            text = text[:start].strip()
        elif _names(text[:first_start], names):
            text = text[first_end:].strip()
        else:
            break
    return text


def _names(part: str, names: Iterable[str]) -> bool:
    """Whether a part of a title is the outlet's name ("BBC News" for "BBC", "example.com" for "Example")."""
    key = _key(part)
    return bool(key) and any(
        key == name or (len(key) < 40 and min(len(key), len(name)) >= 3 and (name in key or key in name))
        for name in names
    )


def _key(text: str) -> str:
    return re.sub(r"[\W_]+|\.(?:com|org|net|de|fr|co\.uk)$", "", fold(text))


def _shown(root: HtmlElement) -> list[str]:
    """The texts of the page's headings of the first order that may be a headline, the likeliest first."""
    found: list[tuple[int, str]] = []
    for place, element in zip(range(_MOST_H1), root.iter("h1"), strict=False):
        names = f"{element.get('class', '')} {element.get('id', '')}"
        text = _words(element)
        if len(text) >= 4 and not _NOT_HEADLINE.search(names):
            marked = "headline" in element.get("itemprop", "") or re.search(r"headline|title", names, re.I)
            found.append((place - (100 if marked else 0), text))
    return [text for _, text in sorted(found)]


def _words(heading: HtmlElement) -> str:
    """A heading's text; its parts (a kicker, a second line) are parted by a space, if they do not begin with a sign."""
    parts = [squash(part) for part in heading.itertext()]
    return squash("".join(part if part[:1] in ":,.;!?’'”»" else f" {part}" for part in parts if part))


def _alike(shown: str, told: str) -> bool:
    """Whether a heading is the title that the page names elsewhere, give or take a kicker or a few words."""
    first, second = _key(shown), _key(told)
    if not first or not second:
        return False
    if first in second or second in first:
        return min(len(first), len(second)) >= 0.4 * max(len(first), len(second))
    mine, theirs = set(fold(shown).split()), set(fold(told).split())
    return len(mine & theirs) >= 0.5 * min(len(mine), len(theirs)) and len(mine & theirs) >= 2
