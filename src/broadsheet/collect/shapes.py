"""How a source's listing is made, and what has changed in that. Pure."""

from collections.abc import Sequence

from broadsheet.model.health import Change, Part, Shape
from broadsheet.model.listings import Entry, Format, Listing

FEWEST = 5  # entries; of fewer, shares say nothing
TEXT = 600  # characters of an entry's words, markup included: more than a summary
_MOST, _HARDLY = 0.8, 0.1  # shares
_NAMES = {
    Format.RSS: "RSS",
    Format.RDF: "RSS 1.0 (RDF)",
    Format.ATOM: "Atom",
    Format.JSON: "JSON Feed",
    Format.SITEMAP: "a sitemap",
}


def shape_of(listing: Listing) -> Shape:
    """What is remembered of a listing."""
    entries = listing.entries
    dated = sum(entry.published is not None or entry.modified is not None for entry in entries)
    return Shape(listing.format, len(entries), dated, sum(map(_has_text, entries)))


def compare(before: Shape, after: Shape) -> Change | None:
    """What a listing has lost, or how else it is written now; None where that is nothing. The worst is said."""
    if min(before.entries, after.entries) >= FEWEST:
        lost = _lost(before, after)
        if lost:
            return lost
    if before.format is not after.format:
        return Change(Part.FORMAT, f"It was {_NAMES[before.format]} and is {_NAMES[after.format]} now.")
    return None


def new_keys(wanted: Sequence[Entry], after: Shape, known: int) -> Change | None:
    """Whether a listing gave all its entries other ids at once. `wanted`: its entries whose ids are new; `known`: how
    many of them are articles that are here already."""
    if len(wanted) < FEWEST or len(wanted) < after.entries or known < _MOST * len(wanted):
        return None
    return Change(
        Part.KEYS, f"All {after.entries} entries have other ids than before, though {known} of the articles were known."
    )


def is_mended(change: Change, shape: Shape) -> bool:
    """Whether what a change took away is there again."""
    if shape.entries < FEWEST:
        return False
    lost = {Part.DATES: shape.dated, Part.TEXTS: shape.texts}.get(change.part, 0)
    return lost >= _MOST * shape.entries


def kept(before: Shape | None, after: Shape) -> Shape:
    """What later listings are compared with: one with too few entries to compare leaves what was known before."""
    return before if before and after.entries < FEWEST <= before.entries and before.format is after.format else after


def _lost(before: Shape, after: Shape) -> Change | None:
    if before.texts >= _MOST * before.entries and after.texts <= _HARDLY * after.entries:
        return Change(
            Part.TEXTS,
            f"Of its last {before.entries} entries {before.texts} brought their text; of the {after.entries} now, "
            f"{after.texts or 'none'}.",
        )
    if before.dated >= _MOST * before.entries and after.dated <= _HARDLY * after.entries:
        return Change(
            Part.DATES,
            f"Of its last {before.entries} entries {before.dated} had a date; of the {after.entries} now, "
            f"{after.dated or 'none'}.",
        )
    return None


def _has_text(entry: Entry) -> bool:
    return max(len(entry.content), len(entry.summary)) >= TEXT
