"""What stands around an article on its page, taken out before the article is looked for: by tag, by what is hidden, by
the names that page makers give to such parts, and by how much of a part is links.

Names are compared word by word ("article-share-bar" has the words article, share, bar), never as bare substrings, and
a part that holds much of the page's text stays whatever it is called.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache, partial
from itertools import pairwise

from lxml.html import HtmlElement

from broadsheet.extract import names, vocabulary
from broadsheet.extract.document import Document
from broadsheet.extract.inventory import Inventory

_DROPPED = (
    "script", "style", "noscript", "template", "svg", "iframe", "object", "embed", "applet", "canvas", "button",
    "input", "select", "textarea", "dialog", "nav", "map", "math", "head", "title",
)  # fmt: skip
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


def clear(document: Document, told: Callable[[HtmlElement, str], None] | None = None) -> None:
    """Take the furniture out of the tree of a page, in place. `told` hears of each part before it goes, and why."""
    root = document.root
    gone: set[HtmlElement] = set()
    for element in list(root.iter(*_DROPPED)):
        if told is not None:
            told(element, f"furniture by its tag, <{element.tag}>")
        gone.update(element.iter())
        _drop(element)
    most = (0.0, _SHORT, _HALF * max(1, len(root.text_content())))
    for element, weight, because in _weighed(document.inventory):
        if element not in gone and element.tag in _PARTS and _fits(element, most[weight]):
            if told is not None:
                told(element, because)
            gone.update(element.iter())
            _drop(element)


def _weighed(inventory: Inventory) -> Iterator[tuple[HtmlElement, int, str]]:
    """The elements that may be furniture, in the order of the page, with the weight of what speaks for it, and that."""
    found = dict.fromkeys(inventory.hidden, (2, "hidden"))
    for called, places in inventory.named.items():
        if weight := _weight_of(called):
            found |= dict.fromkeys(places, (weight, "furniture by its class or id"))
    for place in sorted(found):
        yield inventory.elements[place], *found[place]


@lru_cache(maxsize=8192)
def _weight_of(of: str) -> int:
    """What names say: 0 nothing, 1 that a short part is furniture, 2 that any is. Pages of an outlet share theirs."""
    if len(of) < 6 or len(of) > 400:
        return 0
    words = names.words(of)
    if _hints().isdisjoint(words):
        return 0
    if not _words("alone").isdisjoint(words) or not _pairs("pairs").isdisjoint(pairwise(words)):
        return 2
    if not _OF_HIDDEN.isdisjoint(words) and _HIDDEN_NAMES.search(of):
        return 2
    short = not _words("short_alone").isdisjoint(words) or not _pairs("short_pairs").isdisjoint(pairwise(words))
    return 1 if short else 0


_words = partial(vocabulary.words, "furniture")


@cache
def _pairs(name: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(phrase.split()) for phrase in vocabulary.phrases("furniture", name))


@cache
def _hints() -> frozenset[str]:
    """The words without which names say nothing: one look spares most names the others."""
    firsts = {pair[0] for name in ("pairs", "short_pairs") for pair in _pairs(name)}
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
