"""From what a person typed to a listing: a feed, a home page with a feed, or a news sitemap.

The stage does not open sockets: it is handed the guarded client's `get`.
"""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace

from broadsheet.collect import discover
from broadsheet.collect.listing import read_listing
from broadsheet.errors import BadAddress, FetchError, ListingError
from broadsheet.model.listings import Entry, Listing
from broadsheet.model.pages import Page
from broadsheet.text import urls

Get = Callable[[str], Awaitable[Page]]

MOST_LINKED = 4  # feeds that a page links to and that we look at, before the common places
MOST_CHILDREN = 3  # sitemaps of a sitemap index that we read at one look


@dataclass(frozen=True, slots=True)
class Found:
    """A listing, the address that it came from, and its page (with the validators)."""

    url: str
    listing: Listing
    page: Page


async def find_listing(get: Get, typed: str) -> Found:
    """The listing behind an address as a person types it: "example.org", a home page, a feed or a sitemap.

    Looks at the address itself, then at the feeds that the page links to, then at common places, then for a news
    sitemap. Raises BadAddress where nothing is found, with what was looked at; FetchError where the address itself
    cannot be fetched.
    """
    page = await _first_page(get, typed.strip())
    try:
        listing = read_listing(page)
    except ListingError as fault:
        return await _beside(get, page, fault)
    return Found(page.moved_to or page.url, listing, page)


async def with_children(get: Get, listing: Listing) -> Listing:
    """A sitemap index with the entries of its news sitemaps, else of its first ones. Other listings stay as they are.

    Raises FetchError or ListingError only if none of them can be read.
    """
    if not listing.children or listing.entries:
        return listing
    news = [child for child in listing.children if "news" in child.lower()]
    entries: list[Entry] = []
    faults, last_fault = list(listing.faults), None
    for child in (news or list(listing.children))[:MOST_CHILDREN]:
        try:
            entries += read_listing(await get(child)).entries
        except (FetchError, ListingError) as fault:
            last_fault = fault
            faults.append(fault.reason)
    if not entries and last_fault is not None:
        raise last_fault
    return replace(listing, entries=tuple(entries), children=(), faults=tuple(faults))


async def _first_page(get: Get, typed: str) -> Page:
    """The typed address itself; without a scheme, https first, then http."""
    if "://" in typed:
        return await get(typed)
    if not typed or any(character.isspace() for character in typed) or "." not in typed.split("/")[0].split(":")[0]:
        raise BadAddress(f"“{typed[:80]}” is not an address. Give one such as https://example.org/feed.xml.")
    try:
        return await get(f"https://{typed}")
    except FetchError as fault:
        try:
            return await get(f"http://{typed}")
        except FetchError:
            raise fault from None


async def _beside(get: Get, page: Page, fault: ListingError) -> Found:
    """The feed of a page that is no feed itself."""
    for candidate in _once([*discover.find_feeds(page)[:MOST_LINKED], *discover.common_places(page.final_url)]):
        found = await _try(get, candidate)
        if found is not None and found.listing.entries:
            return found
    for candidate in _once(await _sitemaps(get, page.final_url)):
        found = await _try(get, candidate)
        if found is not None and (found.listing.entries or found.listing.children):
            return found
    raise BadAddress(
        f"{fault.reason.split('. ')[0].rstrip('.')}, and no feed or news sitemap was found beside it. "
        "Look on the outlet's site for a link named RSS or Feed, and give that address."
    )


async def _try(get: Get, candidate: str) -> Found | None:
    """What is at a guessed address; a guess that fails is no fault."""
    try:
        page = await get(candidate)
        return Found(page.moved_to or page.url, read_listing(page), page)
    except (FetchError, ListingError):
        return None


async def _sitemaps(get: Get, home: str) -> list[str]:
    """News sitemaps that robots.txt names, then the usual places. A general sitemap is no list of news."""
    try:
        robots = (await get(urls.absolute(home, "/robots.txt") or home)).body.decode("utf-8", "replace")
    except FetchError:
        robots = ""
    named = discover.sitemaps_in_robots(robots)
    return sorted(named, key=lambda url: "news" not in url.lower()) + list(discover.news_sitemap_places(home))


def _once(candidates: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(candidates))
