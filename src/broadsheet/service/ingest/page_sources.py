"""Page sources: shown before they are added, added, changed, and read at each look. robots.txt is obeyed."""

import asyncio

from broadsheet.collect.find import Found, first_page
from broadsheet.collect.listing import read_listing
from broadsheet.collect.page_sources import faults_of, propose, read_page
from broadsheet.errors import BadInput, BroadsheetError, ListingError, NotFound, WebPage
from broadsheet.model.listings import Listing
from broadsheet.model.outlines import Outline
from broadsheet.model.page_sources import NAMES, Preview, Selectors
from broadsheet.model.pages import NotModified, Page
from broadsheet.model.readers import Reader, Right
from broadsheet.model.sources import Addition, Source, State, Way
from broadsheet.service.context import Context, demand
from broadsheet.store import page_sources, sources
from broadsheet.store.keeping import keep

NOTHING_REPEATS = (
    "On this page no links repeat in a way that looks like a list of articles. Give the address of the page that lists "
    "the news, or selectors of your own."
)


async def preview(ctx: Context, reader: Reader | None, address: str, selectors: Selectors | None = None) -> Preview:
    """What a page would bring as a source: by the given selectors, and by those that it suggests itself.

    Raises BadAddress, FetchError (NotAsked where robots.txt closes the page), and BadInput where a feed is there.
    """
    demand(ctx, reader, Right.COLLECT)
    page = await first_page(ctx.guest.page, address.strip())
    _demand_web_page(page)
    return await asyncio.to_thread(_study, page, selectors)


async def add(
    ctx: Context, reader: Reader | None, address: str, selectors: Selectors | None = None, folder: str | None = None
) -> Addition:
    """Add a page as a source, by the given selectors or by the best that it suggests. Where the page is known, but was
    never read or is a page source itself, it is read by these from now on.

    Raises BadInput where the selectors cannot be used or find nothing now; else as `preview`.
    """
    seen = await preview(ctx, reader, address, selectors)
    chosen, listing = _chosen(seen)
    outline = Outline(seen.url, listing.title, listing.home_url, folder, chosen)
    with ctx.database.write() as conn:
        source, known = keep(conn, outline, listing.language, ctx.clock())
        if known and (source.way is Way.PAGE or _never_read(source)):
            page_sources.set_selectors(conn, source.id, chosen)
            sources.make_due(conn, ctx.clock(), source.id)
    ctx.wake()
    return Addition(address, source, known=known)


async def preview_of(
    ctx: Context, reader: Reader | None, source_id: int, selectors: Selectors | None = None
) -> tuple[Source, Preview]:
    """A page source, or a source that was never read, with what its page brings now: by the given selectors, else by
    its own. Where the page does not answer, the preview is empty and says why. Raises NotFound; BadInput for a feed."""
    source = _changeable(ctx, reader, source_id)
    given = selectors or source.selectors
    try:
        return source, await preview(ctx, reader, source.url, given)
    except BroadsheetError as fault:
        return source, Preview(source.url, source.title, given, faults=(("page", fault.reason),))


def change(ctx: Context, reader: Reader | None, source_id: int, selectors: Selectors) -> Source:
    """Read a source by these selectors from now on; it is due at once. Raises BadInput, NotFound."""
    source = _changeable(ctx, reader, source_id)
    refuse(faults_of(selectors))
    with ctx.database.write() as conn:
        page_sources.set_selectors(conn, source_id, selectors)
        sources.make_due(conn, ctx.clock(), source_id)
    ctx.wake()
    return source


async def look_at_page(ctx: Context, source: Source, selectors: Selectors) -> Found | NotModified:
    """One look at a page source. Raises ListingError where its selectors find nothing: outlets change their pages."""
    page = await ctx.guest.list_page(source.url, source.validators)
    if isinstance(page, NotModified):
        return page
    listing = await asyncio.to_thread(read_page, page, selectors)
    if not listing.entries:
        _demand_web_page(page)
        more = " any more" if source.articles else ""
        raise ListingError(
            f"The page is there, but the selectors find no links{more}. Its layout may have changed: choose new "
            "selectors with “Change” on the page Sources. What was read stays."
        )
    return Found(source.url, listing, page)


def refuse(faults: dict[str, str]) -> None:
    """Raises BadInput with all that is wrong with some selectors."""
    if faults:
        raise BadInput(" ".join(f"The selector for {NAMED[name]}: {fault}" for name, fault in faults.items()))


NAMED = dict(
    zip(NAMES, ("the items", "the link", "the headline", "the date", "the summary", "the picture"), strict=True)
)


def _study(page: Page, selectors: Selectors | None) -> Preview:
    """All that takes the processor: apart from the loop."""
    proposals = propose(page)
    url = page.moved_to or page.url
    title = proposals[0].listing.title if proposals else ""
    if selectors is None:
        return Preview(url, title, proposals=proposals)
    faults = faults_of(selectors)
    shown = None if faults else read_page(page, selectors)
    return Preview(url, shown.title if shown else title, selectors, shown, tuple(faults.items()), proposals)


def _chosen(seen: Preview) -> tuple[Selectors, Listing]:
    """The selectors to read a page by, and what they find. Raises BadInput where that is nothing."""
    refuse(dict(seen.faults))
    if seen.selectors is None:
        if not seen.proposals:
            raise BadInput(NOTHING_REPEATS)
        return seen.proposals[0].selectors, seen.proposals[0].listing
    if seen.shown is None or not seen.shown.entries:
        raise BadInput("These selectors find no links on the page. Change them, and preview it again.")
    return seen.selectors, seen.shown


def _demand_web_page(page: Page) -> None:
    """Raises ListingError for a page that keeps programs out, BadInput for what is a listing itself."""
    try:
        read_listing(page)
    except WebPage:
        return
    raise BadInput("This is a feed or a sitemap, not a page. Add its address as it is.")


def _changeable(ctx: Context, reader: Reader | None, source_id: int) -> Source:
    demand(ctx, reader, Right.COLLECT)
    with ctx.database.read() as conn:
        source = sources.get(conn, source_id)
    if source is None:
        raise NotFound("There is no such source here. It may have been removed.")
    if source.selectors is None and not _never_read(source):
        raise BadInput("This source is a feed or a sitemap, which needs no selectors.")
    return source


def _never_read(source: Source) -> bool:
    return source.state is State.FAILING and not source.articles
