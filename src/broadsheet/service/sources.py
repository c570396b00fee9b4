"""The addresses that we collect from: add, import, export, list, remove."""

import asyncio
import logging
import tomllib
from collections.abc import Sequence
from importlib import resources

from broadsheet.collect import opml
from broadsheet.collect.find import find_listing
from broadsheet.errors import BadInput, BroadsheetError, NoFeed, NotFound
from broadsheet.model.newsletters import SCHEME, sender_of
from broadsheet.model.outlines import Outline
from broadsheet.model.readers import Reader, Right
from broadsheet.model.sources import Addition, Outlet, Source, Suggestion
from broadsheet.service.context import Context, demand
from broadsheet.store import newsletters
from broadsheet.store import outlets as outlet_store
from broadsheet.store import sources as store
from broadsheet.store.database import Connection
from broadsheet.store.keeping import keep
from broadsheet.text import urls

AT_ONCE = 8  # addresses that are looked for at the same time
MOST_GIVEN = 5_000  # addresses in one paste
IN_ONE_GO = 100  # sources in one transaction

log = logging.getLogger(__name__)


def listing(ctx: Context, reader: Reader | None) -> tuple[Source, ...]:
    """All sources, by folder and title."""
    demand(ctx, reader, Right.COLLECT)
    with ctx.database.read() as conn:
        return tuple(store.all(conn))


def outlets(ctx: Context, reader: Reader | None) -> tuple[Outlet, ...]:
    """All outlets, by name."""
    demand(ctx, reader, Right.SKIM)
    with ctx.database.read() as conn:
        return tuple(outlet_store.all(conn))


def starter(ctx: Context, reader: Reader | None) -> tuple[Suggestion, ...]:
    """Outlets to begin with, from the list in starter/outlets.toml."""
    demand(ctx, reader, Right.COLLECT)
    text = resources.files("broadsheet").joinpath("starter/outlets.toml").read_text("utf-8")
    return tuple(Suggestion(**row) for row in tomllib.loads(text)["outlet"])


async def add(
    ctx: Context, reader: Reader | None, addresses: Sequence[str], folder: str | None = None
) -> tuple[Addition, ...]:
    """Look behind each address for a feed or news sitemap, and add what is found. One that fails harms no other."""
    demand(ctx, reader, Right.COLLECT)
    given = list(dict.fromkeys(address.strip() for address in addresses if address.strip()))
    if not given:
        raise BadInput("No address was given. Give one a line, such as https://example.org/feed.xml or example.org.")
    if len(given) > MOST_GIVEN:
        raise BadInput(f"{len(given)} addresses are too many at once. Give at most {MOST_GIVEN}.")
    slots = asyncio.Semaphore(AT_ONCE)

    async def one(address: str) -> Addition:
        async with slots:
            return await _add_one(ctx, address, folder)

    additions = await asyncio.gather(*(one(address) for address in given))
    ctx.wake()
    return tuple(additions)


async def import_file(ctx: Context, reader: Reader | None, data: bytes) -> tuple[Addition, ...]:
    """Add every address of an OPML file or a plain list, without asking the outlets: the first refresh does that.

    Raises BadFile where the file cannot be read.
    """
    demand(ctx, reader, Right.COLLECT)
    return await asyncio.to_thread(_register, ctx, opml.read_outlines(data))


async def choose(ctx: Context, reader: Reader | None, feeds: Sequence[str]) -> tuple[Addition, ...]:
    """Add outlets of the starter list, named by their feeds, without asking them. Raises BadInput for others."""
    offered = {suggestion.feed: suggestion for suggestion in starter(ctx, reader)}
    if not feeds:
        raise BadInput("No outlet was chosen. Tick at least one.")
    if not offered.keys() >= set(feeds):
        raise BadInput("That is not an outlet of the list. Open the list again and choose from it.")
    chosen = [offered[feed] for feed in dict.fromkeys(feeds)]
    outlines = [Outline(one.feed, one.name, one.home, None) for one in chosen]
    return await asyncio.to_thread(_register, ctx, outlines)


def export(ctx: Context, reader: Reader | None) -> bytes:
    """All sources as OPML 2.0, with their folders; but for newsletters, which no other reader could fetch."""
    return opml.write_opml("Broadsheet", [source for source in listing(ctx, reader) if not source.is_newsletter])


def remove(ctx: Context, reader: Reader | None, source_id: int) -> Source:
    """Stop collecting from a source. Its articles stay; a newsletter's later mails are passed over. Raises NotFound."""
    demand(ctx, reader, Right.COLLECT)
    with ctx.database.write() as conn:
        source = _known(store.get(conn, source_id))
        if source.is_newsletter:
            newsletters.decline(conn, source, ctx.clock())
        store.remove(conn, source_id)
        return source


def get(ctx: Context, reader: Reader | None, source_id: int) -> Source:
    """One source. Raises NotFound."""
    demand(ctx, reader, Right.COLLECT)
    with ctx.database.read() as conn:
        return _known(store.get(conn, source_id))


def check_now(ctx: Context, reader: Reader | None, source_id: int | None = None) -> None:
    """Make one source due, or all of them, and wake the jobs. Raises NotFound."""
    demand(ctx, reader, Right.COLLECT)
    with ctx.database.write() as conn:
        if source_id is not None:
            _known(store.get(conn, source_id))
        store.make_due(conn, ctx.clock(), source_id)
        newsletters.make_due(conn, ctx.clock())
    ctx.wake()


def _known(source: Source | None) -> Source:
    if source is None:
        raise NotFound("There is no such source here. It may have been removed.")
    return source


def _register(ctx: Context, outlines: Sequence[Outline]) -> tuple[Addition, ...]:
    """Write sources down as they are, due at once; some at a time, so that others can write in between."""
    additions: list[Addition] = []
    for start in range(0, len(outlines), IN_ONE_GO):
        with ctx.database.write() as conn:
            additions += [_keep(ctx, conn, one, one.url, None) for one in outlines[start : start + IN_ONE_GO]]
    ctx.wake()
    return tuple(additions)


def _accept(ctx: Context, address: str) -> Addition:
    """Take a newsletter again whose source was removed. `address`: mailto: and the sender's."""
    sender = sender_of(address, "").address.strip().lower()
    with ctx.database.write() as conn:
        accepted = newsletters.accept(conn, sender, ctx.clock())
        known = next(
            (one for one in store.all(conn) if one.is_newsletter and sender_of(one.url, "").address == sender), None
        )
    if known is None:
        return Addition(address, fault="Newsletters come by themselves, with their first mail to the mailbox.")
    return Addition(address, known, known=not accepted)


async def _add_one(ctx: Context, address: str, folder: str | None) -> Addition:
    if address.lower().startswith(SCHEME):
        return _accept(ctx, address)
    with ctx.database.read() as conn:
        known = store.by_identity(conn, urls.source_identity(address))
    if known is not None:
        return Addition(address, known, known=True)
    try:
        found = await find_listing(ctx.guest.listing, address)
    except BroadsheetError as fault:
        return Addition(address, fault=fault.reason, page=fault.url if isinstance(fault, NoFeed) else "")
    except Exception as surprise:
        log.exception("Looking behind %s failed", address)
        return Addition(address, fault=f"Broadsheet could not read what is there: {type(surprise).__name__}.")
    outline = Outline(found.url, found.listing.title, found.listing.home_url, folder)
    with ctx.database.write() as conn:
        return _keep(ctx, conn, outline, address, found.listing.language)


def _keep(ctx: Context, conn: Connection, found: Outline, address: str, language: str | None) -> Addition:
    """One source, unless it is known already. `address`: as it was given."""
    source, known = keep(conn, found, language, ctx.clock())
    return Addition(address, source, known=known)
