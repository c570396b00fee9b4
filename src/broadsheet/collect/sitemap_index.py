"""Indexes of sitemaps (sitemaps.org/protocol#index): which of their sitemaps hold news, and which of these changed.

An index of a large outlet names hundreds of sitemaps with all that it ever published. A look asks for a few: those of
news, else those that changed last; and of these only the ones that changed since the look before.
"""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from broadsheet.collect.listing import MOST_ENTRIES, read_listing
from broadsheet.collect.plan import is_archive
from broadsheet.errors import FetchError, ListingError, NotAsked
from broadsheet.model.listings import Child, Entry, Listing
from broadsheet.model.pages import NotModified, Page, Validators
from broadsheet.model.sitemaps import ChildState
from broadsheet.text import urls

MOST_ASKED = 4  # sitemaps at one look
MOST_LEVELS = 2  # an index may not name indexes, says the protocol; some do
AT_LEAST = 24 * 3600  # seconds: then a sitemap is asked for again, whatever the index says of it
A_DAY_ANYWHERE = 36 * 3600  # seconds from a day's noon in UTC until that day has ended everywhere

Get = Callable[[str, Validators], Awaitable[Page | NotModified]]

_ARCHIVE = (
    "The sitemap lists all pages of the site and does not say which are new. "
    "Give the address of a feed or of a news sitemap, or follow a page of the outlet."
)
_NEWS = re.compile(
    r"(?<![a-z])(?:google-?)?news(?![a-z])|latest|recent|today|aktuell|actualites|noticias|nieuws|novosti", re.I
)
# What is no article: sitemaps of the same names come with the usual programs.
_OTHERS = re.compile(
    r"(?<![a-z])(?:categor(?:y|ies)|tags?|post_tag|authors?|users?|pages?|images?|videos?|products?|attachments?|topics?|sections?|"
    r"static|archives?|places|events|forum|jobs)(?![a-z])",
    re.IGNORECASE,
)
_WHEN = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_/]?(0?[1-9]|1[0-2])?(?!\d)")


@dataclass(frozen=True, slots=True)
class Followed:
    """What the sitemaps of an index said. `states`: what to remember of them, once all is taken in."""

    listing: Listing
    states: tuple[ChildState, ...] = ()


def holds_news(listing: Listing) -> bool:
    """Whether a sitemap gives headlines and dates of publication, as Google's news extension has it."""
    return any(entry.title and entry.published for entry in listing.entries)


def refuse_archive(listing: Listing) -> None:
    """Raises ListingError for a sitemap of all that an outlet ever published, of which nothing tells what is new."""
    if is_archive(listing):
        raise ListingError(_ARCHIVE)


@dataclass(slots=True)
class _Way:
    """What one look has met so far."""

    entries: list[Entry] = field(default_factory=list)
    news: list[Entry] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    states: list[ChildState] = field(default_factory=list)
    last_fault: FetchError | ListingError | None = None


def choose(listing: Listing, url: str, known: Mapping[str, ChildState]) -> tuple[Child, ...]:
    """The sitemaps of an index that are worth asking for, best first: those known to hold news or named so; where none
    is, those that changed last, articles' before tags' and authors'.

    `url`: the index, whose site they must be of (sitemaps.org/protocol#location). `known`: by address.
    """
    own = [child for child in listing.children if urls.same_site(child.url, url)]
    states = {child.url: known.get(child.url) for child in own}
    news = [child for child in own if (state := states[child.url]) and state.news is not None]
    news += [child for child in own if child not in news and _NEWS.search(_path(child.url))]
    if news:
        return tuple(news)
    return tuple(sorted(own, key=_rank))


async def follow(get: Get, listing: Listing, url: str, known: Sequence[ChildState], now: int) -> Followed:
    """An index with the entries of its sitemaps that changed. Other listings come back as they are.

    `get` asks conditionally. `known`: from the look before. Raises FetchError or ListingError only if none of its
    sitemaps can be read, and NotAsked where their host wants to be left alone.
    """
    if not listing.children or listing.entries:
        return Followed(listing)
    way, states = _Way(faults=list(listing.faults)), {state.url: state for state in known}
    waiting = [(child, 1) for child in choose(listing, url, states)[:MOST_ASKED]]
    if not waiting:
        raise ListingError("This index names no sitemaps of its own site. Look for the outlet's feed.")
    met, asked = {urls.source_identity(url)}, 0
    while waiting and asked < MOST_ASKED:
        child, level = waiting.pop(0)
        if urls.source_identity(child.url) in met:
            continue
        met.add(urls.source_identity(child.url))
        state = states.get(child.url)
        if state and not _is_due(child, state, now):
            way.states.append(state)
            continue
        asked += 1
        inner = await _ask(get, way, child, state, now)
        if inner and level < MOST_LEVELS:
            chosen = choose(inner, child.url, states)[: MOST_ASKED - asked]
            waiting[:0] = [(one, level + 1) for one in chosen if urls.same_site(one.url, url)]
    if way.last_fault is not None and not way.states:
        raise way.last_fault
    entries = (way.news or way.entries)[:MOST_ENTRIES]
    return Followed(replace(listing, entries=tuple(entries), children=(), faults=tuple(way.faults)), tuple(way.states))


def due_again(states: Sequence[ChildState]) -> tuple[ChildState, ...]:
    """What to remember while something that they listed was not taken in: that the next look must see them whole."""
    return tuple(ChildState(state.url, None, 0, Validators(), state.news) for state in states)


async def _ask(get: Get, way: _Way, child: Child, state: ChildState | None, now: int) -> Listing | None:
    """Ask for one sitemap, and note what came; gives it where it is itself an index."""
    changed = child.changed.at if child.changed else None
    try:
        answer = await get(child.url, state.validators if state else Validators())
        if isinstance(answer, NotModified):
            kept = state.validators if state else Validators()
            way.states.append(ChildState(child.url, changed, now, kept, state.news if state else None))
            return None
        listing = read_listing(answer)
    except NotAsked:
        raise
    except (FetchError, ListingError) as fault:
        way.last_fault = fault
        way.faults.append(fault.reason)
        return None
    if is_archive(listing):
        way.last_fault = ListingError(_ARCHIVE)
        way.faults.append(_ARCHIVE)
        return None
    news = holds_news(listing)
    # An index within an index may stay as it is while its sitemaps change.
    validators = Validators() if listing.children else answer.validators
    way.states.append(
        ChildState(child.url, None if listing.children else changed, now, validators, now if news else None)
    )
    (way.news if news else way.entries).extend(listing.entries)
    return listing if listing.children else None


def _is_due(child: Child, state: ChildState, now: int) -> bool:
    """Whether a sitemap may have changed since it was read."""
    if child.changed is None or state.changed != child.changed.at or now - state.read >= AT_LEAST:
        return True
    only_day = len(child.changed.iso) <= len("2025-06-30")
    return only_day and state.read < child.changed.at + A_DAY_ANYWHERE


def _rank(child: Child) -> tuple[bool, int, str]:
    """Articles' first, then by when it changed, or else by the month in its name ("/2025-10.xml")."""
    path = _path(child.url)
    when = _WHEN.findall(path)
    named = max((f"{year}{int(month or 0):02}" for year, month in when), default="")
    return bool(_OTHERS.search(path)), -(child.changed.at if child.changed else 0), _backwards(named)


def _backwards(digits: str) -> str:
    """What sorts the newest first, and what has no date last."""
    return "".join(str(9 - int(digit)) for digit in digits) or "~"


def _path(url: str) -> str:
    return url.partition("://")[2].partition("/")[2].lower()
