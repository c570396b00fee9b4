"""The title of an article: what the page shows as its headline, without the outlet's name."""

import html
import re
from collections.abc import Iterable

from lxml.html import HtmlElement

from broadsheet.extract.signals import Signals
from broadsheet.text.words import fold, squash

LONGEST = 300  # characters
_SEPARATOR = re.compile(
    r"\s+(?:[|·•»›∣｜:]|[-–—]{1,2}|::|//?)\s+|\s*[|｜]\s*|\s+[-–—]\s*(?=\S{3,40}$)|\s*_(?=\S{2,20}$)"
)
_NOT_HEADLINE = re.compile(r"logo|site-?title|site-?name|brand|masthead|visually-?hidden|sr-only", re.I)
_MOST_H1 = 12


def title_of(signals: Signals, site: str, from_feed: str) -> str:
    """The headline, or ""."""
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
    told = [text for text in told if text]
    for text in shown:
        if any(_alike(text, other) for other in told):
            return clean(text, site)[:LONGEST]
    if told:
        return told[0][:LONGEST]
    return clean(shown[0], site)[:LONGEST] if shown else ""


def clean(text: str, site: str) -> str:
    """A title on one line, without the outlet's name before or behind it."""
    text = squash(html.unescape(text) if "&" in text else text)
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
        text = squash(" ".join(element.itertext()) if len(element) else element.text or "")
        if len(text) >= 4 and not _NOT_HEADLINE.search(names):
            marked = "headline" in element.get("itemprop", "") or re.search(r"headline|title", names, re.I)
            found.append((place - (100 if marked else 0), text))
    return [text for _, text in sorted(found)]


def _alike(shown: str, told: str) -> bool:
    """Whether a heading is the title that the page names elsewhere, give or take a kicker or a few words."""
    first, second = _key(shown), _key(told)
    if not first or not second:
        return False
    if first in second or second in first:
        return min(len(first), len(second)) >= 0.4 * max(len(first), len(second))
    mine, theirs = set(fold(shown).split()), set(fold(told).split())
    return len(mine & theirs) >= 0.5 * min(len(mine), len(theirs)) and len(mine & theirs) >= 2
