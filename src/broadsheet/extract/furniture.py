"""What stands around an article on its page, taken out before the article is looked for: by tag, by what is hidden, by
the names that page makers give to such parts, and by how much of a part is links.

Names are compared word by word ("article-share-bar" has the words article, share, bar), never as bare substrings, and
a part that holds much of the page's text stays whatever it is called.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache, partial
from itertools import pairwise
from typing import cast

from lxml import etree
from lxml.html import HtmlElement

from broadsheet.extract import names, vocabulary

_DROPPED = (
    "script", "style", "noscript", "template", "svg", "iframe", "object", "embed", "applet", "canvas", "button",
    "input", "select", "textarea", "dialog", "nav", "map", "math", "head", "title",
)  # fmt: skip
_NAMED = etree.XPath("//*[@class or @id or @hidden or @style or @aria-hidden]")
_HIDDEN_STYLE = re.compile(r"(?:display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden)", re.I)
_HIDDEN_NAMES = re.compile(
    r"(?:^|[\s_-])(?:sr-only|visually-?hidden|screen-reader(?:-text)?|a11y-hidden|u-hidden|element-invisible"
    r"|visuallyhidden|is-hidden|d-none|assistive-text|skip-?link)(?:$|[\s_-])",
    re.I,
)
_OF_HIDDEN = frozenset(
    ("sr", "visually", "visuallyhidden", "screen", "hidden", "element", "is", "d", "assistive", "skip", "skiplink", "u")
)  # words of which one is in each of the hidden names
_SHORT = 150  # characters
_PARTS = frozenset(
    ("div", "section", "aside", "ul", "ol", "p", "span", "a", "figure", "li", "footer", "header", "h2", "h3", "h4")
)
_HALF = 0.4  # a part with more of the page's text than this is no furniture, whatever its name


def clear(root: HtmlElement, told: Callable[[HtmlElement, str], None] | None = None) -> None:
    """Take the furniture out of `root`, in place. `told` hears of each part before it goes, and why."""
    for element in list(root.iter(*_DROPPED)):
        if told is not None:
            told(element, f"furniture by its tag, <{element.tag}>")
        _drop(element)
    whole = max(1, len(root.text_content()))
    most = (0.0, _SHORT, _HALF * whole)
    for element in cast("list[HtmlElement]", _NAMED(root)):
        if element.tag not in _PARTS:
            continue
        attributes = element.attrib
        because = "furniture by its class or id"
        weight = _weight_of(f"{attributes.get('class', '')} {attributes.get('id', '')}")
        if not weight and _is_hidden(attributes):
            weight, because = 2, "hidden"
        if weight and _fits(element, most[weight]):
            if told is not None:
                told(element, because)
            _drop(element)


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    style = attributes.get("style")
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or (style is not None and _HIDDEN_STYLE.search(style) is not None)
    )


@lru_cache(maxsize=8192)
def _weight_of(of: str) -> int:
    """What names say: 0 nothing, 1 that a short part is furniture, 2 that any is. Pages of an outlet share theirs."""
    if len(of) < 6 or len(of) > 400:
        return 0
    words = names.words(of)
    if _hints().isdisjoint(words):
        return 0
    pairs = {f"{first} {second}" for first, second in pairwise(words)}
    if not _words("alone").isdisjoint(words) or not _pairs("pairs").isdisjoint(pairs) or _HIDDEN_NAMES.search(of):
        return 2
    return 1 if not _words("short_alone").isdisjoint(words) or not _pairs("short_pairs").isdisjoint(pairs) else 0


_words = partial(vocabulary.words, "furniture")
_pairs = partial(vocabulary.phrases, "furniture")


@cache
def _hints() -> frozenset[str]:
    """The words without which names say nothing: one look spares most names the others."""
    firsts = {pair.split()[0] for name in ("pairs", "short_pairs") for pair in _pairs(name)}
    return frozenset(firsts | _words("alone") | _words("short_alone") | _OF_HIDDEN)


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
