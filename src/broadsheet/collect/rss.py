"""RSS 0.9x to 2.0 and RDF (RSS 1.0), with the modules that outlets use: content, Dublin Core, Media RSS, iTunes."""

from broadsheet.collect.entries import (
    LONGEST_CONTENT,
    LONGEST_SUMMARY,
    address,
    cut,
    key,
    people,
    split_list,
    title,
    topics,
)
from broadsheet.collect.hubs import named
from broadsheet.collect.media import read_media
from broadsheet.collect.pauses import read_asks
from broadsheet.collect.paywall import says_paid
from broadsheet.collect.xml import Element, Fields, every, fields, first, markup, text_of
from broadsheet.model.listings import Entry, Format, Listing
from broadsheet.text.dates import day_first_in, parse
from broadsheet.text.languages import normal

MOST_READ = 20_000  # items that are looked at in one feed
_XML_LANG, _XML_BASE = "{http://www.w3.org/XML/1998/namespace}lang", "{http://www.w3.org/XML/1998/namespace}base"
_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"


def read_rss(root: Element, name: str, base: str) -> Listing:
    """The listing of a parsed RSS or RDF document. `name`: of its root element. `base`: its address."""
    top = fields(root)
    channel = root if name == "channel" else top.get("channel", [root])[0]
    about = fields(channel)
    items = about.get("item", []) + (top.get("item", []) if channel is not root else [])
    base = address(base, root.get(_XML_BASE) or channel.get(_XML_BASE) or "") or base
    links = (*about.get("atom:link", ()), *about.get("link", ()))
    language = normal(first(about, "language", "dc:language") or channel.get(_XML_LANG) or root.get(_XML_LANG))
    return Listing(
        format=Format.RDF if name == "rdf" else Format.RSS,
        title=title(first(about, "title", "dc:title")),
        home_url=address(base, first(about, "link")),
        language=language,
        entries=tuple(_entry(item, base, language) for item in items[:MOST_READ]),
        asks=read_asks(about),
        hubs=named(links, "hub", base),
        topic=next(iter(named(links, "self", base)), ""),
    )


def _entry(item: Element, base: str, language: str | None) -> Entry:
    found = fields(item)
    base = address(base, item.get(_XML_BASE) or "") or base
    url = _url(found, item, base)
    name = title(_inner(found, "title", "media:title", "dc:title"))
    content = _inner(found, "content:encoded", "xhtml:body", "content", "atom:content", "fulltext", "fullitem", "body")
    summary = _inner(
        found, "description", "itunes:summary", "media:description", "dc:description", "dcterms:abstract", "summary"
    )
    media = read_media(found, base)
    written = first(found, "pubdate", "dc:date", "dcterms:issued", "dcterms:created", "date", "published")
    return Entry(
        key=key(first(found, "guid", "id") or item.get(_RDF_ABOUT) or "", url, name, summary, content[:1000]),
        url=url,
        title=name,
        summary=cut(summary, LONGEST_SUMMARY),
        content=cut(content, LONGEST_CONTENT),
        authors=people(every(found, "dc:creator") or every(found, "author", "itunes:author", "atom:author", "creator")),
        published=parse(written, day_first=day_first_in(language)),
        modified=parse(first(found, "dcterms:modified", "atom:updated", "updated", "lastmod")),
        language=normal(first(found, "dc:language", "language") or item.get(_XML_LANG)) or language,
        topics=_topics(found),
        image=media.image,
        enclosures=media.enclosures,
        kind=media.kind,
        paywalled=says_paid(found),
    )


def _url(found: Fields, item: Element, base: str) -> str:
    """FeedBurner's original address, else the link, else a guid that is a permalink, else the item's RDF address."""
    for text in every(found, "feedburner:origlink", "link"):
        if url := address(base, text):
            return url
    for element in (*found.get("link", ()), *found.get("atom:link", ())):
        if element.get("rel", "alternate") == "alternate" and (url := address(base, element.get("href") or "")):
            return url
    for guid in found.get("guid", ()):
        text = text_of(guid).strip()
        if guid.get("isPermaLink", "true").lower() != "false" and text.startswith(("http://", "https://")):
            return address(base, text)
    about = item.get(_RDF_ABOUT) or ""
    return address(base, about) if about.startswith(("http://", "https://")) else ""


def _inner(found: Fields, *names: str) -> str:
    """The first of these fields that holds any text, as HTML where it holds elements."""
    for name in names:
        for element in found.get(name, ()):
            if text := markup(element).strip():
                return text
    return ""


def _topics(found: Fields) -> tuple[str, ...]:
    lists = every(found, "dc:subject", "media:keywords", "itunes:keywords", "keywords")
    return topics(every(found, "category") + [topic for text in lists for topic in split_list(text)])
