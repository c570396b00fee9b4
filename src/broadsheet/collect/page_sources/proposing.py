"""From a page's own repeated links to the selectors that find them. Pure.

Whatever the language: links whose words are long enough and whose addresses are alike (links.py), in parts of the page
that repeat (names.py). A part is an item where each holds one article; of parts that hold the same, the outer one,
since date, summary and picture stand beside the link (parts.py).
"""

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from broadsheet.collect.page_sources.elements import Element, Elements, elements_of
from broadsheet.collect.page_sources.links import LIKELY, Link, links_of, shape, usual_shapes
from broadsheet.collect.page_sources.names import cost, names_of
from broadsheet.collect.page_sources.parts import parts_of
from broadsheet.collect.page_sources.reading import read_elements
from broadsheet.collect.page_sources.selectors import LONGEST, MOST_CHOICES
from broadsheet.model.listings import Listing
from broadsheet.model.page_sources import Proposal, Selectors
from broadsheet.model.pages import Page

MOST_PROPOSALS = 6
MOST_KINDS = 9  # of groups that find different articles, which are tried out
MOST_TRIED = 4  # selectors for each kind
MOST_LEVELS = 7  # from a link up to its item
LEAST_PURE = 0.6  # of the parts that a selector finds must hold an article
SAME = 0.85  # of the articles: then two selectors find the same


@dataclass(slots=True)
class Group:
    """Parts of the page that one selector finds. `items`: those that hold one article, with its link, and
    `urls`: of these. `pure`: the share that they are of all that the selector finds. `parts`: the selectors for what
    stands within them; `listing`: what they find."""

    selector: str
    items: list[tuple[Element, Link]]
    urls: frozenset[str]
    pure: float
    score: float = 0.0
    parts: Selectors | None = None
    listing: Listing | None = None


def propose(page: Page) -> tuple[Proposal, ...]:
    """Selectors for the articles that a page links to, the best first, each with what it finds there now. None where
    nothing repeats. Never raises, whatever the page holds."""
    elements = elements_of(page)
    links = {url: link for url, link in links_of(elements).items() if link.likeness > 0}
    kinds = _kinds(_groups(elements, links), links)
    groups = sorted((_best(elements, kind) for kind in kinds), key=lambda group: -group.score)
    if not groups:
        return ()
    together = _together(groups, links)
    proposals = [_proposal(elements, [group], links) for group in groups]
    if len(together) > 1:
        proposals.insert(0, _proposal(elements, together, links))
    return _distinct([one for one in proposals if one.listing.entries])[:MOST_PROPOSALS]


def _groups(elements: Elements, links: dict[str, Link]) -> list[Group]:
    """Every selector with the parts that it finds, where those are items of articles."""
    places = sorted((at, url) for url, link in links.items() if link.likeness >= LIKELY for at in link.places)
    ats = [at for at, _ in places]
    near = _near(elements, ats)
    named: dict[str, list[Element]] = defaultdict(list)
    for element in elements.all:
        if element.at in near:
            for name in dict.fromkeys(names_of(elements, element)):
                named[name].append(element)
    every = _everywhere(elements, named.keys())
    groups = []
    for name, found in named.items():
        if len(found) < 2:
            continue
        items = [item for element in found if (item := _item(element, places, ats, links))]
        urls = frozenset(link.url for _, link in items)
        if len(urls) < max(2, 0.6 * len(items)):
            continue
        pure = len(items) / every[name]
        if pure >= LEAST_PURE:
            groups.append(Group(name, items, urls, pure))
    return groups


def _near(elements: Elements, ats: Sequence[int]) -> set[int]:
    """The likely links and what stands around each, some levels up."""
    near: set[int] = set()
    for at in ats:
        near.add(at)
        for _, above in zip(range(MOST_LEVELS), elements.ancestors(elements.all[at]), strict=False):
            if above.tag in ("body", "html", "main"):
                break
            near.add(above.at)
    return near


def _everywhere(elements: Elements, wanted: Collection[str]) -> Counter[str]:
    """How many elements of the page each name finds, menus and all."""
    found: Counter[str] = Counter()
    for element in elements.all:
        found.update(name for name in dict.fromkeys(names_of(elements, element)) if name in wanted)
    return found


def _item(
    element: Element, places: Sequence[tuple[int, str]], ats: Sequence[int], links: dict[str, Link]
) -> tuple[Element, Link] | None:
    """The element with the one article that it is about; None where it holds none or several."""
    inner = places[bisect_left(ats, element.at) : bisect_left(ats, element.end)]
    found = dict.fromkeys(url for _, url in inner)
    if len(found) == 1:
        return element, links[next(iter(found))]
    if 1 < len(found) <= 6:
        headed = dict.fromkeys(url for at, url in inner if at in links[url].headed)
        if len(headed) == 1:
            return element, links[next(iter(headed))]
    return None


def _kinds(groups: Sequence[Group], links: dict[str, Link]) -> list[list[Group]]:
    """The groups that find the same articles together, the kind with the most and likeliest first; in each, selectors
    that last and items with more around the link come first."""
    mass = sum(link.likeness * link.weight for link in links.values() if link.likeness >= LIKELY) or 1.0
    shapes = usual_shapes(links)
    commonest = max(shapes.values(), default=1)
    for group in groups:
        found = {link.url: link for _, link in group.items}
        own = sum(link.likeness * link.weight for link in found.values())
        alike = sum(shapes[shape(url)] / commonest for url in found) / len(found)
        mean = own / len(found)
        group.score = (own / mass) ** 0.6 * (0.4 + 0.6 * mean) * (0.2 + 0.8 * group.pure) * (0.8 + 0.2 * alike)
    kinds: list[list[Group]] = []
    for group in sorted(groups, key=lambda group: -group.score)[:400]:
        same = next((kind for kind in kinds if _overlap(group, kind[0]) >= SAME), None)
        if same is not None:
            same.append(group)
        elif len(kinds) < MOST_KINDS:
            kinds.append([group])
    return [sorted(kind, key=_lastingness)[:MOST_TRIED] for kind in kinds]


def _overlap(one: Group, other: Group) -> float:
    return len(one.urls & other.urls) / max(1, len(one.urls | other.urls))


def _lastingness(group: Group) -> float:
    """What a selector costs, less what stands around the link: up to three names' worth."""
    size = sum(item.end - item.at for item, _ in group.items) / len(group.items)
    return cost(group.selector) - min(3.0, math.log2(size))


def _best(elements: Elements, kind: Sequence[Group]) -> Group:
    """The one of several groups that does best when it is tried out: all that it finds are articles, with headlines,
    dates and more."""
    for group in kind:
        parts = group.parts = parts_of(elements, group.selector, group.items)
        listing = group.listing = read_elements(elements, parts)
        own, number = group.urls, max(1, len(listing.entries))
        found = sum(entry.url in own for entry in listing.entries)
        titled = sum(bool(entry.title) for entry in listing.entries)
        group.score *= (found / number) * (found / len(own)) ** 0.5 * (titled / number)
        group.score *= (1.3 if parts.date else 1.0) * (1.15 if parts.title.startswith("h") else 1.0)
        group.score *= (1.05 if parts.summary else 1.0) * (1.05 if parts.image else 1.0)
    return max(kind, key=lambda group: group.score - cost(group.selector) / 200)


def _together(groups: Sequence[Group], links: dict[str, Link]) -> list[Group]:
    """The groups that make the page's articles up together: pages have a lead, cards and lists, each made otherwise."""
    best = groups[0]
    chosen, found, level = [best], set(best.urls), _level(best)
    shapes = {shape(url) for url in found}
    for group in groups[1:]:
        new = group.urls - found
        if len(new) < 2 or len(new) < 0.3 * len(group.urls) or group.pure < 0.7:
            continue
        if sum(links[url].weight < 1 for url in new) > 0.4 * len(new):  # mostly beside the main matter
            continue
        alike = sum(shape(url) in shapes for url in new) > 0.7 * len(new)
        if _level(group) < (0.6 if alike else 0.85) * level:
            continue
        if len(chosen) == MOST_CHOICES or sum(len(one.selector) + 2 for one in chosen) + len(group.selector) > LONGEST:
            break
        chosen.append(group)
        found |= group.urls
    return chosen


def _level(group: Group) -> float:
    return sum(link.likeness for _, link in group.items) / len(group.items)


def _proposal(elements: Elements, groups: Sequence[Group], links: dict[str, Link]) -> Proposal:
    """The selectors for all of these groups at once, and what they find."""
    each = [group.parts for group in groups if group.parts]
    joined = Selectors(
        _joined(one.item for one in each),
        "" if any(not one.link for one in each) else _joined(one.link for one in each),
        "" if any(not one.title for one in each) else _joined(one.title for one in each),
        _joined(one.date for one in each),
        _joined(one.summary for one in each),
        _joined(one.image for one in each),
    )
    listing = read_elements(elements, joined)
    found = {link.url: link for group in groups for _, link in group.items}
    known = [links[entry.url] for entry in listing.entries if entry.url in links]
    level = sum(link.likeness for link in found.values()) / max(1, len(found))
    pure = len(known) / max(1, len(listing.entries))
    dated = sum(entry.published is not None for entry in listing.entries)
    many = min(1.0, len(listing.entries) / 8)
    confidence = min(1.0, pure * (0.25 + 0.35 * min(1.0, level / 0.7) + 0.25 * many + (0.15 if dated else 0.0)))
    return Proposal(joined, listing, round(confidence, 2), _because(groups, len(listing.entries), dated))


def _joined(selectors: Iterable[str]) -> str:
    """One selector for what any of several finds, as long as a selector may be."""
    joined = ""
    for part in dict.fromkeys(part for text in selectors if text for part in text.split(", ")):
        longer = f"{joined}, {part}" if joined else part
        if len(longer) <= LONGEST:
            joined = longer
    return joined


def _because(groups: Sequence[Group], number: int, dated: int) -> str:
    links = "One link" if number == 1 else f"{number} links"
    kinds = (
        "in parts of the page that are alike" if len(groups) == 1 else f"in {len(groups)} kinds of parts that repeat"
    )
    dates = "none with a date" if not dated else "all with a date" if dated == number else f"{dated} with a date"
    return f"{links} {kinds}, {dates}."


def _distinct(proposals: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """Without those that find nearly what one before them finds."""
    kept: list[Proposal] = []
    for one in proposals:
        found = {entry.key for entry in one.listing.entries}
        others = ({entry.key for entry in other.listing.entries} for other in kept)
        if not any(len(found & other) >= SAME * len(found | other) for other in others):
            kept.append(one)
    return tuple(kept)
