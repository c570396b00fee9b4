"""Which runs of a page are its article: those for which the figures of their layout speak (layout.py, forest.py)."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from broadsheet.extract import forest
from broadsheet.extract.forest import Forest
from broadsheet.extract.layout import Layout, figures_of
from broadsheet.extract.runs import Run

MOST_RUNS = 2_000  # that are looked at; no article has as many, and no page may cost more than its share
EVEN, _BETWEEN, _ITEM, _NEVER = 0.3, -0.5, -0.8, -9.0  # log-odds: of any run, one between two that are kept, an item
_SUBHEAD = -1.8  # log-odds of a heading right before a kept paragraph, among others
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_REACH = 12  # runs between two that are kept; what is longer is a part of its own
_MOST_LINKED = 0.5  # share of a run between


def choose(runs: Sequence[Run], title: str, descriptions: Sequence[str]) -> Mapping[int, str]:
    """The numbers of the runs that make up the article, each with its text. Empty where there is none."""
    if not runs:
        return {}
    layout = Layout(runs[:MOST_RUNS], forest.hint)
    return chosen(layout, forest.trained(), title, descriptions)


def chosen(layout: Layout, model: Forest, title: str, descriptions: Sequence[str]) -> Mapping[int, str]:
    """The same by a model: the runs of which it is likelier than not, and of those between them the likelier ones."""
    odds = odds_of(layout, model, title, descriptions)
    sure = [place for place, chance in odds.items() if chance > EVEN]
    kept = set(sure)
    for one, other in pairwise(sure):
        if other - one <= _REACH:
            kept.update(
                place
                for place in range(one + 1, other)
                if odds.get(place, _NEVER) > _BETWEEN and _joins(layout, one, place, other)
            )
            if odds.get(other - 1, _NEVER) > _SUBHEAD and _heads(layout, one, other):
                kept.add(other - 1)
    for place in sure:
        behind = place + 1
        while behind not in kept and odds.get(behind, _NEVER) > _ITEM and _goes_on(layout, place, behind):
            kept.add(behind)
            behind += 1
    return {place: layout.runs[place].words for place in sorted(kept)}


def odds_of(layout: Layout, model: Forest, title: str, descriptions: Sequence[str]) -> dict[int, float]:
    """By the number of a run the log-odds that it belongs to the article; of those that are weighed at all."""
    return {place: model.odds(row) for place, row in figures_of(layout, title, descriptions).items()}


def _joins(layout: Layout, one: int, place: int, other: int) -> bool:
    """Whether a run stands where one of two around it does, or a level below: a subhead, an item, a cell."""
    ends = {layout.parts[end] for end in (one, other)} | {layout.parts[end].above for end in (one, other)}
    part = layout.parts[place]
    return layout.runs[place].linked <= _MOST_LINKED and not ends.isdisjoint((part, part.above, part.above.above))


def _heads(layout: Layout, one: int, other: int) -> bool:
    """Whether what stands right before a kept run is its subhead: a heading without links among the paragraphs."""
    heading, run = layout.parts[other - 1], layout.parts[other]
    return (
        heading.tag in _HEADINGS
        and not layout.runs[other - 1].linked
        and heading.above is run.above is layout.parts[one].above
        and layout.paragraphs[other]
    )


def _goes_on(layout: Layout, place: int, behind: int) -> bool:
    """Whether a run is an item without links of a list that stands beside a kept run, or of the kept run's own list."""
    above, item = layout.parts[place].above, layout.parts[behind]
    return item.tag == "li" and not layout.runs[behind].linked and above in (item.above, item.above.above)
