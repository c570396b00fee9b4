"""Every list as a feed: RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1, with the excerpt and a link to the outlet.

The writers are pure. Ids are tag URIs (RFC 4151): they hold when the address of this Broadsheet changes its port.
"""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from enum import StrEnum
from mimetypes import guess_type
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from fastapi import Request, Response
from markupsafe import escape

from broadsheet.model.listings import Enclosure
from broadsheet.model.timeline import Card
from broadsheet.web.times import iso
from broadsheet.web.words import web_address

ATOM = "http://www.w3.org/2005/Atom"
DC = "http://purl.org/dc/elements/1.1/"
LIMIT = 50  # entries of a feed: what arrives in the hours between two looks of a feed reader
# What XML 1.0 cannot hold (2.2), escaped or not.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

ET.register_namespace("atom", ATOM)
ET.register_namespace("dc", DC)


class Form(StrEnum):
    """The ways to write a feed; the value is the end of its address."""

    RSS = "rss"
    ATOM = "atom"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Feed:
    """A list on its way out. `base`: this instance's address; `page`, `path`: the list's own and the feed's, under it.
    `language` and the times are those of the cards."""

    title: str
    base: str
    page: str
    path: str
    cards: tuple[Card, ...]

    @property
    def updated(self) -> int:
        """Seconds since 1970, UTC, of the newest card; 0 where there is none."""
        return max((card.dated for card in self.cards), default=0)

    def id_of(self, name: str) -> str:
        """A name that is unique in the world and stays."""
        return f"tag:{urlsplit(self.base).hostname},2025:broadsheet/{name}"


def base_of(request: Request) -> str:
    """The address of this instance, as readers reach it, without a slash at the end."""
    configured: str | None = request.app.state.ctx.settings.base_address
    return configured or str(request.base_url).rstrip("/")


def respond(request: Request, form: Form, feed: Feed) -> Response:
    """The feed in the wanted form; 304 where the reader already has it (RFC 9110, 13.1)."""
    body, media_type = WRITERS[form](feed)
    etag = f'W/"{hashlib.sha256(body).hexdigest()[:24]}"'
    modified = datetime.fromtimestamp(feed.updated, UTC)
    headers = {"ETag": etag, "Last-Modified": format_datetime(modified, usegmt=True)}
    if _is_known(request.headers, etag, modified):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=media_type, headers=headers)


def write_rss(feed: Feed) -> tuple[bytes, str]:
    """RSS 2.0, with atom:link to itself and dc:creator, as the RSS Best Practices Profile asks."""
    root = ET.Element("rss", version="2.0")
    channel = ET.SubElement(root, "channel")
    _add(channel, "title", feed.title)
    _add(channel, "link", feed.base + feed.page)
    _add(channel, "description", f"{feed.title}, newest first.")
    _add(channel, f"{{{ATOM}}}link", href=feed.base + feed.path, rel="self", type="application/rss+xml")
    _add(channel, "lastBuildDate", _rfc822(feed.updated))
    for card in feed.cards:
        item = ET.SubElement(channel, "item")
        _add(item, "title", card.title)
        _add(item, "link", f"{feed.base}/article/{card.id}")
        _add(item, "guid", feed.id_of(f"article/{card.id}"), isPermaLink="false")
        _add(item, "pubDate", _rfc822(card.dated))
        for author in card.authors or (card.outlet.name,):
            _add(item, f"{{{DC}}}creator", author)
        for hashtag in card.hashtags:
            _add(item, "category", hashtag.name)
        _add(item, "description", _content(card))
        for media in _media(card)[:1]:  # RSS readers expect one at most
            _add(item, "enclosure", url=media.url, type=_type(media), length=str(media.length or 0))
    return _xml(root), "application/rss+xml; charset=utf-8"


def write_atom(feed: Feed) -> tuple[bytes, str]:
    """Atom, as RFC 4287 has it."""
    root = ET.Element("feed", xmlns=ATOM)
    _add(root, "title", feed.title)
    _add(root, "id", feed.id_of(feed.page.strip("/") or "front"))
    _add(root, "updated", iso(feed.updated))
    _add(root, "link", href=feed.base + feed.page, rel="alternate", type="text/html")
    _add(root, "link", href=feed.base + feed.path, rel="self", type="application/atom+xml")
    for card in feed.cards:
        entry = _add(root, "entry", **({"xml:lang": card.language} if card.language else {}))
        _add(entry, "title", card.title)
        _add(entry, "id", feed.id_of(f"article/{card.id}"))
        _add(entry, "link", href=f"{feed.base}/article/{card.id}", rel="alternate", type="text/html")
        if web_address(card.url):
            _add(entry, "link", href=card.url, rel="via")
        _add(entry, "published", iso(card.dated))
        _add(entry, "updated", iso(card.dated))
        for author in card.authors or (card.outlet.name,):
            _add(ET.SubElement(entry, "author"), "name", author)
        for hashtag in card.hashtags:
            _add(entry, "category", term=hashtag.key, label=hashtag.name)
        _add(entry, "summary", card.excerpt)
        _add(entry, "content", _content(card), type="html")
        for media in _media(card):
            _add(entry, "link", href=media.url, rel="enclosure", type=_type(media))
    return _xml(root), "application/atom+xml; charset=utf-8"


def write_json(feed: Feed) -> tuple[bytes, str]:
    """JSON Feed 1.1."""
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.base + feed.page,
        "feed_url": feed.base + feed.path,
        "items": [_json_item(feed, card) for card in feed.cards],
    }
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace"), "application/feed+json; charset=utf-8"


WRITERS: dict[Form, Callable[[Feed], tuple[bytes, str]]] = {
    Form.RSS: write_rss,
    Form.ATOM: write_atom,
    Form.JSON: write_json,
}


def _json_item(feed: Feed, card: Card) -> dict[str, object]:
    item: dict[str, object | None] = {
        "id": feed.id_of(f"article/{card.id}"),
        "url": f"{feed.base}/article/{card.id}",
        "external_url": web_address(card.url),
        "title": card.title,
        "summary": card.excerpt,
        "content_html": _content(card),
        "date_published": iso(card.dated),
        "authors": [{"name": author} for author in card.authors or (card.outlet.name,)],
        "tags": [hashtag.name for hashtag in card.hashtags],
        "language": card.language,
        "image": web_address(card.image.url) if card.image else None,
        "attachments": [_attachment(media) for media in _media(card)],
    }
    return {name: value for name, value in item.items() if value not in (None, [], "")}


def _attachment(media: Enclosure) -> dict[str, object]:
    known = {"size_in_bytes": media.length, "duration_in_seconds": media.duration}
    return {"url": media.url, "mime_type": _type(media)} | {name: value for name, value in known.items() if value}


def _content(card: Card) -> str:
    link = web_address(card.url)
    source = f'<p><a href="{escape(link)}">Read at {escape(card.outlet.name)}</a></p>' if link else ""
    return f"<p>{escape(card.excerpt)}</p>{source}"


def _media(card: Card) -> list[Enclosure]:
    return [media for media in card.enclosures if web_address(media.url)]


def _type(media: Enclosure) -> str:
    return media.type or guess_type(urlsplit(media.url).path)[0] or "application/octet-stream"


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, name, {key: _clean(value) for key, value in attributes.items()})
    element.text = _clean(text) or None
    return element


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text)


def _xml(root: ET.Element) -> bytes:
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _rfc822(at: int) -> str:
    return format_datetime(datetime.fromtimestamp(at, UTC), usegmt=True)


def _is_known(headers: Mapping[str, str], etag: str, modified: datetime) -> bool:
    if "if-none-match" in headers:  # it counts alone where it is there (RFC 9110, 13.2.2)
        given = {part.strip().removeprefix("W/") for part in headers["if-none-match"].split(",")}
        return etag.removeprefix("W/") in given or "*" in given
    try:
        since = parsedate_to_datetime(headers.get("if-modified-since", ""))
    except ValueError:
        return False
    return since.tzinfo is not None and modified <= since
