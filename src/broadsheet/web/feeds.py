"""Every list as a feed: RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1.

The writers are pure. Ids are tag URIs (RFC 4151): they hold when the address of this Broadsheet changes its port.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from enum import StrEnum
from mimetypes import guess_type
from urllib.parse import urlencode, urlsplit
from xml.etree import ElementTree as ET

from fastapi import Request, Response
from markupsafe import escape

from broadsheet.model.insights import Hashtag
from broadsheet.model.listings import Enclosure
from broadsheet.model.timeline import Card
from broadsheet.web.interface.current import gettext as _
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
class Entry:
    """One thing in a feed. `name`: what its id is made of; `path`: its page, under this instance's address; `html`:
    safe to show; `via`: where it comes from, if from elsewhere; `dated`: seconds since 1970, UTC."""

    name: str
    path: str
    title: str
    summary: str
    html: str
    dated: int
    authors: tuple[str, ...] = ()
    hashtags: tuple[Hashtag, ...] = ()
    via: str | None = None
    language: str | None = None
    image: str | None = None
    media: tuple[Enclosure, ...] = ()


def of_cards(cards: Iterable[Card]) -> tuple[Entry, ...]:
    """Articles as entries: the excerpt, and a link to the outlet."""
    return tuple(
        Entry(
            name=f"article/{card.id}",
            path=f"/article/{card.id}",
            title=card.title,
            summary=card.excerpt,
            html=_content(card),
            dated=card.dated,
            authors=card.authors or (card.outlet.name,),
            hashtags=card.hashtags,
            via=web_address(card.url),
            language=card.language,
            image=web_address(card.image.url) if card.image else None,
            media=tuple(media for media in card.enclosures if web_address(media.url)),
        )
        for card in cards
    )


@dataclass(frozen=True, slots=True)
class Feed:
    """A list on its way out. `base`: this instance's address; `page`, `path`: the list's own and the feed's, under it.
    `language` and the times are those of the entries."""

    title: str
    base: str
    page: str
    path: str
    entries: tuple[Entry, ...]

    @property
    def updated(self) -> int:
        """Seconds since 1970, UTC, of the newest entry; 0 where there is none."""
        return max((entry.dated for entry in self.entries), default=0)

    def id_of(self, name: str) -> str:
        """A name that is unique in the world and stays."""
        return f"tag:{urlsplit(self.base).hostname},2025:broadsheet/{name}"


def base_of(request: Request) -> str:
    """The address of this instance, as readers reach it, without a slash at the end."""
    configured: str | None = request.app.state.ctx.settings.base_address
    return configured or str(request.base_url).rstrip("/")


def respond(request: Request, form: Form, feed: Feed) -> Response:
    """The feed in the wanted form; 304 where the reader already has it (RFC 9110, 13.1)."""
    if key := request.query_params.get("key"):  # whoever came with a key comes again with it
        feed = replace(feed, path=f"{feed.path}{'&' if '?' in feed.path else '?'}{urlencode({'key': key})}")
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
    _add(channel, "description", _("%(title)s, newest first.", title=feed.title))
    _add(channel, f"{{{ATOM}}}link", href=feed.base + feed.path, rel="self", type="application/rss+xml")
    _add(channel, "lastBuildDate", _rfc822(feed.updated))
    for entry in feed.entries:
        item = ET.SubElement(channel, "item")
        _add(item, "title", entry.title)
        _add(item, "link", feed.base + entry.path)
        _add(item, "guid", feed.id_of(entry.name), isPermaLink="false")
        _add(item, "pubDate", _rfc822(entry.dated))
        for author in entry.authors:
            _add(item, f"{{{DC}}}creator", author)
        for hashtag in entry.hashtags:
            _add(item, "category", hashtag.name)
        _add(item, "description", entry.html)
        for media in entry.media[:1]:  # RSS readers expect one at most
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
    for entry in feed.entries:
        written = _add(root, "entry", **({"xml:lang": entry.language} if entry.language else {}))
        _add(written, "title", entry.title)
        _add(written, "id", feed.id_of(entry.name))
        _add(written, "link", href=feed.base + entry.path, rel="alternate", type="text/html")
        if entry.via:
            _add(written, "link", href=entry.via, rel="via")
        _add(written, "published", iso(entry.dated))
        _add(written, "updated", iso(entry.dated))
        for author in entry.authors:
            _add(ET.SubElement(written, "author"), "name", author)
        for hashtag in entry.hashtags:
            _add(written, "category", term=hashtag.key, label=hashtag.name)
        _add(written, "summary", entry.summary)
        _add(written, "content", entry.html, type="html")
        for media in entry.media:
            _add(written, "link", href=media.url, rel="enclosure", type=_type(media))
    return _xml(root), "application/atom+xml; charset=utf-8"


def write_json(feed: Feed) -> tuple[bytes, str]:
    """JSON Feed 1.1."""
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.base + feed.page,
        "feed_url": feed.base + feed.path,
        "items": [_json_item(feed, entry) for entry in feed.entries],
    }
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace"), "application/feed+json; charset=utf-8"


WRITERS: dict[Form, Callable[[Feed], tuple[bytes, str]]] = {
    Form.RSS: write_rss,
    Form.ATOM: write_atom,
    Form.JSON: write_json,
}


def _json_item(feed: Feed, entry: Entry) -> dict[str, object]:
    item: dict[str, object] = {
        "id": feed.id_of(entry.name),
        "url": feed.base + entry.path,
        "external_url": entry.via,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.html,
        "date_published": iso(entry.dated),
        "authors": [{"name": author} for author in entry.authors],
        "tags": [hashtag.name for hashtag in entry.hashtags],
        "language": entry.language,
        "image": entry.image,
        "attachments": [_attachment(media) for media in entry.media],
    }
    return {name: value for name, value in item.items() if value not in (None, [], "")}


def _attachment(media: Enclosure) -> dict[str, object]:
    known = {"size_in_bytes": media.length, "duration_in_seconds": media.duration}
    return {"url": media.url, "mime_type": _type(media)} | {name: value for name, value in known.items() if value}


def _content(card: Card) -> str:
    link = web_address(card.url)
    read = escape(_("Read at %(outlet)s", outlet=card.outlet.name))
    source = f'<p><a href="{escape(link)}">{read}</a></p>' if link else ""
    return f"<p>{escape(card.excerpt)}</p>{source}"


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
