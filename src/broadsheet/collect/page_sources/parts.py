"""Which selectors find the link, headline, date, summary and picture within items that are known. Pure."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from broadsheet.collect.page_sources.elements import Element, Elements
from broadsheet.collect.page_sources.links import Link, width
from broadsheet.collect.page_sources.names import own_names
from broadsheet.collect.page_sources.reading import HEADINGS, language_of, moment_of
from broadsheet.model.page_sources import Selectors
from broadsheet.text import pictures
from broadsheet.text.dates import day_first_in, parse

MOST_LOOKED_AT = 24  # items, from which the rest is judged
MOST_PARTS = 120  # elements of one item
ALL = 0.98
MOSTLY = 0.8  # of the items
SOMETIMES = 0.4
SHORTEST_SUMMARY = 45  # Latin letters
LONGEST_DATE = 60  # characters

Item = tuple[Element, Link]

_PARAGRAPHS = ("p", "div", "span")
_BLOCKS = ("p", "div", *HEADINGS)
_TITLED = ("title", "headline", "heading", "titre", "titel", "titulo", "hed")  # how classes of headlines are called


def parts_of(elements: Elements, selector: str, items: Sequence[Item]) -> Selectors:
    """The selectors for what stands within the items. `items`: with the link that each is about."""
    looked = items[:MOST_LOOKED_AT]
    link = _link(elements, looked)
    title = _title(elements, looked)
    date = _best(elements, looked, lambda one: _is_date(elements, one), SOMETIMES)
    summary = _summary(elements, looked, title)
    image = _best(elements, looked, lambda one: _is_picture(elements, one), SOMETIMES)
    return Selectors(selector, link, title, date, summary if summary != title else "", image)


def _inner(elements: Elements, item: Element) -> list[Element]:
    return elements.all[item.at + 1 : min(item.end, item.at + 1 + MOST_PARTS)]


def _selectors(elements: Elements, element: Element, item: Element) -> Iterator[str]:
    """Ways to find one element within an item, best first."""
    parent = elements.all[element.parent] if element.parent > item.at else None
    if element.tag in ("time", "img", *HEADINGS):
        yield element.tag
    yield from own_names(element)
    if parent is not None:
        if parent.tag in HEADINGS:
            yield f"{parent.tag} {element.tag}"
        for name in own_names(parent):
            yield f"{name} > {element.tag}"
    yield element.tag


def _best(elements: Elements, items: Sequence[Item], wanted: Callable[[Element], bool], least: float) -> str:
    """The selector whose first match is a wanted element in the most items, in at least a share of them; else ""."""
    hits: Counter[str] = Counter()
    for item, _ in items:
        first: set[str] = set()
        for one in _inner(elements, item):
            found = list(_selectors(elements, one, item))
            if wanted(one):
                hits.update(name for name in dict.fromkeys(found) if name not in first)
            first.update(found)
    best = max(hits.values(), default=0)
    if best < max(1, least * len(items)):
        return ""
    good = [name for name, count in hits.items() if count >= 0.95 * best]
    return min(good, key=lambda name: (len(name.split()), name in ("div", "span", "p"), len(name)))


def _link(elements: Elements, items: Sequence[Item]) -> str:
    """Empty where the item is the link itself or lies in it, and where no one selector finds all of the links: then
    the reading's own rule does better."""
    if all(item.at in link.places for item, link in items):
        return ""
    places = {at for _, link in items for at in (link.headed or link.places)}
    return _best(elements, items, lambda one: one.at in places, ALL)


def _title(elements: Elements, items: Sequence[Item]) -> str:
    """A heading, else the part of the link that is the headline where the link holds more; else "": its own words."""
    headings = Counter(
        tag
        for item, link in items
        for tag in HEADINGS
        if any(_is_about(elements, one, link) for one in elements.within(item, tag))
    )
    if sum(headings.values()) >= MOSTLY * len(items) and not any(item.tag in HEADINGS for item, _ in items):
        return ", ".join(sorted(headings))
    holding = [(item, link) for item, link in items if _holds_more(elements, item, link)]
    if len(holding) < MOSTLY * len(items):
        return ""
    longest = {
        max(_pieces(elements, item, link), key=lambda one: _headline_like(elements, one)).at for item, link in holding
    }
    return _best(elements, items, lambda one: one.at in longest, MOSTLY)


def _is_about(elements: Elements, heading: Element, link: Link) -> bool:
    """Whether a heading is that of the link: in it, around it, or with its words."""
    return any(heading.at <= at < heading.end or at <= heading.at < elements.all[at].end for at in link.places) or (
        elements.text(heading) == link.text
    )


def _pieces(elements: Elements, item: Element, link: Link) -> list[Element]:
    """The parts with words of their own in the place of the link in this item."""
    at = next((at for at in link.places if item.at <= at < item.end), item.at)
    around = elements.all[at]
    return [
        one
        for one in elements.all[at + 1 : min(around.end, at + MOST_PARTS)]
        if one.tag not in ("time", "img", "picture") and width(elements.text(one)) >= 8 and one.end - one.at <= 4
    ]


def _holds_more(elements: Elements, item: Element, link: Link) -> bool:
    pieces = _pieces(elements, item, link)
    at = next((at for at in link.places if item.at <= at < item.end), item.at)
    return bool(pieces) and all(len(elements.text(one)) < len(elements.text(elements.all[at])) for one in pieces)


def _headline_like(elements: Elements, one: Element) -> float:
    """Headlines come before summaries, and their classes say so."""
    said = " ".join(one.classes).lower()
    named = (
        1.0
        if any(word in said for word in ("title", "headline", "heading", "titre", "titel", "titulo", "hed"))
        else 0.0
    )
    length = width(elements.text(one))
    return named + (1.0 if one.tag in ("strong", "b") else 0.0) + (1.0 if 15 <= length <= 140 else 0.0) - one.at / 1e7


def _is_date(elements: Elements, one: Element) -> bool:
    if one.tag == "time" and one.attributes.get("datetime"):
        return moment_of(elements, one, day_first=day_first_in(language_of(elements))) is not None
    if one.end - one.at > 4 or one.tag in ("a", *HEADINGS):
        return False
    text = elements.text(one)
    if not text or len(text) > LONGEST_DATE or not any(letter.isdigit() for letter in text):
        return False
    return _says_when(text, day_first=day_first_in(language_of(elements)))


@lru_cache(maxsize=4_096)  # the same words are tried for one selector after another
def _says_when(text: str, *, day_first: bool | None) -> bool:
    return parse(text, day_first=day_first) is not None


def _is_picture(elements: Elements, one: Element) -> bool:
    return one.tag == "img" and pictures.address(one.attributes, elements.base) is not None


def _summary(elements: Elements, items: Sequence[Item], title: str) -> str:
    """A paragraph that is not the headline."""
    said = {elements.text(one) for item, _ in items for tag in HEADINGS for one in elements.within(item, tag)}
    said |= {link.text for _, link in items} if not title or title == "a" else set()

    def wanted(one: Element) -> bool:
        if one.tag not in _PARAGRAPHS or any(inner.tag in _BLOCKS for inner in elements.all[one.at + 1 : one.end]):
            return False
        text = elements.text(one)
        return width(text) >= SHORTEST_SUMMARY and not any(text in other for other in said)

    return _best(elements, items, wanted, SOMETIMES)
