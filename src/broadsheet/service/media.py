"""The pictures of outlets, fetched and re-encoded by us, so that no reader's browser ever asks an outlet."""

import asyncio
import logging
from urllib.parse import urlsplit

from broadsheet.errors import BadStatus, FetchError, NotAsked, NotFound, PictureError, Refused
from broadsheet.model.media import WIDTHS, Picture, Shown, fitting
from broadsheet.model.pages import Page
from broadsheet.model.readers import Reader, Right
from broadsheet.picture.kinds import ACCEPT, RASTER, kind, may_be_shown
from broadsheet.service.context import Context, demand
from broadsheet.text.signing import is_ours, media_address

LARGEST = 10_000_000  # bytes that an outlet's picture may have
PATIENCE = 25.0  # seconds that a browser waits; the picture is fetched to its end, and is there the next time
SOON, LATE = 15 * 60, 24 * 3600  # seconds until a picture that could not be had is asked for again
SVG = "image/svg+xml"
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})

log = logging.getLogger(__name__)


def address(ctx: Context, url: str, width: int) -> str:
    """Where we serve an outlet's picture for a place of `width` pixels (one of WIDTHS)."""
    return media_address(ctx.media.key, url, width)


async def get(ctx: Context, reader: Reader | None, signature: str, url: str, width: int) -> Shown:
    """A picture whose address we wrote. Raises NotFound where we did not, and where the picture cannot be had."""
    await asyncio.to_thread(demand, ctx, reader, Right.SKIM)
    if width not in WIDTHS or not is_ours(ctx.media.key, signature, url, width):
        raise NotFound("There is no such picture here.")
    kept = await asyncio.to_thread(ctx.media.gallery.get, url, width, ctx.clock())
    if kept:
        return kept
    picture = None if ctx.media.gallery.failed(url, ctx.clock()) else await _brought(ctx, url)
    if picture is None:
        raise NotFound("The picture cannot be had.")
    return Shown(picture.type, picture.sizes[fitting(picture.sizes, width)])


def pause_after(error: FetchError | PictureError, now: int) -> int:
    """Seconds until it is worth asking again: soon after what may pass, late after what is likely to stay."""
    if isinstance(error, NotAsked):
        return max(error.until - now, SOON)
    if isinstance(error, BadStatus):
        passing = error.status >= 500 or error.status in (408, 425, 429)
        return max(error.retry_after or 0, SOON if passing else LATE)
    return LATE if isinstance(error, PictureError | Refused) else SOON


async def _brought(ctx: Context, url: str) -> Picture | None:
    """The picture from its outlet; who asks for one that is on its way waits for that one."""
    flights = ctx.media.flights
    if url not in flights:
        flights[url] = asyncio.ensure_future(_bring(ctx, url))
        flights[url].add_done_callback(lambda _: flights.pop(url, None))
    try:
        return await asyncio.wait_for(asyncio.shield(flights[url]), PATIENCE)
    except TimeoutError:
        return None


async def _bring(ctx: Context, url: str) -> Picture | None:
    """Fetch, re-encode and keep a picture; None, and a note not to ask for it again soon, where that fails."""
    gallery = ctx.media.gallery
    async with ctx.media.turns:
        try:
            page = await ctx.guest.picture(url, accept=ACCEPT, most=LARGEST)
            picture = await _make(ctx, page)
        except (FetchError, PictureError) as error:
            log.info("No picture from %s: %s", url, error.reason)
            gallery.fail(url, (now := ctx.clock()) + pause_after(error, now))
            return None
    await asyncio.to_thread(gallery.put, url, picture, ctx.clock())
    return picture


async def _make(ctx: Context, page: Page) -> Picture:
    if not may_be_shown(page.headers):
        raise PictureError("Its outlet does not want it shown elsewhere (noimageindex).")
    found = kind(page.body)
    if found in RASTER:
        return await ctx.media.lab.develop(page.body)
    if found == "svg" and ctx.settings.allow_private_addresses and urlsplit(page.final_url).hostname in _LOOPBACK:
        return Picture(SVG, {WIDTHS[-1]: page.body})  # the demo's own drawings, shown as they are: notes/media.md
    raise PictureError("It is not a picture of a kind that Broadsheet shows.")
