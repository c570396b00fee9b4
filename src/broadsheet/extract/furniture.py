"""What stands around an article on its page, taken out before the article is looked for: by tag, by what is hidden, by
the names that page makers give to such parts, and by how much of a part is links.

Names are compared word by word ("article-share-bar" has the words article, share, bar), never as bare substrings, and
a part that holds much of the page's text stays whatever it is called.
"""

import re
from collections.abc import Mapping
from functools import partial
from itertools import pairwise

from lxml.html import HtmlElement

from broadsheet.extract import vocabulary

_DROPPED = (
    "script", "style", "noscript", "template", "svg", "iframe", "object", "embed", "applet", "canvas", "button",
    "input", "select", "textarea", "dialog", "nav", "map", "math", "head",
)  # fmt: skip
_WORD = re.compile(r"[a-z]+|[A-Z][a-z]+|[A-Z]+(?![a-z])")
_HIDDEN_STYLE = re.compile(r"(?:display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden)", re.I)
_HIDDEN_NAMES = re.compile(
    r"(?:^|[\s_-])(?:sr-only|visually-?hidden|screen-reader(?:-text)?|a11y-hidden|u-hidden|element-invisible"
    r"|visuallyhidden|is-hidden|d-none|assistive-text|skip-?link)(?:$|[\s_-])",
    re.I,
)
_SHORT = 150  # characters
_PARTS = ("div", "section", "aside", "ul", "ol", "p", "span", "a", "figure", "li", "footer", "header", "h2", "h3", "h4")
_HALF = 0.4  # a part with more of the page's text than this is no furniture, whatever its name


def clear(root: HtmlElement) -> None:
    """Take the furniture out of `root`, in place."""
    for element in list(root.iter(*_DROPPED)):
        _drop(element)
    whole = max(1, len(root.text_content()))
    allowed: dict[str, float] = {}  # by names: many parts have the same
    for element in list(root.iter(*_PARTS)):
        attributes = element.attrib
        if not attributes:
            continue
        names = f"{attributes.get('class', '')} {attributes.get('id', '')}"
        if names not in allowed:
            allowed[names] = _most_for(names, whole)
        most = allowed[names] or (_HALF * whole if _is_hidden(attributes) else 0)
        if most and _fits(element, most):
            _drop(element)


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    style = attributes.get("style")
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or (style is not None and _HIDDEN_STYLE.search(style) is not None)
    )


def _most_for(names: str, whole: int) -> float:
    """How many characters a part of these names may have to be furniture; 0 where the names say nothing."""
    if len(names) < 6 or len(names) > 400:
        return 0
    if _HIDDEN_NAMES.search(names):
        return _HALF * whole
    words = [word.lower() for word in _WORD.findall(names)]
    pairs = {f"{first} {second}" for first, second in pairwise(words)}
    if not _words("alone").isdisjoint(words) or not _pairs("pairs").isdisjoint(pairs):
        return _HALF * whole
    return _SHORT if not _words("short_alone").isdisjoint(words) or not _pairs("short_pairs").isdisjoint(pairs) else 0


_words = partial(vocabulary.words, "furniture")
_pairs = partial(vocabulary.phrases, "furniture")


def _fits(element: HtmlElement, most: float) -> bool:
    return len(element.text_content()) < most and next(element.iter("h1", "article"), None) is None


def _drop(element: HtmlElement) -> None:
    """Take an element out, and leave the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)
