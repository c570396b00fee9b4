"""Comments are Markdown (CommonMark): here it becomes HTML that is safe to show.

Left out of it on purpose: HTML, pictures, headings, and link definitions, which show nothing where they stand. A line
break is a line break, as people type them, and a bare address is a link.
"""

import re
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from broadsheet.model.articles import SafeHtml
from broadsheet.text.sanitize import sanitize_comment

LONGEST = 5_000  # characters: two pages of a book
DEEPEST = 20  # elements in one another; markdown-it keeps to it for blocks, `_flatter` for emphasis
_KEPT = 512  # comments whose HTML is remembered: some 1 MB of usual ones, 10 MB of the longest

_SCHEME = re.compile(r"(?<![0-9A-Za-z])https?$", re.IGNORECASE)
# What follows "http". A bracket belongs to it where it was opened in it, as in …/River_(film).
_REST = re.compile(r"://[^\s<>\"`\\\x00-\x20\x7f]+")
_PUNCTUATION = ".,:;!?'*_~…»”’"
_EMPHASIS = re.compile(r"<(/?)(?:em|strong|s)>")


class _Comments(MarkdownIt):
    """CommonMark in which a link leads to the web or is no link: not to mail, not to pages of ours by half a name."""

    def validateLink(self, url: str) -> bool:  # noqa: N802  markdown-it's own name
        """Whether a link may be made of this address; where not, it stays as it was typed."""
        return re.match(r"https?://[^/?#]", url, re.IGNORECASE) is not None


@lru_cache(maxsize=_KEPT)
def comment_html(markdown: str) -> SafeHtml:
    """A comment as HTML. Never raises; what is longer than LONGEST characters is cut."""
    return sanitize_comment(_flatter(_MARKDOWN.render(markdown[:LONGEST])))


def _bare_address(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  as markdown-it calls its rules
    """An inline rule of markdown-it: it stands at the colon of "https://…", and the scheme is pending already."""
    if state.linkLevel or not (rest := _REST.match(state.src, state.pos, state.posMax)):
        return False
    scheme = _SCHEME.search(state.pending[-6:])
    if not scheme:
        return False
    end = _without_punctuation(rest[0])
    shown = scheme[0] + end
    href = state.md.normalizeLink(shown)
    if not state.md.validateLink(href):
        return False
    if not silent:
        state.pending = state.pending[: -len(scheme[0])]
        state.push("link_open", "a", 1).attrs = {"href": href}
        state.push("text", "", 0).content = shown
        state.push("link_close", "a", -1)
    state.pos += len(end)
    return True


def _without_punctuation(address: str) -> str:
    """The address without the punctuation of the sentence that it stands in."""
    while address:
        last = address[-1]
        closes_nothing = last in ")]" and address.count(last) > address.count("(["[")]".index(last)])
        if last not in _PUNCTUATION and not closes_nothing:
            break
        address = address[:-1]
    return address


def _flatter(html: str) -> str:
    """The HTML without emphasis that is nested deeper than DEEPEST: nobody sees it, and the sanitizer's time grows with
    the square of it."""
    depth = 0

    def each(tag: re.Match[str]) -> str:
        nonlocal depth
        if not tag[1]:
            depth += 1
            return tag[0] if depth <= DEEPEST else ""
        depth -= 1
        return tag[0] if depth < DEEPEST else ""

    return _EMPHASIS.sub(each, html)


def _made() -> MarkdownIt:
    made = _Comments("commonmark", {"html": False, "breaks": True, "xhtmlOut": False, "maxNesting": DEEPEST})
    made.disable(["html_block", "html_inline", "image", "heading", "lheading", "reference"])
    made.enable("strikethrough")
    made.inline.ruler.before("autolink", "bare_address", _bare_address)
    return made


_MARKDOWN = _made()
