"""Lists of feeds, in and out: OPML 2.0 (opml.org/spec2.opml), and plain lists of one address a line."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from lxml import etree

from broadsheet.collect.charset import decode
from broadsheet.collect.page_sources import faults_of
from broadsheet.collect.xml import Element
from broadsheet.errors import BadFile
from broadsheet.model.outlines import Outline
from broadsheet.model.page_sources import NAMES, Selectors
from broadsheet.text.urls import absolute, identity
from broadsheet.text.words import plain, squash

LARGEST = 20_000_000  # bytes
MOST_OUTLINES = 20_000
LONGEST_NAME = 200  # characters of a title or folder
SEPARATOR = " / "
# Page sources are outlines of the type "link" (opml.org/spec2.opml), which readers of feeds pass over, with their
# selectors as attributes of this namespace.
OURS = "urn:broadsheet:page-source"

_SCHEMELESS = re.compile(r"[\w-]+(?:\.[\w-]+)+(?::\d{1,5})?(?:[/?]\S*)?")


class Row(Protocol):
    """What an outline of a written file needs of a feed: a Source has it, and an Outline."""

    @property
    def url(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def folder(self) -> str | None: ...
    @property
    def selectors(self) -> Selectors | None: ...


def read_outlines(data: bytes) -> tuple[Outline, ...]:
    """The feeds of an OPML file, or of a plain list of addresses, each once. Raises BadFile with what to mend."""
    text = decode(data[:LARGEST], None).lstrip("\ufeff \t\r\n")
    if not text:
        raise BadFile("The file is empty. Give an OPML file, or a list with one address a line.")
    return read_opml(data) if text.startswith("<") else _read_list(text)


def read_opml(data: bytes) -> tuple[Outline, ...]:
    """The feeds of an OPML file in order, each once, with their folders. Raises BadFile with what to mend."""
    if len(data) > LARGEST:
        raise BadFile(f"The file is larger than {LARGEST // 1_000_000} MB. Export your subscriptions in parts.")
    body = _parsed(decode(data, None)).find("{*}body")
    if body is None:
        raise BadFile("The OPML file has no <body>, so it lists no feeds. Export it again from your feed reader.")
    outlines = _once(_outlines(body))
    if not outlines:
        raise BadFile("The OPML file holds no addresses of feeds (xmlUrl). Export it again from your feed reader.")
    return outlines


def write_opml(title: str, rows: Iterable[Row]) -> bytes:
    """Feeds as an OPML 2.0 file, in UTF-8, within their folders."""
    rows = list(rows)
    spaces = {"broadsheet": OURS} if any(row.selectors is not None for row in rows) else None
    root = etree.Element("opml", version="2.0", nsmap=spaces)
    etree.SubElement(etree.SubElement(root, "head"), "title").text = squash(title)
    body = etree.SubElement(root, "body")
    folders: dict[tuple[str, ...], Element] = {(): body}
    for row in rows:
        parent = _folder(folders, tuple(squash(name) for name in (row.folder or "").split(SEPARATOR) if name.strip()))
        name = squash(row.title) or row.url
        if row.selectors is not None:
            _write_page(parent, name, squash(row.url), row.selectors)
            continue
        outline = etree.SubElement(parent, "outline", type="rss", text=name, title=name, xmlUrl=squash(row.url))
        if isinstance(row, Outline) and row.home_url:
            outline.set("htmlUrl", row.home_url)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _parsed(text: str) -> Element:
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise BadFile(
            "The OPML file has a document type (<!DOCTYPE …>), which is refused for safety. Remove that line."
        )
    text = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", lambda match: "\n" * match[0].count("\n"), text)
    parser = etree.XMLParser(encoding="utf-8", resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        line = error.position[0] if error.position else 1
        raise BadFile(f"The OPML file is broken in line {line}. Export it again, or mend that line.") from None
    if etree.QName(root).localname.lower() != "opml":
        raise BadFile("This is XML, but not an OPML file. Export your subscriptions as OPML from your feed reader.")
    return root


def _outlines(body: Element) -> Iterator[Outline]:
    """Depth first, in document order; an outline with an address is a feed, one with children a folder."""
    waiting: list[tuple[Element, tuple[str, ...]]] = [(child, ()) for child in reversed(list(body))]
    while waiting:
        element, folders = waiting.pop()
        if not isinstance(element.tag, str):
            continue
        given = {str(name).lower(): str(value) for name, value in element.attrib.items()}
        name = squash(given.get("title") or given.get("text") or "")[:LONGEST_NAME]
        folder = SEPARATOR.join(folders)[:LONGEST_NAME] or None
        if selectors := _selectors(given):
            if url := _address(given.get("url") or given.get("xmlurl") or ""):
                yield Outline(url, plain(name), url, folder, selectors)
        elif url := _address(given.get("xmlurl") or (given.get("url") if given.get("type") == "rss" else "") or ""):
            yield Outline(url, plain(name), absolute("", given.get("htmlurl", "").strip()) or "", folder)
        inner = (*folders, name) if name else folders
        waiting += [(child, inner) for child in reversed(list(element))]


def _write_page(parent: Element, name: str, url: str, selectors: Selectors) -> None:
    outline = etree.SubElement(parent, "outline", type="link", text=name, title=name, url=url, htmlUrl=url)
    for each, text in selectors.items():
        if text:
            outline.set(f"{{{OURS}}}{each}", squash(text))


def _selectors(given: Mapping[str, str]) -> Selectors | None:
    """The selectors of a page source's outline. Raises BadFile where one cannot be used."""
    found = {each: squash(given.get(f"{{{OURS}}}{each}", "")) for each in NAMES}
    if not found["item"]:
        return None
    selectors = Selectors(**found)
    for each, fault in faults_of(selectors).items():
        raise BadFile(f"The file has a page source whose selector “{each}” cannot be used. {fault}")
    return selectors


def _address(text: str) -> str:
    """An address as feed readers write it; "feed://" and "feed:https://" are how some mark a feed."""
    text = text.strip()
    if text.lower().startswith("feed:"):
        text = text[5:] if "://" in text[5:] else "http://" + text[5:].lstrip("/")
    return absolute("", text) or ""


def _read_list(text: str) -> tuple[Outline, ...]:
    """One address a line; empty lines and those that begin with # are passed over."""
    outlines = []
    for number, line in enumerate(text.splitlines(), 1):
        line = squash(line)
        if not line or line.startswith("#"):
            continue
        word = line.split()[0]
        url = _address(word) or (_address(f"https://{word}") if _SCHEMELESS.fullmatch(word) else "")
        if not url:
            raise BadFile(f"Line {number} (“{line[:60]}”) is not an address. Give OPML, or one address a line.")
        outlines.append(Outline(url))
    if not outlines:
        raise BadFile("The list holds no addresses. Give one a line, such as https://example.org/feed.xml.")
    return _once(outlines)


def _once(outlines: Iterable[Outline]) -> tuple[Outline, ...]:
    """The first outline of each address."""
    first: dict[str, Outline] = {}
    for outline in outlines:
        first.setdefault(identity(outline.url), outline)
        if len(first) > MOST_OUTLINES:
            raise BadFile(f"The file lists more than {MOST_OUTLINES} feeds. Split it.")
    return tuple(first.values())


def _folder(folders: dict[tuple[str, ...], Element], path: tuple[str, ...]) -> Element:
    """The outline of a folder, made with those above it where it is not there yet."""
    if path not in folders:
        parent = _folder(folders, path[:-1])
        folders[path] = etree.SubElement(parent, "outline", text=path[-1], title=path[-1])
    return folders[path]
