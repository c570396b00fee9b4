"""JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1). Whatever has another type than it should counts as missing."""

import json
import re
from typing import Any

from broadsheet.collect.entries import (
    LONGEST_CONTENT,
    LONGEST_SUMMARY,
    address,
    as_html,
    cut,
    key,
    people,
    title,
    topics,
    without_doubles,
)
from broadsheet.collect.hubs import MOST as MOST_HUBS
from broadsheet.collect.media import LONGEST_DURATION, MOST_ENCLOSURES, Media, sort_of
from broadsheet.collect.paywall import truth
from broadsheet.errors import ListingError
from broadsheet.model.listings import Enclosure, Entry, Format, Image, Listing
from broadsheet.text.dates import parse
from broadsheet.text.languages import normal

MOST_READ = 20_000  # items that are looked at in one feed
_LONGEST_NUMBER = 20  # digits
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def read_json(text: str, base: str) -> Listing:
    """The listing of a JSON Feed. `base`: its address. Raises ListingError where it is not one."""
    try:
        feed = json.loads(text, parse_int=_whole_number)
    except RecursionError:
        raise ListingError("This JSON is nested too deeply to be a feed.") from None
    except ValueError:
        raise ListingError(
            "This looks like a JSON Feed, but it is not valid JSON. The outlet has to mend it."
        ) from None
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        raise ListingError("This is JSON, but no JSON Feed: it has no list of items. Give the address of a feed.")
    language = normal(_text(feed.get("language")))
    authors = _authors(feed)
    items = [item for item in feed["items"][:MOST_READ] if isinstance(item, dict)]
    return Listing(
        format=Format.JSON,
        title=title(_text(feed.get("title"))),
        home_url=address(base, _text(feed.get("home_page_url"))),
        language=language,
        entries=tuple(_entry(item, base, language, authors) for item in items),
        hubs=_hubs(feed, base),
        topic=address(base, _text(feed.get("feed_url"))),
    )


def _hubs(feed: dict[str, Any], base: str) -> tuple[str, ...]:
    """Of the ways to be told of something new, those that are WebSub."""
    given = [one for one in _list(feed.get("hubs")) if isinstance(one, dict)]
    named = (address(base, _text(one.get("url"))) for one in given if _text(one.get("type")).lower() == "websub")
    return tuple(url for url in named if url)[:MOST_HUBS]


def _whole_number(digits: str) -> int | str:
    """A number of a million digits would take minutes to read."""
    return int(digits) if len(digits) <= _LONGEST_NUMBER else digits[:_LONGEST_NUMBER]


def _entry(item: dict[str, Any], base: str, language: str | None, authors: tuple[str, ...]) -> Entry:
    url = address(base, _text(item.get("url")) or _text(item.get("external_url")))
    name = title(_text(item.get("title")))
    content = _text(item.get("content_html")) or as_html(_text(item.get("content_text")))
    summary = as_html(_text(item.get("summary")))
    media = _media(item, base)
    free = truth(item.get("isAccessibleForFree"))
    return Entry(
        key=key(_text(item.get("id")), url, name, summary, content[:1000]),
        url=url,
        title=name,
        summary=cut(summary, LONGEST_SUMMARY),
        content=cut(content, LONGEST_CONTENT),
        authors=_authors(item) or authors,
        published=parse(_text(item.get("date_published"))),
        modified=parse(_text(item.get("date_modified"))),
        language=normal(_text(item.get("language"))) or language,
        topics=topics(_text(tag) for tag in _list(item.get("tags"))),
        image=media.image,
        enclosures=media.enclosures,
        kind=media.kind,
        paywalled=None if free is None else not free,
    )


def _text(value: object) -> str:
    """Text, or a number as text; "" for all else. Without the characters that no database takes."""
    if isinstance(value, str):
        return _FORBIDDEN.sub("", value)
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _authors(holder: dict[str, Any]) -> tuple[str, ...]:
    """`authors` of version 1.1, or `author` of version 1."""
    given = [*_list(holder.get("authors")), holder.get("author")]
    return people(_text(one.get("name")) if isinstance(one, dict) else _text(one) for one in given)


def _media(item: dict[str, Any], base: str) -> Media:
    images = [address(base, _text(item.get(name))) for name in ("image", "banner_image")]
    enclosures = []
    for one in _list(item.get("attachments")):
        url = address(base, _text(one.get("url"))) if isinstance(one, dict) else ""
        type_ = _text(one.get("mime_type")).lower()[:100] if url else ""
        if url and sort_of(url, type_) == "image":
            images.append(url)
        elif url:
            length, duration = (
                _size(one.get("size_in_bytes"), 2**53),
                _size(one.get("duration_in_seconds"), LONGEST_DURATION),
            )
            enclosures.append(Enclosure(url, type_, length, duration))
    image = next((Image(url) for url in images if url), None)
    return Media(without_doubles(enclosures, MOST_ENCLOSURES), image)


def _size(value: object, most: int) -> int | None:
    """A positive number, whole or not, as a whole one."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return int(value) if 0 < value <= most else None
