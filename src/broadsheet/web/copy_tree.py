"""A copy tree → where its marks, lines and names stand in the picture. Pure; the template draws.

Time runs to the right, each article one step further. A source and those who took from it share a line; whoever
nobody took from stands on the last line. Places across are in percent, down in pixels, so that the picture fits a phone
and its letters stay as large as the others.
"""

from dataclasses import dataclass
from unicodedata import bidirectional

from babel.lists import format_list

from broadsheet.model.copies import Branch, CopyTree
from broadsheet.web.interface.counting import counted
from broadsheet.web.interface.current import current, ngettext
from broadsheet.web.interface.current import gettext as _
from broadsheet.web.interface.said import said

_LANE, _FIRST, _BELOW = 46, 32, 16  # pixels: between lines, above the first, under the last
_LEFT, _RIGHT = 2.0, 98.0  # percent
_LONGEST = 26  # letters of a name in the picture
_CROWDED = 24  # marks from which on they are drawn smaller


@dataclass(frozen=True, slots=True)
class Mark:
    """One article or source. `kind`: "report", "outside", or how it comes from its source. `told`: of it, in words."""

    x: float
    y: int
    kind: str
    told: str


@dataclass(frozen=True, slots=True)
class Line:
    """From a source to what comes from it."""

    x1: float
    y1: int
    x2: float
    y2: int


@dataclass(frozen=True, slots=True)
class Name:
    """What is written over a line of marks."""

    y: int
    text: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The picture. `height`: pixels. `radius`: of a mark, in pixels. `summary`: what it shows, for who cannot see."""

    height: int
    radius: int
    marks: tuple[Mark, ...]
    lines: tuple[Line, ...]
    names: tuple[Name, ...]
    summary: str


def draw(tree: CopyTree) -> Drawing:
    """The picture of a tree of any size; of an empty one, an empty one."""
    across = _across(tree)
    lanes = {at: tree.below(at) for at in range(len(tree.branches)) if tree.below(at)}
    down = {at: _FIRST + number * _LANE for number, at in enumerate(lanes)}
    last = _FIRST + len(lanes) * _LANE
    alone = [at for at in tree.below(None) if at not in lanes]
    height = (last if alone else last - _LANE) + _BELOW if tree.branches else 0
    names = [
        Name(down[at], f"{cut(tree.branches[at].outlet)} · {_('%(number)s from it', number=len(took))}")
        for at, took in lanes.items()
    ]
    if alone:
        names.append(
            Name(
                last,
                _("%(number)s that nobody took from", number=len(alone)) if lanes else counted(len(alone), "report"),
            )
        )
    marks: list[Mark] = []
    lines: list[Line] = []
    for at, branch in enumerate(tree.branches):
        source = branch.parent
        y = down.get(at, last if source is None else down.get(source, last))
        marks.append(Mark(across[at], y, kind(branch), told(branch)))
        if source is not None:
            lines.append(Line(across[source], down[source], across[at], down[source]))
            if y != down[source]:
                lines.append(Line(across[at], down[source], across[at], y))
    radius = 5 if len(marks) <= _CROWDED else 4
    return Drawing(height, radius, tuple(marks), tuple(lines), tuple(names), _summary(tree))


def kind(branch: Branch) -> str:
    """Which mark a branch has."""
    if branch.link:
        return branch.link.value
    return "report" if branch.article is not None else "outside"


def told(branch: Branch) -> str:
    """A branch in words: "Harbour Gazette: credits AP"."""
    reason = said(branch.reason) if branch.reason else ""
    return f"{branch.outlet}: {reason or (_('independent') if branch.article is not None else _('not among them'))}"


def cut(name: str) -> str:
    """A name short enough for the picture. One that is written from right to left is kept apart from the words beside
    it (UAX 9, isolates), which no element of SVG does."""
    short = name if len(name) <= _LONGEST else name[: _LONGEST - 1].rstrip() + "…"
    return f"\u2068{short}\u2069" if any(bidirectional(letter) in {"R", "AL"} for letter in short) else short


def _across(tree: CopyTree) -> list[float]:
    """Each branch's place across, by its place in time; one from outside before who names it."""
    order = sorted(
        range(len(tree.branches)),
        key=lambda at: (tree.branches[at].dated, tree.branches[at].article is not None, at),
    )
    step = (_RIGHT - _LEFT) / max(1, len(order) - 1)
    places = {at: round(_LEFT + rank * step, 2) for rank, at in enumerate(order)}
    return [places[at] for at in range(len(order))]


def _summary(tree: CopyTree) -> str:
    """The largest sources, in a sentence."""
    took = sorted(((len(tree.below(at)), -at) for at in range(len(tree.branches)) if tree.below(at)), reverse=True)
    if not took:
        return _("No article comes from another.")
    sources = [
        _("%(articles)s from %(outlet)s", articles=counted(count, "article"), outlet=tree.branches[-at].outlet)
        for count, at in took[:4]
    ]
    if len(took) > 4:
        sources.append(ngettext("%(num)s more source", "%(num)s more sources", len(took) - 4, num=len(took) - 4))
    return _("%(list)s.", list=format_list(sources, locale=current().locale))
