"""Pictures, sound and film that entries carry: RSS enclosures and Media RSS (rssboard.org/media-rss), iTunes' tags."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from broadsheet.collect.entries import address, number, title, without_doubles
from broadsheet.collect.xml import Element, Fields, fields, first, name_of
from broadsheet.model.listings import Enclosure, Image, Kind

MOST_ENCLOSURES = 20
LONGEST_DURATION = 7 * 24 * 3600  # seconds; a longer programme is a mistake
SMALLEST = 50  # pixels; narrower pictures are icons and counters

_SOUND = re.compile(r"\.(?:mp3|m4a|m4b|aac|oga|ogg|opus|wav|flac)$", re.IGNORECASE)
_FILM = re.compile(r"\.(?:mp4|m4v|mov|webm|mkv|avi|ogv|m3u8|mpd)$", re.IGNORECASE)
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)$", re.IGNORECASE)
# How wide a picture is where its feed does not say, by where it stood: the order of preference.
_GUESSED_WIDTH = {"media:content": 640, "enclosure": 600, "itunes:image": 500, "media:thumbnail": 300, "image": 200}

Picture = tuple[int, Image]  # its width in pixels, known or guessed


@dataclass(frozen=True, slots=True)
class Media:
    """What an entry carries. `film`: the entry is a film's page, although its file is not named."""

    enclosures: tuple[Enclosure, ...] = ()
    image: Image | None = None
    film: bool = False

    @property
    def kind(self) -> Kind:
        """By the first file of sound or film; pictures and documents do not make an article anything else."""
        for enclosure in self.enclosures:
            if sort_of(enclosure.url, enclosure.type) == "audio":
                return Kind.PODCAST
            if sort_of(enclosure.url, enclosure.type) == "video":
                return Kind.VIDEO
        return Kind.VIDEO if self.film else Kind.ARTICLE


def read_media(found: Fields, base: str) -> Media:
    """The media of an RSS or Atom entry. `base`: what relative addresses start from."""
    enclosures = [_enclosure(element, base) for element in found.get("enclosure", ())]
    images = [
        picture
        for element in found.get("enclosure", ())
        if _sort(element) == "image"
        for picture in _picture(element, "url", base)
    ]
    film = "yt:videoid" in found
    for group in (found, *(fields(element) for element in found.get("media:group", ()))):
        for content in group.get("media:content", ()):
            inner = fields(content)
            film = film or "media:player" in inner
            images += _thumbnails(inner, base)
            if _sort(content) == "image" or (_sort(content) == "" and not content.get("type")):
                images += [(width, _described(image, inner)) for width, image in _picture(content, "url", base)]
            elif _sort(content) in ("audio", "video"):
                enclosures.append(_enclosure(content, base))
        film = film or "media:player" in group
        images += _thumbnails(group, base)
    for element in found.get("itunes:image", ()):
        images += _picture(element, "href", base)
    for element in found.get("image", ()):
        images += _named_picture(element, base)
    playable = [one for one in enclosures if one and sort_of(one.url, one.type) != "image"]
    playable = _with_duration(playable, seconds(first(found, "itunes:duration")))
    return Media(without_doubles(playable, MOST_ENCLOSURES), largest(images), film)


def sort_of(url: str, type_: str, medium: str = "") -> str:
    """One of "audio", "video", "image", "": by the media type, else by the address."""
    for sort in ("audio", "video", "image"):
        if type_.startswith(sort) or medium == sort:
            return sort
    if type_ and type_ not in ("application/octet-stream", "application/ogg", "application/x-mpegurl"):
        return "video" if type_ == "application/x-shockwave-flash" else ""
    path = url.partition("?")[0]
    return (
        "audio" if _SOUND.search(path) else "video" if _FILM.search(path) else "image" if _PICTURE.search(path) else ""
    )


def seconds(text: str) -> int | None:
    """A duration as iTunes writes it: seconds, or hh:mm:ss, or mm:ss."""
    parts = text.strip().partition(".")[0].split(":")
    if not 1 <= len(parts) <= 3 or not all(part.isascii() and part.isdecimal() and len(part) < 8 for part in parts):
        return None
    total = 0
    for part in parts:
        total = total * 60 + int(part)
    return total if 0 < total <= LONGEST_DURATION else None


def largest(pictures: Iterable[Picture]) -> Image | None:
    """The widest picture; where no width is known, what usually is the widest. Icons and counters are none."""
    wide = [picture for picture in pictures if picture[0] >= SMALLEST]
    return max(wide, key=lambda picture: picture[0])[1] if wide else None


def _sort(element: Element) -> str:
    return sort_of(element.get("url") or "", (element.get("type") or "").lower(), (element.get("medium") or "").lower())


def _enclosure(element: Element, base: str) -> Enclosure | None:
    url = address(base, element.get("url") or "")
    if not url:
        return None
    length = number(element.get("length") or element.get("fileSize"))
    return Enclosure(
        url, title(element.get("type") or "").lower()[:100], length, seconds(element.get("duration") or "")
    )


def _thumbnails(group: Fields, base: str) -> list[Picture]:
    return [one for element in group.get("media:thumbnail", ()) for one in _picture(element, "url", base)]


def _picture(element: Element, attribute: str, base: str) -> list[Picture]:
    """The picture that an element names; none where its address is no good."""
    url = address(base, element.get(attribute) or "")
    width, height = number(element.get("width"), 100_000), number(element.get("height"), 100_000)
    guessed = _GUESSED_WIDTH.get(name_of(element), SMALLEST)
    return [(width or guessed, Image(url, width=width, height=height))] if url else []


def _named_picture(element: Element, base: str) -> list[Picture]:
    """<image><url>…</url></image>, or the address alone."""
    url = address(base, first(fields(element), "url") or (element.text or ""))
    return [(_GUESSED_WIDTH["image"], Image(url))] if url else []


def _described(image: Image, inner: Fields) -> Image:
    caption = title(first(inner, "media:description", "media:text", "media:title"))
    return replace(image, caption=caption[:500], credit=title(first(inner, "media:credit"))[:200])


def _with_duration(enclosures: list[Enclosure], duration: int | None) -> list[Enclosure]:
    if not enclosures or duration is None or enclosures[0].duration:
        return enclosures
    return [replace(enclosures[0], duration=duration), *enclosures[1:]]
