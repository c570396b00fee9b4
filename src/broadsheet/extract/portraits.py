"""The one picture that stands for an article: in lists, above its text, in a shared link."""

import re
from typing import Any
from urllib.parse import urlsplit

from broadsheet.extract import evidence, jsonld
from broadsheet.extract.evidence import Choice
from broadsheet.extract.signals import Signals
from broadsheet.model.listings import Entry, Image
from broadsheet.text.urls import absolute
from broadsheet.text.words import squash

# The outlet's own sign, which many put where an article has no picture.
_SIGN = re.compile(
    r"logo|favicon|placeholder|default[-_]?(?:image|share|img|og|thumb)|(?:share|social|og)[-_]?(?:default|fallback)|fallback"
    r"|no[-_]?(?:image|photo|picture)|apple-touch|/icons?/|\.svg$",
    re.I,
)
_SMALLEST = 50  # pixels


def image_of(found: Signals, entry: Entry) -> Choice[Image | None]:
    """The lead image as the page or the feed names it, or None. Caption and credit come from its figure, if any."""
    told = [
        *(("JSON-LD image", image) for image in _from_jsonld(found)),
        ("meta og:image", _from_meta(found)),
        ("feed", entry.image),
    ]
    named = [(source, image) for source, image in told if image is not None]
    witnesses = evidence.heard((source, image.url) for source, image in named)
    for source, image in named:
        if _usable(image):
            return Choice(image, source, evidence.FIRST, witnesses)
    return Choice(None, "", "no picture is named, or only the outlet's sign", witnesses)


def _from_meta(found: Signals) -> Image | None:
    url = found.meta(
        "og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src", "thumbnail"
    )
    named = url or found.links.get("image_src", "")
    url = (absolute(found.document.base, named) if named else None) or ""
    if not url:
        return None
    alt = found.meta("og:image:alt", "twitter:image:alt")
    width, height = (_pixels(found.meta(f"og:image:{side}")) for side in ("width", "height"))
    return Image(url, alt=alt[:500], width=width, height=height)


def _from_jsonld(found: Signals) -> list[Image | None]:
    """The pictures of the node, those with words or a size first."""
    value = found.node.get("image") or found.node.get("primaryImageOfPage") or found.node.get("thumbnailUrl")
    items = value[:10] if isinstance(value, list) else [value]
    images = [_of(item, found.document.base) for item in items]
    return sorted(images, key=lambda image: 0 if image is None else -(image.width or 0) - 5000 * bool(image.caption))


def _of(item: Any, base: str) -> Image | None:
    if isinstance(item, str):
        item = {"url": item}
    if not isinstance(item, dict):
        return None
    named = jsonld.first(item.get("url") or item.get("contentUrl") or item.get("@id"), "@id")
    url = absolute(base, named) if named else None
    if not url:
        return None
    return Image(
        url,
        caption=squash(jsonld.first(item.get("caption")))[:500],
        credit=squash(jsonld.first(item.get("creditText") or item.get("copyrightHolder"), "name"))[:200],
        width=_pixels(jsonld.first(item.get("width"), "value", "@value")),
        height=_pixels(jsonld.first(item.get("height"), "value", "@value")),
    )


def _usable(image: Image) -> bool:
    small = any(side is not None and side < _SMALLEST for side in (image.width, image.height))
    return image.url.startswith("http") and not small and not _SIGN.search(urlsplit(image.url).path)


def _pixels(text: str) -> int | None:
    digits = re.match(r"\s{0,9}(\d{1,5})(?:\.\d{1,9})?(?:\s{0,3}px)?\s{0,9}$", text)
    return int(digits[1]) if digits and int(digits[1]) > 0 else None
