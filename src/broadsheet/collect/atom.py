"""Atom 1.0 (RFC 4287) and 0.3, with Media RSS as video sites use it."""

import html

from broadsheet.collect.entries import (
    LONGEST_CONTENT,
    LONGEST_SUMMARY,
    address,
    as_html,
    cut,
    key,
    number,
    people,
    split_list,
    title,
    topics,
    without_doubles,
)
from broadsheet.collect.hubs import named
from broadsheet.collect.media import MOST_ENCLOSURES, Media, read_media, sort_of
from broadsheet.collect.pauses import read_asks
from broadsheet.collect.paywall import says_paid
from broadsheet.collect.xml import Element, Fields, every, fields, first, markup, text_of
from broadsheet.model.listings import Enclosure, Entry, Format, Image, Listing
from broadsheet.text.dates import parse
from broadsheet.text.languages import normal

MOST_READ = 20_000  # entries that are looked at in one feed
_XML_LANG, _XML_BASE = "{http://www.w3.org/XML/1998/namespace}lang", "{http://www.w3.org/XML/1998/namespace}base"


def read_atom(root: Element, base: str) -> Listing:
    """The listing of a parsed Atom document. `base`: its address."""
    about = _fields(root)
    base = address(base, root.get(_XML_BASE) or "") or base
    language = normal(root.get(_XML_LANG) or first(about, "dc:language", "language"))
    authors = _authors(about)
    return Listing(
        format=Format.ATOM,
        title=_title(about),
        home_url=_link(about, base),
        language=language,
        entries=tuple(_entry(entry, base, language, authors) for entry in about.get("entry", [])[:MOST_READ]),
        asks=read_asks(about),
        hubs=named(about.get("link", ()), "hub", base),
        topic=next(iter(named(about.get("link", ()), "self", base)), ""),
    )


def _entry(entry: Element, base: str, language: str | None, authors: tuple[str, ...]) -> Entry:
    found = _with_group(_fields(entry))
    base = address(base, entry.get(_XML_BASE) or "") or base
    url = _link(found, base)
    name = _title(found)
    summary = _body(found, "summary", "media:description", "description")
    content = _body(found, "content")
    source = [_authors(_fields(element)) for element in found.get("source", ())]
    media = _with_links(read_media(found, base), found, base)
    return Entry(
        key=key(first(found, "id"), url, name, summary, content[:1000]),
        url=url,
        title=name,
        summary=cut(summary, LONGEST_SUMMARY),
        content=cut(content, LONGEST_CONTENT),
        authors=_authors(found) or (source[0] if source else ()) or authors,
        published=parse(first(found, "published", "issued", "created", "dc:date", "pubdate")),
        modified=parse(first(found, "updated", "modified", "dcterms:modified")),
        language=normal(entry.get(_XML_LANG) or first(found, "dc:language")) or language,
        topics=_topics(found),
        image=media.image,
        enclosures=media.enclosures,
        kind=media.kind,
        paywalled=says_paid(found),
    )


def _fields(element: Element) -> Fields:
    """Children by name; Atom's own names stand alone, whatever their namespace was."""
    found: Fields = {}
    for name, elements in fields(element).items():
        found.setdefault(name.removeprefix("atom:"), []).extend(elements)
    return found


def _with_group(found: Fields) -> Fields:
    """A video site's title, text and keywords stand in media:group."""
    for group in found.get("media:group", ()):
        for name, elements in fields(group).items():
            if name in ("media:description", "media:keywords"):
                found.setdefault(name, elements)
    return found


def _title(found: Fields) -> str:
    for element in found.get("title", ()):
        if text := title(text_of(element)):
            return text
    return ""


def _link(found: Fields, base: str) -> str:
    """FeedBurner's original address, else the alternate link (HTML before others), else an id that is an address."""
    if url := address(base, first(found, "feedburner:origlink")):
        return url
    links = [one for one in found.get("link", ()) if one.get("rel", "alternate").lower() in ("alternate", "")]
    links.sort(key=lambda one: "html" not in (one.get("type") or "html"))
    for one in links:
        if url := address(_base(one, base), one.get("href") or text_of(one)):
            return url
    for element in found.get("content", ()):
        if url := address(_base(element, base), element.get("src") or ""):
            return url
    given = first(found, "id")
    is_entry = "entry" not in found
    return address(base, given) if is_entry and given.startswith(("http://", "https://")) else ""


def _base(element: Element, base: str) -> str:
    return address(base, element.get(_XML_BASE) or "") or base


def _body(found: Fields, *names: str) -> str:
    """Text, HTML or XHTML, by what it holds and then by what `type` says (RFC 4287, 3.1 and 4.1.3)."""
    for name in names:
        for element in found.get(name, ()):
            sort = (element.get("type") or "text").lower()
            if element.get("mode") == "base64" or not (len(element) or (element.text or "").strip()):
                continue
            if len(element):
                return markup(_div(element)).strip()
            text = (element.text or "").strip()
            if "html" in sort or element.get("mode") == "escaped":
                return text
            if sort in ("text", "text/plain"):
                return _plain(text)
    return ""


def _plain(text: str) -> str:
    """Plain text as HTML; many feeds put HTML into it all the same, which would show its tags."""
    looks_like_html = "</" in text or "<p>" in text.lower() or "<br" in text.lower()
    return text if looks_like_html else as_html(html.unescape(text))


def _div(element: Element) -> Element:
    """XHTML stands in one div that is not part of it (RFC 4287, 3.1.1.3)."""
    only = element[0]
    is_div = len(element) == 1 and isinstance(only.tag, str) and only.tag.rpartition("}")[2].lower() == "div"
    return only if is_div and not (element.text or "").strip() else element


def _authors(found: Fields) -> tuple[str, ...]:
    names = []
    for element in found.get("author", ()):
        person = _fields(element)
        names.append(first(person, "name") or ("" if person else text_of(element)))
    return people(names) or people(every(found, "dc:creator", "itunes:author"))


def _topics(found: Fields) -> tuple[str, ...]:
    named = [
        category.get("label") or category.get("term") or text_of(category) for category in found.get("category", ())
    ]
    lists = every(found, "dc:subject", "media:keywords", "keywords")
    return topics(named + [topic for text in lists for topic in split_list(text)])


def _with_links(media: Media, found: Fields, base: str) -> Media:
    """The media of an entry with what its links add: files, and a picture."""
    enclosures, image = list(media.enclosures), media.image
    for one in found.get("link", ()):
        url = address(_base(one, base), one.get("href") or "")
        type_ = (one.get("type") or "").lower()[:100]
        if one.get("rel") != "enclosure" or not url:
            continue
        if sort_of(url, type_) == "image":
            image = image or Image(url)
        else:
            enclosures.append(Enclosure(url, type_, number(one.get("length"))))
    return Media(without_doubles(enclosures, MOST_ENCLOSURES), image, media.film)
