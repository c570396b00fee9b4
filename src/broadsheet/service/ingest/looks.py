"""One look at a source: fetch its listing, read what is new, save it, and say when to come back."""

import asyncio
import logging
from collections import Counter
from collections.abc import Sequence

from broadsheet.collect import verdict
from broadsheet.collect.find import Found, find_listing, with_children
from broadsheet.collect.listing import read_listing
from broadsheet.collect.plan import make_plan
from broadsheet.collect.rhythm import next_look
from broadsheet.errors import BadInput, BroadsheetError, ListingError, NotAsked, OwnFault, StoreError
from broadsheet.model.listings import Entry
from broadsheet.model.pages import NotModified, Page, Validators
from broadsheet.model.rhythm import Asks, NextLook
from broadsheet.model.sources import Look, Report, Source
from broadsheet.service.context import Context
from broadsheet.service.ingest.guests import listing_of
from broadsheet.service.ingest.holds import Holds, Lost, holding
from broadsheet.service.ingest.intake import Outcome, take_in
from broadsheet.service.ingest.second_looks import listen
from broadsheet.service.ingest.together import all_of
from broadsheet.service.ingest.watcher import Watcher
from broadsheet.store import entries, sources
from broadsheet.text import urls, words

AT_ONCE = 8  # entries of one source on their way at the same time; the pace for each host is fetch's
MOST_TIMES = 1_000  # articles that a source's rhythm is learned from
LEASE = 15 * 60  # seconds that a claimed source is not due: so long it may wait for its turn

log = logging.getLogger(__name__)


def claim_due(ctx: Context, most: int) -> tuple[Source, ...]:
    """The sources that are due, marked so that nobody else takes them within the next 15 minutes."""
    now = ctx.clock()
    with ctx.database.write() as conn:
        return tuple(sources.claim(conn, now, now + LEASE, most))


def release(ctx: Context, claimed: Sequence[Source]) -> None:
    """Make those of the claimed sources due again that nobody has looked at since: their round was broken off."""
    with ctx.database.write() as conn:
        sources.release(conn, claimed, ctx.clock())


def named(ctx: Context, source_ids: Sequence[int]) -> tuple[Source, ...]:
    """The sources with these ids, as they are now; those removed meanwhile are left out."""
    with ctx.database.read() as conn:
        found = (sources.get(conn, source_id) for source_id in source_ids)
        return tuple(source for source in found if source is not None)


async def refresh_all(
    ctx: Context, chosen: Sequence[Source], watcher: Watcher | None = None, worker: str | None = None
) -> tuple[Report, ...]:
    """Look at the given sources, several hosts at once. A source that fails never holds up another, and one that
    somebody is looking at already, here or in another process, is left out. `worker`: who does it, where that is a
    worker of the jobs."""
    slots = asyncio.Semaphore(ctx.settings.fetch_concurrency)
    async with holding(ctx, [source.id for source in chosen], worker) as held:

        async def one(source: Source) -> Report:
            async with slots:
                report = await _refresh_held(ctx, source, held, watcher)
            if watcher:
                watcher.source_done(report)
            return report

        return tuple(await all_of(one(source) for source in chosen))


async def _refresh_held(ctx: Context, source: Source, held: Holds, watcher: Watcher | None) -> Report:
    if not held.begin(source.id):
        return Report(source.id, source.title, unchanged=True)
    try:
        try:
            return await _refresh(ctx, source, held, watcher)
        except (StoreError, Lost):
            raise  # where nothing can be written down, the whole round ends, and is taken up again
        except Exception as surprise:
            return _surprised(ctx, source, surprise, held)
    except Lost:
        log.warning(
            "%s is no longer ours to look at: it was removed, or this worker was frozen for a while", source.url
        )
        return Report(source.id, source.title, unchanged=True)


async def _refresh(ctx: Context, source: Source, held: Holds, watcher: Watcher | None) -> Report:
    """One look at one source. What an outlet does never raises: it is in the report, and beside the source."""
    try:
        found = await _look(ctx, source)
        if isinstance(found, NotModified):
            later = _next_look(ctx, source, verdict.asks_after(source, found))
            _record(ctx, source, held, verdict.unchanged(source, found, ctx.clock(), later))
            return Report(source.id, source.title, unchanged=True)
        listing = await with_children(ctx.client.get, found.listing)
    except NotAsked as fault:
        _record(ctx, source, held, verdict.put_off(source, fault, ctx.clock()))
        return Report(source.id, source.title, fault=fault.reason)
    except BroadsheetError as fault:
        _record(ctx, source, held, verdict.failed(source, fault, ctx.clock()))
        return Report(source.id, source.title, fault=fault.reason)
    with ctx.database.read() as conn:
        known = entries.known(conn, source.id, [entry.key for entry in listing.entries])
    plan = make_plan(listing, known, ctx.clock())
    outcomes = await _take_in_all(ctx, source, held, plan.wanted, listing.entries, watcher)
    held.check(source.id)
    listen(ctx, source, listing, _shared_addresses(listing.entries))
    left_over = plan.left_over or outcomes[Outcome.LEFT] > 0
    later = _next_look(ctx, source, verdict.asks_of(found), left_over=plan.left_over)
    _record(ctx, source, held, verdict.read(source, found, ctx.clock(), later, left_over=left_over))
    return _report(source, len(listing.entries), outcomes)


def _shared_addresses(listed: Sequence[Entry]) -> set[str]:
    """Addresses that are no article's own: several entries with other headlines have them. Podcasts link to their show,
    live tickers to one page."""
    headlines: dict[str, set[str]] = {}
    for entry in listed:
        headlines.setdefault(entry.url, set()).add(words.fold(entry.title))
    return {url for url, titles in headlines.items() if url and len(titles) > 1}


async def _take_in_all(
    ctx: Context,
    source: Source,
    held: Holds,
    wanted: Sequence[Entry],
    everything: Sequence[Entry],
    watcher: Watcher | None,
) -> Counter[Outcome]:
    slots = asyncio.Semaphore(AT_ONCE)
    shared = _shared_addresses(everything)

    async def one(entry: Entry) -> Outcome:
        async with slots:
            held.check(source.id)
            outcome = await take_in(ctx, source, entry, shared=entry.url in shared)
        if watcher:
            watcher.page_read()
        return outcome

    return Counter(await all_of(one(entry) for entry in wanted))


async def _look(ctx: Context, source: Source) -> Found | NotModified:
    """The source's listing. One that was never read may turn out to be a home page: then its feed takes its place."""
    first = await listing_of(ctx, source.url, source.validators)
    if isinstance(first, NotModified):
        return first
    try:
        return Found(source.url, read_listing(first), first)
    except ListingError:
        if source.articles or source.validators != Validators():  # it was a listing before
            raise

    async def get(url: str) -> Page:
        return first if url == source.url else await ctx.client.get(url)

    found = await find_listing(get, source.url)
    with ctx.database.read() as conn:
        same = sources.by_identity(conn, urls.source_identity(found.url))
    if same is not None and same.id != source.id:
        raise BadInput(f"This address leads to the same feed as “{same.title}”. Remove one of the two.")
    with ctx.database.write() as conn:  # before its articles come: a kill among them must not leave a home page behind
        sources.settle(conn, source.id, found.url)
    return found


def _surprised(ctx: Context, source: Source, surprise: Exception, held: Holds) -> Report:
    """A mistake of ours in one source is logged, written beside it, and kept from harming the others."""
    log.error("Looking at %s failed", source.url, exc_info=surprise)
    fault = OwnFault(f"Broadsheet could not read this source: {type(surprise).__name__}. Its log says more.")
    _record(ctx, source, held, verdict.failed(source, fault, ctx.clock()))
    return Report(source.id, source.title, fault=fault.reason)


def _next_look(ctx: Context, source: Source, asks: Asks, *, left_over: bool = False) -> NextLook:
    with ctx.database.read() as conn:
        times = sources.recent(conn, source.id, MOST_TIMES)
    since = source.added if len(times) < MOST_TIMES else None
    bounds = ctx.settings.rhythm
    return next_look(times, asks, ctx.clock(), str(source.id), bounds, known_since=since, left_over=left_over)


def _record(ctx: Context, source: Source, held: Holds, look: Look) -> None:
    with ctx.database.write() as conn:
        held.let_go(conn, source.id)
        sources.looked(conn, source.id, look)


def _report(source: Source, listed: int, outcomes: Counter[Outcome]) -> Report:
    whole, excerpts = outcomes[Outcome.WHOLE], outcomes[Outcome.EXCERPT]
    return Report(source.id, source.title, listed=listed, new=whole + excerpts, whole=whole, excerpts=excerpts)
