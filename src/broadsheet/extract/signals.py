"""What a page says of itself: JSON-LD, OpenGraph and other meta, links, microdata. Read once, then asked by field."""

from dataclasses import dataclass

from lxml.html import HtmlElement

from broadsheet.extract import jsonld
from broadsheet.extract.document import Document
from broadsheet.text.words import squash

_MOST_METAS = 400
_LONGEST = 5_000  # characters of one value


@dataclass(frozen=True, slots=True)
class Signals:
    """`node`: the JSON-LD node of the article. `metas`: the contents of <meta> by name or property, in lower case.
    `links`: href by rel."""

    document: Document
    node: jsonld.Node
    metas: dict[str, list[str]]
    links: dict[str, str]

    def meta(self, *names: str) -> str:
        """The first content of the first of these names that has one, or ""."""
        return next((value for name in names for value in self.metas.get(name, ())), "")

    def all_meta(self, *names: str) -> list[str]:
        return [value for name in names for value in self.metas.get(name, ())]

    def prop(self, name: str) -> str:
        """What microdata says of `name`: content, datetime, href or text; or ""."""
        return next((value for element in self.marked(name) if (value := value_of(element))), "")

    def marked(self, name: str) -> list[HtmlElement]:
        """The elements with this itemprop."""
        return self.document.inventory.marked.get(name, [])

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
    return Signals(document, jsonld.article_node(document.root), metas, links)


def value_of(element: HtmlElement) -> str:
    """The value of an element with microdata (HTML 5.2.4): its attribute, else its text."""
    for name in ("content", "datetime"):
        if element.get(name):
            return squash(element.get(name, "")[:_LONGEST])
    if element.tag == "link" and element.get("href"):
        return squash(element.get("href", ""))
    return squash(element.text_content()[:_LONGEST])
