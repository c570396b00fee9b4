"""The articles of one story → who has it from whom. Pure.

What an article comes from, the strongest evidence first: an agency that it credits, or that somebody with the same text
credits; the earliest article whose text it has; one whose text it has in part; an outlet that it cites at its
beginning. The rest reports by itself.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet.model.copies import Branch, Copy, CopyKind, CopyTree, LinkKind, Report
from broadsheet.text.hashtags import key
from broadsheet.understand.copies.agencies import agency
from broadsheet.understand.copies.deciding import Text, decide

LEADING = 600  # characters of the beginning: a story that is told from elsewhere says so there
_HITS = 3  # shared hashes below which two texts need not be compared
_COMPARED, _POSTED = 24, 48  # texts that one is compared with, and that are kept for each hash: the first
_LINKS = {CopyKind.COPY: LinkKind.COPY, CopyKind.PARTIAL: LinkKind.PARTIAL}


@dataclass(frozen=True, slots=True)
class _Link:
    """To which report something leads, or to which outside source, by name."""

    kind: LinkKind
    reason: str
    to: int | None = None
    outside: str = ""


def copy_tree(reports: Sequence[Report]) -> CopyTree:
    """The tree of a story's articles. The order in which they are given does not matter."""
    ordered = sorted(reports, key=lambda one: (one.dated, one.article))
    found = _Finder(ordered)
    links = _uncircled([found.link(place) for place in range(len(ordered))])
    return _planted(ordered, links, [found.also(place) for place in range(len(ordered))])


class _Finder:
    """Says of each report what it comes from."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self._reports = reports
        self._agencies = [agency(one.outlet) for one in reports]
        self._names = [key(one.outlet) for one in reports]
        self._credits = [_credited(one) for one in reports]
        self._first = {name: place for place, name in reversed(list(enumerate(self._names)))}
        self._copies = self._compared()
        self._copied: list[list[int]] = [[] for _ in reports]  # the reverse: of each, those that are whole copies of it
        for place, copies in enumerate(self._copies):
            for to, copy in copies:
                if copy.kind is CopyKind.COPY:
                    self._copied[to].append(place)

    def link(self, place: int) -> _Link | None:
        """What a report comes from; None where it is independent."""
        return self._credit(place) or self._copy(place) or self._cited(place)

    def also(self, place: int) -> tuple[str, ...]:
        """The outlets that a report names, its own left out."""
        own = self._names[place]
        named = {agency(one.outlet_name) or one.outlet_name: None for one in self._reports[place].cites}
        return tuple(name for name in named if key(name) != own and name != self._agencies[place])

    def _compared(self) -> list[list[tuple[int, Copy]]]:
        """Of each report those whose text it has, with their places, best first. An agency is the source of whoever
        has its text, whenever that came; of others the earlier."""
        found: list[list[tuple[int, Copy]]] = [[] for _ in self._reports]
        places: dict[int, list[int]] = defaultdict(list)
        for place in sorted(range(len(found)), key=lambda place: (not self._agencies[place], place)):
            later, hashes = self._text(place), [one >> 1 for one in self._reports[place].print.hashes]
            hits = Counter(before for one in hashes for before in places.get(one, ()))
            for before, count in hits.most_common(_COMPARED):
                copy = decide(self._text(before), later, first_is_source=True) if count >= _HITS else None
                if copy:
                    found[place].append((before, copy))
            found[place].sort(key=lambda pair: (pair[1].kind is not CopyKind.COPY, -pair[1].share, pair[0]))
            for one in hashes:
                if len(places[one]) < _POSTED:
                    places[one].append(place)
        return found

    def _text(self, place: int) -> Text:
        report = self._reports[place]
        return Text(place, self._first[self._names[place]], report.dated, report.print)

    def _credit(self, place: int) -> _Link | None:
        if self._agencies[place]:
            return None
        if name := self._credits[place]:
            return self._to_agency(place, name, f"credits {name}")
        same = [to for to, copy in self._copies[place] if copy.kind is CopyKind.COPY]
        same += self._copied[place]
        for other in sorted(same):
            if (name := self._credits[other]) and not self._agencies[other]:
                return self._to_agency(place, name, f"the text of {self._reports[other].outlet}, which credits {name}")
        return None

    def _to_agency(self, place: int, name: str, reason: str) -> _Link:
        """To the agency's article with the same text, else to its first; to the agency itself where it has none."""
        for to, copy in self._copies[place]:
            if self._agencies[to] == name:
                return _Link(_LINKS[copy.kind], f"{reason}; {copy.reason}", to)
        if self._copies[place] and reason.startswith("credits"):
            to, copy = self._copies[place][0]
            reason += f"; {copy.reason} than {self._reports[to].outlet}"
        first = next((at for at, other in enumerate(self._agencies) if other == name), None)
        return _Link(LinkKind.CREDIT, reason, first, "" if first is not None else name)

    def _copy(self, place: int) -> _Link | None:
        if not self._copies[place]:
            return None
        to, copy = self._copies[place][0]
        return _Link(_LINKS[copy.kind], copy.reason, to)

    def _cited(self, place: int) -> _Link | None:
        """The outlet that its beginning names as the source of the news."""
        if self._agencies[place]:
            return None
        for one in self._reports[place].cites:
            name = agency(one.outlet_name) or one.outlet_name
            if one.kind == "credit" or one.start > LEADING or key(name) == self._names[place]:
                continue
            to = self._first.get(key(name))
            said = f"told {name}" if one.kind == "told" else f"reports {name}"
            return _Link(LinkKind.CITES, f"cites it: “{said}”", to, "" if to is not None else name)
        return None


def _credited(report: Report) -> str:
    """The first agency that a report credits as the source of its text, or ""."""
    return next((agency(one.outlet_name) or one.outlet_name for one in report.cites if one.kind == "credit"), "")


def _uncircled(links: Sequence[_Link | None]) -> list[_Link | None]:
    """The links without circles, which two articles make that cite each other: the earliest of them stands alone."""
    kept = list(links)
    for place in range(len(kept)):
        at, seen = place, set[int]()
        while (link := kept[at]) and link.to is not None and at not in seen:
            seen.add(at)
            at = link.to
            if at == place:
                kept[place] = None
    return kept


def _planted(reports: Sequence[Report], links: Sequence[_Link | None], also: Sequence[tuple[str, ...]]) -> CopyTree:
    """The branches in order: each followed by what comes from it."""
    below: dict[int | str, list[int]] = {}
    roots: dict[int | str, int] = {}  # with the first report of each
    for place, link in enumerate(links):
        if link is None:
            roots[place] = place
            continue
        if link.outside:
            roots.setdefault(link.outside, place)
        below.setdefault(link.outside if link.to is None else link.to, []).append(place)
    branches: list[Branch] = []
    waiting: list[tuple[int | str, int | None]] = [
        (root, None) for root in sorted(roots, key=lambda root: (-roots[root], isinstance(root, str)))
    ]
    while waiting:
        at, parent = waiting.pop()
        if isinstance(at, str):
            branches.append(Branch(None, at, reports[roots[at]].dated))
        else:
            report, link = reports[at], links[at]
            above = branches[parent].outlet if parent is not None else ""
            others = tuple(name for name in also[at] if name != above)
            kind, reason = (link.kind, link.reason) if link else (None, "")
            branches.append(Branch(report.article, report.outlet, report.dated, parent, kind, reason, others))
        waiting += [(child, len(branches) - 1) for child in reversed(below.get(at, ()))]
    return CopyTree(tuple(branches))
