"""Words of an article's plain text, marked in its HTML: how a receipt is shown.

The text and the HTML differ in spaces, dashes before items and the like, but not in their letters and digits: so those
alone are counted off, in both.
"""

from collections.abc import Callable, Iterator

from lxml import etree
from lxml.html import HtmlElement

from broadsheet.model.articles import SafeHtml
from broadsheet.model.spans import Span
from broadsheet.text import trees
from broadsheet.text.sanitize import sanitize_shown

ANCHOR = "receipt"  # the id of the first mark
_CLINGS = "”’»\"'.,;:!?…)」』。，！？؟۔।"  # marks that belong to the words before them
_OPENS = "“‘«\"'„‚(「『¿¡"

_Slot = tuple[HtmlElement, bool]  # an element, and whether its own text is meant or the text behind it


def mark(html: SafeHtml, text: str, span: Span, picture: Callable[[str], str]) -> SafeHtml | None:
    """The HTML with the words at `span` of `text` in <mark>, the first of which has the id "receipt".

    `text`: the plain text of the same article. `picture`: where a picture comes from, given the outlet's address. None
    where the words are not in the HTML.
    """
    root = trees.parse(f"<div>{html}</div>")
    wanted = _letters(span.of(text))
    if root is None or not wanted:
        return None
    slots = list(_slots(root))
    whole = "".join(_letters(_read(slot)) for slot in slots)
    start = _place(whole, wanted, _letters(text[: span.start]))
    if start < 0:
        return None
    _wrap(slots, start, start + len(wanted))
    return sanitize_shown(etree.tostring(root, encoding="unicode", method="html"), picture)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _place(whole: str, wanted: str, before: str) -> int:
    """Where the words are: at the same count of letters, or else the nearest place that has them; -1 for none."""
    exact = len(before)
    if whole.startswith(wanted, exact):
        return exact
    after, ahead = whole.find(wanted, exact), whole.rfind(wanted, 0, exact + len(wanted))
    found = [place for place in (after, ahead) if place >= 0]
    return min(found, key=lambda place: abs(place - exact), default=-1)


def _slots(root: HtmlElement) -> Iterator[_Slot]:
    """Every place that holds text, in the order of the text."""
    for action, element in etree.iterwalk(root, events=("start", "end")):
        slot = (element, action == "start")
        if _read(slot):
            yield slot


def _read(slot: _Slot) -> str:
    element, inside = slot
    return (element.text if inside else element.tail) or ""


def _wrap(slots: list[_Slot], start: int, end: int) -> None:
    """Put <mark> around the letters from `start` to `end`, counted over all slots; one mark in each slot."""
    done, first = 0, True
    for slot in slots:
        own = _read(slot)
        count = len(_letters(own))
        if done < end and done + count > start and count:
            left, right = _cut(own, start - done, end - done)
            _put(slot, own[:left], own[left:right], own[right:], anchor=first)
            first = False
        done += count


def _cut(own: str, start: int, end: int) -> tuple[int, int]:
    """Where in a slot's text the letters from `start` up to `end` stand, with the marks that cling to them."""
    places = [place for place, letter in enumerate(own) if letter.isalnum()]
    left = places[max(start, 0)]
    right = places[min(end, len(places)) - 1] + 1
    while left and own[left - 1] in _OPENS:
        left -= 1
    while right < len(own) and own[right] in _CLINGS:
        right += 1
    return left, right


def _put(slot: _Slot, before: str, marked: str, after: str, *, anchor: bool) -> None:
    element, inside = slot
    made = element.makeelement("mark", {"id": ANCHOR} if anchor else {})
    made.text, made.tail = marked, after
    if inside:
        element.text = before
        element.insert(0, made)
    else:
        element.tail = before
        parent = element.getparent()
        assert parent is not None  # what has a tail stands in something
        parent.insert(parent.index(element) + 1, made)
