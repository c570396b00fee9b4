"""What a page's elements are called and say of themselves: read in one walk, before anything is taken out of the tree.

Asking the tree again and again, for each who wants to know, costs several times as much.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from lxml.html import HtmlElement

_HIDDEN_STYLE = re.compile(r"(?:display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden)", re.I)
_LONGEST = 250  # characters of an element's names
_MOST_TOLD = 4_000  # characters of a class or id that are left to it; the longest of the evaluation data has half of it
MOST_NAMES = 4_000  # different ones; the page of the evaluation data with most has a third of it
_FEW_ATTRIBUTES, _MOST_ATTRIBUTES = 15, 50_000  # of an element; of those with more than a few, on a page
_OTHERS = frozenset({"itemprop", "data-testid", "hidden", "style", "aria-hidden"})


class Inventory:
    """`elements`: in the order of the page. By their places in it: `named`, by class and id as one line; `tested`, by
    those and data-testid, where there is one; `hidden`. `marked`: the elements with an itemprop, by each name in it."""

    def __init__(self, elements: Sequence[HtmlElement]) -> None:
        self.elements = elements
        self.named: dict[str, list[int]] = {}
        self.tested: dict[str, list[int]] = {}
        self.hidden: list[int] = []
        self.marked: dict[str, list[HtmlElement]] = {}
        room = _MOST_ATTRIBUTES
        for place, element in enumerate(elements):
            look = own = ""
            others = False
            told = element.items()
            if len(told) > _FEW_ATTRIBUTES:
                room -= len(told)
                if room < 0:
                    break
            for name, value in told:
                if name == "class":
                    look = value
                elif name == "id":
                    own = value
                elif name in _OTHERS:
                    others = True
            if len(look) > _MOST_TOLD or len(own) > _MOST_TOLD:  # they are asked for once for each line in the element
                look, own = look[:_MOST_TOLD], own[:_MOST_TOLD]
                element.attrib.update({"class": look, "id": own})
            if look or own:
                names = f"{look} {own}"
                if names in self.named:
                    self.named[names].append(place)
                elif len(self.named) < MOST_NAMES:  # names that are counted through say nothing, and cost as much
                    self.named[names] = [place]
            if others:
                self._add(place, element, dict(told))

    def _add(self, place: int, element: HtmlElement, told: Mapping[str, str]) -> None:
        """Take note of what few elements say."""
        if "data-testid" in told:
            names = f"{told.get('class', '')} {told.get('id', '')} {told['data-testid']}"
            self.tested.setdefault(names, []).append(place)
        for name in told.get("itemprop", "").lower().split()[:4]:
            self.marked.setdefault(name, []).append(element)
        if "hidden" in told or told.get("aria-hidden") == "true" or _HIDDEN_STYLE.search(told.get("style", "")):
            self.hidden.append(place)

    def called(self, fits: Callable[[str], bool]) -> Iterator[HtmlElement]:
        """The elements whose class, id and data-testid, as one line, fit; in the order of the page."""
        tested = {place for places in self.tested.values() for place in places}
        found = [place for names, places in self.named.items() if fits(names[:_LONGEST]) for place in places]
        found = [place for place in found if place not in tested]
        found += [place for names, places in self.tested.items() if fits(names[:_LONGEST]) for place in places]
        return (self.elements[place] for place in sorted(found))
