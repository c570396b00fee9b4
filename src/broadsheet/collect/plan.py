"""Listing → Plan: which entries are wanted, and which are skipped and why. Pure."""

import re
from collections.abc import Collection, Sequence
from datetime import UTC, datetime

from broadsheet.collect.entries import is_empty
from broadsheet.model.listings import Entry, Format, Listing, Plan, Skip

OLDEST_IN_SITEMAP = 7 * 24 * 3600  # seconds; older pages are an archive, which a feed would not list either

# A sitemap's <lastmod> is also that of old pages that were touched: a new template makes an archive look new.
MOST_TOUCHED = 200  # of those that changed last
OLDEST_ADDRESS = 60  # days back that a date in a page's address may lie
MOST_UNDATED = 100  # pages without any date that a sitemap of news may list

_DAY_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})(?:[/-](\d{1,2}))?(?=[/-])")


def is_archive(listing: Listing) -> bool:
    """Whether a sitemap lists all pages of its outlet without a word about which are new."""
    return (
        listing.format is Format.SITEMAP
        and len(listing.entries) > MOST_UNDATED
        and all(_dated(entry) is None for entry in listing.entries)
    )


def make_plan(listing: Listing, known: Collection[str], now: int, *, most_new: int = 200) -> Plan:
    """What to do about a listing.

    `known`: keys of entries that are here already. `now`: seconds since 1970, UTC. At most `most_new` entries are
    wanted, the newest; the others are left for the next look. Wanted entries are oldest first, so that ids grow with
    time.
    """
    known = frozenset(known)
    has_dates = any(_dated(entry) is not None for entry in listing.entries)
    touched = _touched_long_ago(listing)
    wanted: list[Entry] = []
    skipped: list[Skip] = []
    for entry in listing.entries:
        reason = _reason(entry, listing.format, known, now, has_dates=has_dates)
        if not reason and entry.key in touched:
            reason = f"The sitemap says that more than {MOST_TOUCHED} pages changed; this is not among the last."
        if reason:
            skipped.append(Skip(entry.key, reason))
        else:
            wanted.append(entry)
    wanted = _oldest_first(wanted)
    left = wanted[: max(0, len(wanted) - most_new)]
    skipped += [Skip(entry.key, f"Left for the next look: at most {most_new} are taken at once.") for entry in left]
    return Plan(tuple(wanted[len(left) :]), tuple(skipped), left_over=bool(left))


def _reason(entry: Entry, format_: Format, known: Collection[str], now: int, *, has_dates: bool) -> str | None:
    """Why an entry is not wanted; None where it is."""
    if entry.key in known:
        return "It is here already."
    if is_empty(entry):
        return "It has neither an address nor a text."
    if format_ is not Format.SITEMAP:
        return None
    dated = _dated(entry)
    if _is_old_by_address(entry, now):
        return "Its address is of an older date."
    if dated is None:
        return "The sitemap gives dates to others, but not to this page." if has_dates else None
    return "It is older than 7 days, and sitemaps reach far back." if dated < now - OLDEST_IN_SITEMAP else None


def _touched_long_ago(listing: Listing) -> frozenset[str]:
    """Of a sitemap's pages that only say when they changed: all but those that changed last."""
    if listing.format is not Format.SITEMAP:
        return frozenset()
    touched = [entry for entry in listing.entries if entry.published is None and entry.modified is not None]
    touched.sort(key=lambda entry: -(_dated(entry) or 0))
    return frozenset(entry.key for entry in touched[MOST_TOUCHED:])


def _is_old_by_address(entry: Entry, now: int) -> bool:
    """Whether an address such as /2019/03/05/river-rises is from long ago; a publication date counts more."""
    match = _DAY_IN_ADDRESS.search(entry.url) if entry.published is None else None
    if not match:
        return False
    try:
        when = datetime(int(match[1]), int(match[2]), int(match[3] or 28), tzinfo=UTC)
    except ValueError:
        return False
    return when.timestamp() < now - OLDEST_ADDRESS * 24 * 3600


def _dated(entry: Entry) -> int | None:
    moment = entry.published or entry.modified
    return moment.at if moment else None


def _oldest_first(entries: Sequence[Entry]) -> list[Entry]:
    """By date; listings put the newest first, so one without a date stays beside the one that it stood next to."""
    dated, at = [], 0
    for entry in reversed(entries):
        moment = _dated(entry)
        at = at if moment is None else moment
        dated.append((at, entry))
    return [entry for _, entry in sorted(dated, key=lambda pair: pair[0])]
