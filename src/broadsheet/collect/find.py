"""From what a person typed to a listing: a feed, a home page with a feed, or a news sitemap.

The stage does not open sockets: it is handed the guarded client's `get`.
"""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

from broadsheet.collect import discover
from broadsheet.collect.listing import read_listing
from broadsheet.collect.plan import is_archive, make_plan
from broadsheet.collect.sitemap_index import follow, holds_news
from broadsheet.errors import BadAddress, FetchError, ListingError, NoFeed, WebPage
from broadsheet.model.listings import Listing
from broadsheet.model.pages import Page, Validators
from broadsheet.text import urls

Get = Callable[[str], Awaitable[Page]]

MOST_LINKED = 4  # feeds that a page links to and that we look at, before the common places
MOST_SITEMAPS = 8  # that robots.txt names, or that are guessed


@dataclass(frozen=True, slots=True)
class Found:
    """A listing, the address that it came from, and its page (with the validators)."""

    url: str
    listing: Listing
    page: Page


async def find_listing(get: Get, typed: str) -> Found:
    """The listing behind an address as a person types it: "example.org", a home page, a feed or a sitemap.

    Looks at the address itself, then at the feeds that the page links to, then at common places, then for a news
    sitemap, which may be one of an index. Raises NoFeed where only a web page was found, BadAddress where not even
    that, with what was looked at; FetchError where the address itself cannot be fetched.
    """
    page = await first_page(get, typed.strip())
    try:
        listing = read_listing(page)
    except ListingError as fault:
        return await _beside(get, page, fault)
    return Found(page.moved_to or page.url, listing, page)


async def first_page(get: Get, typed: str) -> Page:
    """What is at the typed address itself; without a scheme, https first, then http. Raises BadAddress, FetchError."""
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
    """The feed of a page that is no feed itself; where there is none, its news sitemap."""
    for candidate in _once([*discover.find_feeds(page)[:MOST_LINKED], *discover.common_places(page.final_url)]):
        found = await _try(get, candidate)
        if found is not None and found.listing.entries:
            return found
    for candidate in _once(await _sitemaps(get, page.final_url))[:MOST_SITEMAPS]:
        found = await _try(get, candidate)
        if found is not None and await _holds_news(get, found):
            return found
    if isinstance(fault, WebPage):
        raise NoFeed(
            "This is a web page, and no feed or news sitemap was found beside it. "
            "Its own links can be followed instead, as a page source.",
            page.final_url,
        )
    raise BadAddress(
        f"{fault.reason.split('. ')[0].rstrip('.')}, and no feed or news sitemap was found beside it. "
        "Look on the outlet's site for a link named RSS or Feed, and give that address."
    )


async def _holds_news(get: Get, found: Found) -> bool:
    """Whether a sitemap, or those that an index names, list news: they say so, or something in them is new. A
    list of all pages is no news."""

    async def ask(url: str, _: Validators) -> Page:
        return await get(url)

    now = found.page.fetched
    try:
        listing = (await follow(ask, found.listing, found.url, (), now)).listing
    except (FetchError, ListingError):
        return False
    return holds_news(listing) or (not is_archive(listing) and bool(make_plan(listing, (), now).wanted))


async def _try(get: Get, candidate: str) -> Found | None:
    """What is at a guessed address; a guess that fails is no fault."""
    try:
        page = await get(candidate)
        return Found(page.moved_to or page.url, read_listing(page), page)
    except (FetchError, ListingError):
        return None


async def _sitemaps(get: Get, home: str) -> list[str]:
    """Sitemaps that robots.txt names, those named so first, then the usual places."""
    try:
        robots = (await get(urls.absolute(home, "/robots.txt") or home)).body.decode("utf-8", "replace")
    except FetchError:
        robots = ""
    named = discover.sitemaps_in_robots(robots)
    return sorted(named, key=lambda url: "news" not in url.lower()) + list(discover.news_sitemap_places(home))


def _once(candidates: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(candidates))
