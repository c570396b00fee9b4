"""The safe XML parser of feeds and sitemaps, and how its elements are named and read.

Nothing before the root element reaches the parser: with the document type go all entities, so that none can be
expanded or fetched. A document that is not well-formed is mended as far as possible and read again.
"""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

Element = etree._Element
Fields = dict[str, list[Element]]

_FAR = 100_000  # characters within which the root element must begin
_OPENING = re.compile(r"<(?:[A-Za-z_][\w.-]{0,30}:)?(!?[A-Za-z][A-Za-z0-9]{0,30})(?=[\s/>])")
ROOTS = frozenset({"rss", "rdf", "channel", "feed", "urlset", "sitemapindex"})
_OTHERS = frozenset({"html", "head", "body", "!doctype", "opml"})


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed document. `mended`: it was not well-formed. `cut`: it ends before its root element does."""

    root: Element
    mended: bool
    cut: bool


def root_name(text: str) -> tuple[str, int]:
    """The name in lower case and the place of the first element that tells what a document is; ("", 0) without one.

    White space, comments, declarations and stray output before it are passed over, as are `<!DOCTYPE rss …>` and
    entities. A web page answers "html".
    """
    at = text.find("<", 0, _FAR)
    while at >= 0:
        step = 1
        if text.startswith("<!--", at):
            step = text.find("-->", at) + 3 - at
            if step < 3:
                break
        elif match := _OPENING.match(text, at):
            name = match[1].lower()
            if name in ROOTS or name in _OTHERS:
                if name != "!doctype":
                    return ("html" if name in ("head", "body") else name), at
                if text[match.end() : match.end() + 20].lower().strip().startswith("html"):
                    return "html", at
        at = text.find("<", at + step, _FAR)
    return "", 0


def parse(text: str, start: int) -> Document | None:
    """The document whose root element begins at `start`; None where nothing can be saved of it."""
    text = text[start:]
    try:
        root = etree.fromstring(_encoded(text), _parser(recover=False))
        return Document(root, mended=False, cut=False)
    except etree.XMLSyntaxError:
        pass
    try:
        root = etree.fromstring(_encoded(_mended(text)), _parser(recover=True))
    except etree.XMLSyntaxError:
        return None
    if root is None:
        return None
    name = root.tag.rpartition("}")[2].lower()
    return Document(root, mended=True, cut=f"{name}>" not in text[-2000:].lower())


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",
        recover=recover,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")


_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_AMPERSAND = re.compile(r"<!\[CDATA\[|&(#[0-9]{1,7};|#[xX][0-9A-Fa-f]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)?")
_OF_XML = {"amp;", "lt;", "gt;", "quot;", "apos;"}


def _mended(text: str) -> str:
    """Text that a parser can read: forbidden characters out, HTML's entities as characters, lone & escaped.

    What stands in CDATA sections stays as it is.
    """
    text = _FORBIDDEN.sub("", text)
    parts: list[str] = []
    done = 0
    while match := _AMPERSAND.search(text, done):
        parts.append(text[done : match.start()])
        done = match.end()
        if match[0] == "<![CDATA[":
            end = text.find("]]>", done)
            done = len(text) if end < 0 else end + 3
            parts.append(text[match.start() : done])
        else:
            parts.append(_entity(match[1]))
    parts.append(text[done:])
    return "".join(parts)


def _entity(name: str | None) -> str:
    if name in _OF_XML:
        return f"&{name}"
    if not name:
        return "&amp;"
    meaning = html.unescape(f"&{name}")
    return html.escape(_FORBIDDEN.sub("", meaning))


_URIS = {
    "www.w3.org/2005/atom": "atom:",
    "purl.org/atom/ns": "atom:",
    "purl.org/rss/1.0": "",
    "my.netscape.com/rdf/simple/0.9": "",
    "channel.netscape.com/rdf/simple/0.9": "",
    "backend.userland.com/rss2": "",
    "blogs.law.harvard.edu/tech/rss": "",
    "www.sitemaps.org/schemas/sitemap/0.9": "",
    "www.google.com/schemas/sitemap/0.84": "",
    "www.w3.org/1999/02/22-rdf-syntax-ns": "rdf:",
    "www.w3.org/1999/xhtml": "xhtml:",
    "purl.org/rss/1.0/modules/content": "content:",
    "purl.org/rss/1.0/modules/syndication": "sy:",
    "purl.org/dc/elements/1.1": "dc:",
    "purl.org/dc/elements/1.0": "dc:",
    "purl.org/dc/terms": "dcterms:",
    "search.yahoo.com/mrss": "media:",
    "video.search.yahoo.com/mrss": "media:",
    "www.rssboard.org/media-rss": "media:",
    "www.itunes.com/dtds/podcast-1.0.dtd": "itunes:",
    "rssnamespace.org/feedburner/ext/1.0": "feedburner:",
    "www.youtube.com/xml/schemas/2015": "yt:",
    "gdata.youtube.com/schemas/2007": "yt:",
    "www.google.com/schemas/sitemap-news/0.9": "news:",
    "www.google.com/schemas/sitemap-image/1.1": "image:",
    "www.google.com/schemas/sitemap-video/1.1": "video:",
}
_PREFIXES = frozenset(_URIS.values()) - {""}


@lru_cache(maxsize=2048)
def _short(tag: str, prefix: str | None) -> str:
    """A tag's one name here, in lower case: "title", "media:content", "dc:creator", whatever prefix the outlet chose.

    A known prefix with an unknown or missing namespace counts as if it were declared.
    """
    uri, brace, local = tag.rpartition("}")
    uri = re.sub(r"^\{(?:https?://)?", "", uri.lower()).rstrip("/#")
    if brace and uri in _URIS:
        return _URIS[uri] + local.lower()
    if prefix and f"{prefix.lower()}:" in _PREFIXES:
        return f"{prefix.lower()}:{local.lower()}"
    if prefix is None and (brace or ":" not in local):  # a default namespace that we do not know
        return local.lower()
    return local.lower() if ":" in local else f"{prefix or ''}:{local}".lower()


def name_of(element: Element) -> str:
    """The element's one name here: see `_short`."""
    return _short(element.tag, element.prefix)


def fields(element: Element) -> Fields:
    """An element's children by name, each name's in document order."""
    found: Fields = {}
    for child in element.iterchildren("*"):
        found.setdefault(_short(child.tag, child.prefix), []).append(child)
    return found


def text_of(element: Element) -> str:
    """All text within the element, tags left out."""
    return "".join(str(text) for text in element.itertext()) if len(element) else element.text or ""


def first(found: Fields, *names: str) -> str:
    """The text of the first field of these names that holds any, with no white space around it; else ""."""
    for name in names:
        for element in found.get(name, ()):
            if text := text_of(element).strip():
                return text
    return ""


def every(found: Fields, *names: str) -> list[str]:
    """The texts of all fields of these names that hold any."""
    return [text for name in names for element in found.get(name, ()) if (text := text_of(element).strip())]


_DECLARATION = re.compile(r' xmlns(?::[\w.-]{1,60})?="[^"<>]{0,300}"')


def markup(element: Element) -> str:
    """What the element holds, as HTML: its text if that is all, else its children written out without namespaces."""
    if not len(element):
        return element.text or ""
    for inner in element.iter("*"):
        inner.tag = inner.tag.rpartition("}")[2].rpartition(":")[2]
    parts: Iterable[str] = (etree.tostring(child, encoding="unicode", method="html") for child in element)
    return html.escape(element.text or "", quote=False) + _DECLARATION.sub("", "".join(parts))
