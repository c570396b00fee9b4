"""Pictures in HTML: the address behind lazy loading, the size, and which of them only count readers."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from broadsheet.text.urls import absolute

_LAZY = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazy",
    "data-full-src",
    "data-image",
    "data-url",
    "data-hi-res-src",
)
_LAZY_SETS = ("data-srcset", "data-lazy-srcset")
_PLACEHOLDER = re.compile(
    r"(?:^|[/_.-])(?:blank|spacer|placeholder|transparent|lazy|loading|pixel|1x1|grey|gray)\b", re.I
)
# A counter's host or the last part of its path; "count" and "track" alone are also words of news.
_COUNTER_HOST = re.compile(
    r"(?:^|\.)(?:doubleclick\.net|google-analytics\.com|googletagmanager\.com|scorecardresearch\.com|quantserve\.com"
    r"|pixel\.wp\.com|stats\.wp\.com|stats\.wordpress\.com|feedsportal\.com|vgwort\.de|ioam\.de|chartbeat\.(?:com|net)"
    r"|pheedo\.com|feedburner\.com|feedblitz\.com|matomo\.cloud|bat\.bing\.com|mixpanel\.com|segment\.(?:io|com)"
    r"|list-manage\.com|hubspot\.com|exactag\.com|metrigo\.com|adform\.net|criteo\.(?:com|net)|ad\.[a-z0-9-]{1,60}\.[a-z]{2,10})$",
    re.I,
)
_COUNTER_HOST_START = re.compile(
    r"^(?:pixel|beacon|tracking|tracker|counter|analytics|stats?|piwik|matomo|metrics)\.", re.I
)
_COUNTER_PATH = re.compile(
    r"/(?:pixel|beacon|tracking|tracker|track|open|counter|count|zaehler|impression|piwik|matomo|__utm|tr|b|p|px|1x1|spacer|blank)"
    r"(?:\.(?:gif|png|php|aspx?|jpg))?/?$",
    re.I,
)
_PIXELS = re.compile(r"(?:^|;)\s{0,9}(width|height)\s{0,9}:\s{0,9}(\d{1,5})(?:\.\d{1,9})?px", re.I)
_BEST_WIDTH = 1280  # pixels; a reading column on a fine screen


def address(attributes: Mapping[str, str], base_url: str) -> str | None:
    """The http(s) address of the picture that a reader should see, or None where there is none."""
    attributes = dict(attributes)  # lxml asks the tree at each question
    for name in _LAZY:
        found = _usable(attributes.get(name, ""), base_url)
        if found:
            return found
    for name in _LAZY_SETS:
        found = _usable(best_of(attributes.get(name, "")), base_url)
        if found:
            return found
    plain = _usable(attributes.get("src", ""), base_url)
    if plain and not _PLACEHOLDER.search(urlsplit(plain).path):
        return plain
    return _usable(best_of(attributes.get("srcset", "")), base_url) or plain


def best_of(srcset: str) -> str:
    """The address in a srcset (HTML 4.8.4.2) whose width is nearest to what a reading column needs, or ""."""
    best, distance = "", float("inf")
    for candidate in re.split(r",\s+|,(?=https?:)", srcset[:20_000])[:50]:
        parts = candidate.split()
        if not parts:
            continue
        size = parts[1] if len(parts) > 1 else "1x"
        digits = re.match(r"\d{1,6}", size)
        width = int(digits[0]) if digits else 0
        if not size.endswith("w"):
            width *= 640
        if abs(width - _BEST_WIDTH) < distance:
            best, distance = parts[0], abs(width - _BEST_WIDTH)
    return best.rstrip(",")


def size(attributes: Mapping[str, str]) -> tuple[int | None, int | None]:
    """Width and height in pixels as the attributes or the style say them, else None."""
    styled = {name.lower(): int(pixels) for name, pixels in _PIXELS.findall(attributes.get("style", "")[:1000])}
    return _length(attributes.get("width")) or styled.get("width"), _length(attributes.get("height")) or styled.get(
        "height"
    )


def counts_readers(url: str, width: int | None, height: int | None) -> bool:
    """Whether a picture is there to count readers, not to be seen."""
    if (width is not None and width <= 2) or (height is not None and height <= 2):
        return True
    parts = urlsplit(url)
    host = parts.hostname or ""
    return bool(_COUNTER_HOST.search(host) or _COUNTER_HOST_START.search(host) or (_COUNTER_PATH.search(parts.path)))


def inner(element: HtmlElement) -> HtmlElement | None:
    """The first <img> (or AMP's) in `element` or itself, or None."""
    if element.tag in ("img", "amp-img"):
        return element
    return next(element.iter("img", "amp-img"), None)


def _usable(value: str, base_url: str) -> str | None:
    if not value or not (value := value.strip()) or value[:5].lower() == "data:" or len(value) > 4000:
        return None
    return absolute(base_url, value)


def _length(value: str | None) -> int | None:
    digits = re.fullmatch(r"\s{0,9}(\d{1,5})(?:\.\d{1,9})?(?:px)?\s{0,9}", value or "")
    return int(digits[1]) if digits else None
