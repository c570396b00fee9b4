"""A web page as a flat list of its elements in the order of the document, so that each question about it is one walk.

An element's descendants stand directly behind it, up to its `end`. Bounded in size, in number and in depth.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from broadsheet.collect.charset import decode
from broadsheet.model.pages import Page
from broadsheet.text import trees
from broadsheet.text.urls import absolute
from broadsheet.text.words import squash

LARGEST = 2_000_000  # characters that are looked at
MOST_TAGS = 30_000
MOST_OPEN = 2_000  # nesting costs the parser the square of its depth: 5 ms at this one
DEEPEST = 256
MOST_CLASSES, LONGEST_NAME = 20, 100  # of one element; characters of each
LONGEST_TEXT = 5_000  # characters of one element, about

_NAME = re.compile(r"[a-z][a-z0-9-]{0,40}")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})")
# Elements that end by themselves, or may.
_SELF_ENDING = frozenset(
    {
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"),
        *("p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "body", "html", "head"),
    }
)
_META_CHARSET = re.compile(rb"<meta\b[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([a-zA-Z0-9_:-]{2,40})", re.I)
_UNSEEN = frozenset(
    {"script", "style", "template", "noscript", "svg", "math", "iframe", "object", "select", "textarea"}
)
# What stands within a line: all others part the words on their sides.
_INLINE = frozenset(
    {
        *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "font", "i", "mark", "q", "s", "small", "span"),
        *("strong", "sub", "sup", "u", "wbr"),
    }
)


@dataclass(slots=True)
class Element:
    """One element. `at`: its place in the list; `end`: that behind its last descendant; `parent`: -1 at the top."""

    at: int
    tag: str
    attributes: dict[str, str]
    classes: tuple[str, ...]
    parent: int
    first_text: int
    end: int = 0
    last_text: int = 0


@dataclass(slots=True)
class Elements:
    """All elements of a page, and the texts in it. `url`: where it was found; `base`: what its addresses start from."""

    url: str
    base: str
    all: list[Element] = field(default_factory=list)
    _texts: list[str] = field(default_factory=list)
    _places: dict[str, list[int]] = field(default_factory=dict)

    def text(self, element: Element) -> str:
        """Its words on one line, the beginning where there are very many."""
        runs, length = [], 0
        for run in self._texts[element.first_text : element.last_text]:
            runs.append(run)
            length += len(run)
            if length > LONGEST_TEXT:
                break
        return squash("".join(runs)[: LONGEST_TEXT * 2])

    def within(self, element: Element, tag: str) -> Iterator[Element]:
        """Its descendants of that tag, and itself where it is one."""
        places = self._places.get(tag, [])
        for at in places[bisect_left(places, element.at) : bisect_right(places, element.end - 1)]:
            yield self.all[at]

    def ancestors(self, element: Element) -> Iterator[Element]:
        """From its parent up."""
        at = element.parent
        while at >= 0:
            yield self.all[at]
            at = self.all[at].parent

    def first(self, tag: str) -> Element | None:
        """The first element of that tag on the page."""
        places = self._places.get(tag)
        return self.all[places[0]] if places else None

    def named(self, tag: str) -> Iterator[Element]:
        """All elements of that tag."""
        return (self.all[at] for at in self._places.get(tag, ()))


def elements_of(page: Page) -> Elements:
    """The elements of a page; what does not show (scripts, styles) is left out. Never raises."""
    meta = _META_CHARSET.search(page.body[:4096])
    text = decode(page.body[: LARGEST * 4], page.charset or (meta[1].decode("ascii") if meta else None))[:LARGEST]
    text = trees.uncrowded(text.encode("utf-8", "replace")).decode()
    if text.count("<") > MOST_TAGS:
        text = "<".join(text.split("<", MOST_TAGS)[:MOST_TAGS])
    text = text[: _too_deep(text)]
    made = Elements(page.final_url, page.final_url)
    if not text.strip():
        return made
    root = LexborHTMLParser(text.replace("\x00", "")).root
    if root is not None:
        _walk(made, root)
    base = made.first("base")
    made.base = (absolute(made.url, base.attributes.get("href", "")) if base else None) or made.url
    return made


def _too_deep(text: str) -> int | None:
    """Where a page begins to be nested deeper than any that people write; None where it never is."""
    depth = 0
    for tag in _TAG.finditer(text):
        if tag[2].lower() not in _SELF_ENDING:
            depth = max(0, depth + (-1 if tag[1] else 1))
            if depth > MOST_OPEN:
                return tag.start()
    return None


def _walk(made: Elements, root: LexborNode) -> None:
    """Go through the tree without recursion: it is as deep as the page wants."""
    waiting: list[LexborNode | Element] = [root]
    open_: list[Element] = []
    while waiting:
        node = waiting.pop()
        if isinstance(node, Element):  # all that is within it was met
            _close(made, open_.pop())
            continue
        if open_ and node.next is not None:
            waiting.append(node.next)
        if node.is_text_node:
            made._texts.append(node.text_content or "")
        elif node.is_element_node and node.tag not in _UNSEEN and len(open_) < DEEPEST:
            open_.append(_open(made, node, open_[-1].at if open_ else -1))
            waiting.append(open_[-1])
            if node.child is not None:
                waiting.append(node.child)


def _open(made: Elements, node: LexborNode, parent: int) -> Element:
    tag = (node.tag or "").lower()
    if not _NAME.fullmatch(tag):  # a slip of the outlet's, as "<<p>": no selector can name it
        tag = "*"
    attributes = {name.lower(): value or "" for name, value in node.attributes.items()}
    if tag not in _INLINE:
        made._texts.append(" ")
    at = len(made.all)
    classes = tuple(name for name in attributes.get("class", "").split()[:MOST_CLASSES] if len(name) <= LONGEST_NAME)
    element = Element(at, tag, attributes, classes, parent, len(made._texts))
    made.all.append(element)
    made._places.setdefault(tag, []).append(at)
    return element


def _close(made: Elements, element: Element) -> None:
    element.end, element.last_text = len(made.all), len(made._texts)
    if element.tag not in _INLINE:
        made._texts.append(" ")
