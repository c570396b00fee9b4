"""Runs of text, numbered: how we learn which parts of a page an extractor kept.

A run is the text between two block boundaries or line breaks: a paragraph, a heading, a cell, a line. Each gets two
marks (Braille patterns, which no newspaper prints) before its first letter. Whatever an extractor does to the tree, the
marks of what it kept are in its answer, and the body is rebuilt from our own tree, with links, quotes, tables and
pictures in their places.
"""

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

from broadsheet.errors import ExtractError
from broadsheet.text.words import squash

FIRST, BASE = 0x2801, 255
MARK = re.compile(f"([{chr(FIRST)}-{chr(FIRST + BASE - 1)}])([{chr(FIRST)}-{chr(FIRST + BASE - 1)}])")
_BRAILLE = re.compile("[\u2800-\u28ff]+")
_NOT_BLANK = re.compile(r"\S")

INLINE = frozenset(
    (
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "center",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "picture",
        "q",
        "ruby",
        "s",
        "samp",
        "small",
        "source",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    )
)  # fmt: skip - {"center"}


@dataclass(frozen=True, slots=True)
class Run:
    """One run: `holder` is the element that its text is directly in, `words` its whole text, squashed. `linked`: the
    share of it that is links."""

    holder: HtmlElement
    words: str
    linked: float


def mark(root: HtmlElement) -> list[Run]:
    """Mark every run under `root`, in place, and give them in order: the number of a run is its place.

    Raises ExtractError where there are more runs than two marks can count (65,025).
    """
    marker = _Marker()
    marker.walk(root)
    return marker.runs()


def unmarked(text: str) -> tuple[int | None, str]:
    """The number of the run that `text` opens, or None; and the text without the mark."""
    found = MARK.search(text)
    if found is None:
        return None, text
    return number(found), text[: found.start()] + text[found.end() :]


def number(found: re.Match[str]) -> int:
    """The run that a mark stands for."""
    return (ord(found[1]) - FIRST) * BASE + ord(found[2]) - FIRST


def block_of(element: HtmlElement) -> HtmlElement:
    """The innermost element around `element`, or itself, that is no inline one."""
    while element.tag in INLINE:
        parent = element.getparent()
        if parent is None:
            break
        element = parent
    return element


class _Marker:
    """One walk over a tree. A class for the state of the walk: whether a run is open, and what it holds."""

    def __init__(self) -> None:
        self._holders: list[HtmlElement] = []
        self._parts: list[list[str]] = []
        self._linked: list[int] = []
        self._open = False
        self._links = 0  # how many links the walk is in

    def runs(self) -> list[Run]:
        found = zip(self._holders, self._parts, self._linked, strict=True)
        return [_run(holder, "".join(parts), linked) for holder, parts, linked in found]

    def walk(self, element: HtmlElement) -> None:
        inline = element.tag in INLINE
        if not inline:
            self._open = False
        link = element.tag == "a" and bool(element.get("href"))
        self._links += link
        text = element.text
        if text and (self._open or not text.isspace()):
            marked = self._take(text, element)
            if marked is not text:
                element.text = marked
        for child in element:
            self.walk(child)
            text = child.tail
            if text and (self._open or not text.isspace()):
                marked = self._take(text, element)
                if marked is not text:
                    child.tail = marked
        self._links -= link
        if not inline:
            self._open = False

    def _take(self, text: str, holder: HtmlElement) -> str:
        if not text.isascii():
            text = _BRAILLE.sub(" ", text) if _BRAILLE.search(text) else text
        if self._open:
            self._parts[-1].append(text)
            self._linked[-1] += len(text) if self._links else 0
            return text
        start = _NOT_BLANK.search(text)
        if start is None:
            return text
        self._open = True
        self._holders.append(holder)
        self._parts.append([text])
        self._linked.append(len(text) if self._links else 0)
        return text[: start.start()] + _mark(len(self._holders) - 1) + text[start.start() :]


def _run(holder: HtmlElement, text: str, linked: int) -> Run:
    words = squash(text)
    return Run(holder, words, min(1.0, linked / len(text)))


def _mark(place: int) -> str:
    if place >= BASE * BASE:
        raise ExtractError("The page has so many pieces of text that it cannot be an article.")
    return chr(FIRST + place // BASE) + chr(FIRST + place % BASE)
