"""What a page says of itself: JSON-LD, OpenGraph and other meta, links, microdata. Read once, then asked by field."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import cast

from lxml import etree
from lxml.html import HtmlElement

from broadsheet.extract import jsonld
from broadsheet.extract.document import Document
from broadsheet.text.words import squash

_WITH_ITEMPROP = etree.XPath("descendant::*[@itemprop]")
_MOST_METAS = 400
_LONGEST = 5_000  # characters of one value
_LONGEST_NAMES = 250
_PARTS = (
    "a", "span", "p", "div", "address", "strong", "li", "h3", "h4", "h5", "cite", "ul", "section", "nav", "footer",
    "aside", "dl",
)  # fmt: skip


class Parts:
    """The parts of a page by the names that its makers gave them, read when they are first asked for.

    Before anything is taken out of its tree.
    """

    def __init__(self, root: HtmlElement) -> None:
        self._root = root
        self._named: dict[str, list[tuple[int, HtmlElement]]] | None = None

    def named(self, fits: Callable[[str], bool]) -> Iterator[HtmlElement]:
        """The parts whose class, id and data-testid, as one line, fit; in the order of the page."""
        if self._named is None:
            self._named = {}
            for place, element in enumerate(self._root.iter(*_PARTS)):
                names = f"{element.get('class', '')} {element.get('id', '')} {element.get('data-testid', '')}"
                if len(names) > 2:
                    self._named.setdefault(names[:_LONGEST_NAMES], []).append((place, element))
        found = [part for names, parts in self._named.items() if fits(names) for part in parts]
        return (element for _, element in sorted(found, key=lambda part: part[0]))


@dataclass(frozen=True, slots=True)
class Signals:
    """`node`: the JSON-LD node of the article. `metas`: the contents of <meta> by name or property, in lower case.
    `links`: href by rel. `marked`: the elements with an itemprop, by its name. `parts`: those that have a name."""

    document: Document
    node: jsonld.Node
    metas: dict[str, list[str]]
    links: dict[str, str]
    marked: dict[str, list[HtmlElement]]
    parts: Parts

    def meta(self, *names: str) -> str:
        """The first content of the first of these names that has one, or ""."""
        return next((value for name in names for value in self.metas.get(name, ())), "")

    def all_meta(self, *names: str) -> list[str]:
        return [value for name in names for value in self.metas.get(name, ())]

    def prop(self, name: str) -> str:
        """What microdata says of `name`: content, datetime, href or text; or ""."""
        return next((value for element in self.marked.get(name, ()) if (value := value_of(element))), "")

    def said(self, *keys: str) -> str:
        """The first text that the JSON-LD node has for one of these keys, or ""."""
        return next((squash(text) for key in keys if (text := jsonld.first(self.node.get(key), "name", "@value"))), "")


def read(document: Document) -> Signals:
    """The signals of a page. Before anything is taken out of its tree."""
    metas: dict[str, list[str]] = {}
    for _, element in zip(range(_MOST_METAS), document.root.iter("meta"), strict=False):
        content = squash(element.get("content", "")[:_LONGEST])
        for attribute in ("property", "name", "itemprop"):
            name = element.get(attribute, "").strip().lower()
            if name and content and not (attribute == "itemprop" and name == "author"):  # who knows of what it is
                metas.setdefault(name, []).append(content)
    links: dict[str, str] = {}
    for element in document.root.iter("link"):
        for rel in element.get("rel", "").lower().split():
            links.setdefault(rel, element.get("href", "").strip())
    marked: dict[str, list[HtmlElement]] = {}
    for element in cast("list[HtmlElement]", _WITH_ITEMPROP(document.root)):
        for name in element.get("itemprop", "").lower().split()[:4]:
            marked.setdefault(name, []).append(element)
    return Signals(document, jsonld.article_node(document.root), metas, links, marked, Parts(document.root))


def value_of(element: HtmlElement) -> str:
    """The value of an element with microdata (HTML 5.2.4): its attribute, else its text."""
    for name in ("content", "datetime"):
        if element.get(name):
            return squash(element.get(name, "")[:_LONGEST])
    if element.tag == "link" and element.get("href"):
        return squash(element.get("href", ""))
    return squash(element.text_content()[:_LONGEST])
