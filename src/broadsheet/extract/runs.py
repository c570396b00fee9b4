"""Runs of text: what the parts of a page are that an article is chosen from.

A run is the text between two block boundaries or line breaks: a paragraph, a heading, a cell, a line.
"""

from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from broadsheet.text.words import squash

INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "center", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "ins", "kbd", "label", "mark", "nobr", "picture", "q", "ruby", "s", "samp", "small", "source", "span",
    "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Run:
    """One run. `holder`: the element that its beginning is directly in. `words`: its whole text, squashed. `linked`:
    the share of it that is links. It begins in the text of the element `opens`, or, if `behind`, in its tail."""

    holder: HtmlElement
    words: str
    linked: float
    opens: HtmlElement
    behind: bool


def runs_of(root: HtmlElement) -> list[Run]:
    """Every run under `root`, in order: the number of a run is its place."""
    found: list[Run] = []
    open_: _Open | None = None  # the run that the walk is in
    links = 0  # how many links it is in
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        start = event == "start"
        if tag not in INLINE:
            if open_ is not None:
                found.append(open_.closed())
                open_ = None
        elif tag == "a" and element.get("href"):
            links += 1 if start else -1
        text = element.text if start else element.tail
        if not text or (not start and element is root):
            continue
        if open_ is not None:
            open_.parts.append(text)
            open_.linked += len(text) if links else 0
        elif not text.isspace():
            open_ = _Open(element, not start, [text], len(text) if links else 0)
    if open_ is not None:
        found.append(open_.closed())
    return found


@dataclass(slots=True)
class _Open:
    """A run whose end has not come. `linked`: characters."""

    opens: HtmlElement
    behind: bool
    parts: list[str]
    linked: int

    def closed(self) -> Run:
        text = "".join(self.parts)
        holder = self.opens.getparent() if self.behind else self.opens
        return Run(holder, squash(text), min(1.0, self.linked / len(text)), self.opens, self.behind)


def block_of(element: HtmlElement) -> HtmlElement:
    """The innermost element around `element`, or itself, that is no inline one."""
    while element.tag in INLINE:
        parent = element.getparent()
        if parent is None:
            break
        element = parent
    return element
