"""Any tree of HTML, written as a small and regular HTML: what the sanitizer is given, so that what it gives is tidy.

Not a safety measure (see sanitize.py). Bare text becomes paragraphs, <div> and the like vanish, two line breaks are a
new paragraph, headings begin at h2, empty elements are left out, a layout table is read as paragraphs, a lazily loaded
picture shows itself.
"""

import re
from html import escape

from lxml.html import HtmlElement

from broadsheet.text import pictures
from broadsheet.text.urls import absolute, without_tracking

# Letters that no HTML may hold.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
DEEPEST = 40  # elements open at once; nested comments of a long thread reach 15
_MOST_TEXT = 800_000  # characters written, about; what is behind is left out
_LONGEST_TEXT = 100_000  # characters in one piece: the sanitizer takes quadratic time in it

_INLINE = {
    **{name: name for name in [
        "em", "strong", "b", "i", "sub", "sup", "cite", "q", "abbr", "time", "ins", "del", "mark", "s", "u", "code",
        "a",
    ]},
    "strike": "s", "tt": "code", "kbd": "code", "samp": "code", "var": "i", "dfn": "i",
}  # fmt: skip
# Inline elements that are not kept as such: their text runs on.
_PLAIN = frozenset([
    "span", "font", "big", "small", "bdi", "bdo", "data", "label", "nobr", "wbr", "ruby", "acronym", "picture",
    "source",
])  # fmt: skip
_BLOCK = {
    **{name: name for name in [
        "p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "pre", "figure", "figcaption", "table", "thead",
        "tbody", "tr", "th", "td",
    ]},
    **{name: name for name in ["caption", "dl", "dt", "dd"]},
    "h1": "h2", "h5": "h4", "h6": "h4", "dir": "ul", "menu": "ul", "tfoot": "tbody", "summary": "h4",
}  # fmt: skip
_DROPPED = frozenset((
    "script", "style", "noscript", "template", "iframe", "object", "embed", "applet", "svg", "math", "canvas",
    "audio", "video", "map", "input", "select", "textarea", "button", "option", "head", "title", "meta", "link",
    "base", "frame", "frameset", "noframes", "xmp", "plaintext", "rp", "rt",
))  # fmt: skip
# Where an element of these may stand; elsewhere only its contents are written.
_INSIDE = {
    "li": {"ul", "ol"}, "dt": {"dl"}, "dd": {"dl"}, "tr": {"table", "thead", "tbody"}, "td": {"tr"}, "th": {"tr"},
    "thead": {"table"}, "tbody": {"table"}, "caption": {"table"}, "figcaption": {"figure"},
}  # fmt: skip
_LEAVES = frozenset(["p", "h2", "h3", "h4", "pre", "dt", "figcaption", "caption"])  # hold no further blocks
_IMPLIED = {"": "p", "blockquote": "p", "ul": "li", "ol": "li", "dl": "dd"}  # what bare text becomes in them
_FORCED = frozenset({"tr", "td", "th"})  # written even when empty: they hold a place
_STRUCTURE = frozenset({"table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup", "col"})

# Loaded when it comes into view, and without telling the picture's host where.
_QUIET = ' loading="lazy" referrerpolicy="no-referrer"'


class Writer:
    """Writes one tree. A class for the state of the walk: the elements that are open, and those that wait for text."""

    def __init__(self, base_url: str) -> None:
        self._base = base_url
        self._out: list[str] = []
        self._open: list[str] = []  # names of the elements open in the output
        self._waiting: list[str] = []  # start tags of the last of them, not yet written
        self._breaks = 0
        self._space = False  # white space that is due before the next word
        self._fresh = True  # nothing was written yet in the open block
        self._written = 0
        self._split: set[HtmlElement] = set()

    def write(self, root: HtmlElement) -> str:
        """The tree as HTML."""
        self._split = _inline_around_blocks(root)
        self._walk(root)
        self._close_implied()
        return "".join(self._out)

    def _walk(self, element: HtmlElement) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in _DROPPED or self._written > _MOST_TEXT:
            return
        if tag == "br":
            self._breaks += 1
        elif tag == "hr":
            self._rule()
        elif tag in ("img", "amp-img"):
            self._picture(element)
        elif tag in _INLINE and element not in self._split:
            self._inline(element, _INLINE[tag])
        elif tag in _PLAIN or tag in _INLINE:
            self._children(element)
        else:
            self._block(element, tag)

    def _children(self, element: HtmlElement) -> None:
        if element.text:
            self._text(element.text)
        for child in element:
            self._walk(child)
            if child.tail:
                self._text(child.tail)

    def _inline(self, element: HtmlElement, name: str) -> None:
        attributes = self._link(element) if name == "a" else _attributes(element, name)
        nested = name in self._open[self._block_at() :] or len(self._open) >= DEEPEST
        if nested or attributes is None:
            self._children(element)
            return
        self._imply()
        self._start(name, attributes)
        self._children(element)
        self._end(name)

    def _block(self, element: HtmlElement, tag: str) -> None:
        name = _BLOCK.get(tag, "")
        if tag == "table" and not _is_data(element):
            name = ""
        self._close_implied()
        if not self._wanted(name):
            self._boundary()
            self._children(element)
            self._close_implied()
            self._boundary()
            return
        self._start(name, _attributes(element, name))
        self._begin_line()
        self._children(element)
        self._close_implied()
        self._end(name)
        self._begin_line()

    def _begin_line(self) -> None:
        self._fresh, self._space, self._breaks = True, False, 0

    def _boundary(self) -> None:
        """A block begins or ends that is not written: inside an item or a cell its text goes on in a new line."""
        if not self._fresh:
            self._breaks = max(self._breaks, 1)

    def _wanted(self, name: str) -> bool:
        """Whether a block may be written here as what it is."""
        if not name or len(self._open) >= DEEPEST:
            return False
        parent = self._open[-1] if self._open else ""
        if name in _INSIDE:
            return parent in _INSIDE[name]
        if parent in _IMPLIED and parent in ("ul", "ol", "dl"):
            return False
        return not any(opened in _LEAVES for opened in self._open) and parent not in _INLINE.values()

    def _close_implied(self) -> None:
        """End what bare text had begun, and the line."""
        while self._open and self._open[-1].startswith("+"):
            self._end(self._open[-1])
            self._begin_line()

    def _imply(self) -> None:
        """Bare words here: begin the paragraph or item that they are."""
        parent = self._open[-1] if self._open else ""
        if parent in _IMPLIED:
            self._start("+" + _IMPLIED[parent], "")

    def _text(self, text: str) -> None:
        if "pre" in self._open:
            self._verbatim(text)
            return
        words = " ".join(text[:_LONGEST_TEXT].split())
        if not words.isprintable():
            words = " ".join(FORBIDDEN.sub("", words).split())
        if not words:
            self._space = self._space or bool(text)
            return
        parent = self._open[-1] if self._open else ""
        if parent in _STRUCTURE - {"td", "th", "caption"}:
            return
        if self._breaks >= 2 and parent.lstrip("+") == "p":
            self._end(parent)
            self._start(parent, "")
            self._begin_line()
        self._imply()
        if self._breaks and not self._fresh:
            self._glue("<br>" * min(self._breaks, 2))
        elif (self._space or text[0].isspace()) and not self._fresh:
            self._glue(" ")
        self._put(escape(words, quote=False))
        self._fresh, self._breaks, self._space = False, 0, text[-1].isspace()

    def _verbatim(self, text: str) -> None:
        text = "\n" * self._breaks + text
        self._breaks = 0
        if self._fresh:
            text = text.lstrip("\n")
        if text:
            self._put(escape(text[:_LONGEST_TEXT], quote=False))
            self._fresh = False

    def _picture(self, element: HtmlElement) -> None:
        width, height = pictures.size(element.attrib)
        url = pictures.address(element.attrib, self._base)
        parent = self._open[-1] if self._open else ""
        if not url or pictures.counts_readers(url, width, height) or parent in _STRUCTURE - {"td", "th", "caption"}:
            return
        if parent in ("ul", "ol", "dl") or "pre" in self._open:
            return
        sized = "".join(f' {name}="{value}"' for name, value in (("width", width), ("height", height)) if value)
        alt = " ".join(element.get("alt", "").split())[:1000]
        self._imply()
        if self._space and not self._fresh:
            self._glue(" ")
        self._put(f'<img src="{escape(url)}" alt="{escape(alt)}"{sized}{_QUIET}>')
        self._fresh, self._space, self._breaks = False, False, 0

    def _rule(self) -> None:
        self._close_implied()
        if not self._open and self._out and self._out[-1] != "<hr>":
            self._put("<hr>")

    def _link(self, element: HtmlElement) -> str | None:
        """The attributes of a link that leads somewhere, else None."""
        href = element.get("href", "").strip()
        url = absolute(self._base, href) if href else None
        return f' href="{escape(without_tracking(url))}"' if url else None

    def _block_at(self) -> int:
        """Where in the stack of open elements the inline ones begin."""
        place = len(self._open)
        while place and self._open[place - 1] in _INLINE.values():
            place -= 1
        return place

    def _start(self, name: str, attributes: str | None) -> None:
        self._open.append(name)
        self._waiting.append(f"<{name.lstrip('+')}{attributes or ''}>")
        if name in _FORCED:
            self._put("")

    def _end(self, name: str) -> None:
        self._open.pop()
        if self._waiting:
            self._waiting.pop()
        else:
            self._out.append(f"</{name.lstrip('+')}>")

    def _glue(self, markup: str) -> None:
        """Write what separates two words: before the inline elements that wait for the second."""
        self._out.append(markup)

    def _put(self, markup: str) -> None:
        """Write, with the elements that waited for it."""
        self._out.extend(self._waiting)
        self._waiting.clear()
        self._out.append(markup)
        self._written += len(markup)


def _inline_around_blocks(root: HtmlElement) -> set[HtmlElement]:
    """Inline elements that hold a block: their contents are written without them."""
    found: set[HtmlElement] = set()
    for element in root.iter():
        tag = element.tag
        if not isinstance(tag, str) or tag in _INLINE or tag in _PLAIN or tag in ("br", "img", "amp-img"):
            continue
        parent = element.getparent()
        while parent is not None and (parent.tag in _INLINE or parent.tag in _PLAIN) and parent not in found:
            found.add(parent)
            parent = parent.getparent()
    return found


def _is_data(table: HtmlElement) -> bool:
    """A table of data: more than one cell in a row, nothing but rows and cells in it, no table in a cell."""
    if table.get("role") in ("presentation", "none") or next(table.iterdescendants("table"), None) is not None:
        return False
    for element in table.iter("table", "thead", "tbody", "tfoot", "tr"):
        if any(isinstance(child.tag, str) and child.tag not in _STRUCTURE for child in element):
            return False
        if (element.text or "").strip() or any((child.tail or "").strip() for child in element):
            return False
    return any(sum(1 for _ in row.iter("td", "th")) > 1 for row in table.iter("tr"))


def _attributes(element: HtmlElement, name: str) -> str:
    """What of an element's attributes is written; nh3 judges them once more."""
    kept = ["dir", "lang", *_OWN.get(name, ())]
    return "".join(
        f' {key}="{escape(" ".join(value.split())[:200])}"' for key in kept if (value := element.get(key, "").strip())
    )


_OWN = {
    "td": ("colspan", "rowspan"), "th": ("colspan", "rowspan", "scope"), "time": ("datetime",), "abbr": ("title",),
    "ol": ("start",),
}  # fmt: skip
