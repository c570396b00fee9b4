"""One look at a source: fetch its listing, read what is new, save it, and say when to come back."""

import asyncio
import logging
from collections import Counter
from collections.abc import Sequence

from broadsheet.collect import verdict
from broadsheet.collect.find import Found, find_listing
from broadsheet.collect.listing import read_listing
from broadsheet.collect.plan import make_plan
from broadsheet.collect.rhythm import next_look
from broadsheet.collect.sitemap_index import Followed, due_again, follow, refuse_archive
from broadsheet.errors import BadInput, BroadsheetError, ListingError, NotAsked, OwnFault, StoreError
from broadsheet.model.listings import Entry, Listing, Plan
from broadsheet.model.pages import NotModified, Page, Validators
from broadsheet.model.rhythm import Asks, NextLook
from broadsheet.model.sitemaps import ChildState
from broadsheet.model.sources import Look, Report, Source, State
from broadsheet.service.context import Context
from broadsheet.service.ingest import health, hubs
from broadsheet.service.ingest.holds import Holds, Lost, holding
from broadsheet.service.ingest.intake import Outcome, take_in
from broadsheet.service.ingest.page_sources import look_at_page
from broadsheet.service.ingest.second_looks import listen
from broadsheet.service.ingest.together import all_of
from broadsheet.service.ingest.told import take_in_told
from broadsheet.service.ingest.watcher import Watcher
from broadsheet.store import child_sitemaps, entries, sources
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
        followed = await _follow(ctx, source, found)
    except NotAsked as fault:
        _record(ctx, source, held, verdict.put_off(source, fault, ctx.clock()))
        return Report(source.id, source.title, fault=fault.reason)
    except BroadsheetError as fault:
        look = verdict.failed(source, fault, ctx.clock())
        _record(ctx, source, held, look, fault=fault)
        if look.state is State.GONE:
            hubs.forsake(ctx, source)
        return Report(source.id, source.title, fault=fault.reason)
    listing = followed.listing
    plan, outcomes = await bring_in(ctx, source, held, listing, watcher)
    hubs.learn(ctx, source, found.page, listing)
    hubs.weigh(ctx, source, plan.wanted)
    health.listened(ctx, source, listing, plan.wanted, outcomes[Outcome.KNOWN])
    left_over = plan.left_over or outcomes[Outcome.LEFT] > 0
    later = _next_look(ctx, source, verdict.asks_of(found), left_over=plan.left_over)
    look = verdict.read(source, found, ctx.clock(), later, left_over=left_over)
    _record(ctx, source, held, look, due_again(followed.states) if left_over else followed.states)
    return _report(source, len(listing.entries), outcomes)


async def bring_in(
    ctx: Context, source: Source, held: Holds, listing: Listing, watcher: Watcher | None = None
) -> tuple[Plan, Counter[Outcome]]:
    """Take in what is new of a listing, and listen to what it says of what is not."""
    with ctx.database.read() as conn:
        known = entries.known(conn, source.id, [entry.key for entry in listing.entries])
    plan = make_plan(listing, known, ctx.clock())
    outcomes = await _take_in_all(ctx, source, held, plan.wanted, listing.entries, watcher)
    held.check(source.id)
    listen(ctx, source, _heard_before(listing.entries, known))
    return plan, outcomes


def _heard_before(listed: Sequence[Entry], known: set[str]) -> list[Entry]:
    """The entries that were listed before, but for those whose address is no article's own."""
    shared = _shared_addresses(listed)
    return [entry for entry in listed if entry.key in known and entry.url not in shared]


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
    outcomes, left = await take_in_told(ctx, source, wanted, shared)
    if watcher:
        for _ in range(outcomes.total()):
            watcher.page_read()

    async def one(entry: Entry) -> Outcome:
        async with slots:
            held.check(source.id)
            outcome = await take_in(ctx, source, entry, shared=entry.url in shared)
        if watcher:
            watcher.page_read()
        return outcome

    return outcomes + Counter(await all_of(one(entry) for entry in left))


async def _look(ctx: Context, source: Source) -> Found | NotModified:
    """The source's listing. One that was never read may turn out to be a home page: then its feed takes its place."""
    if source.selectors is not None:
        return await look_at_page(ctx, source, source.selectors)
    first = await ctx.guest.listing(source.url, source.validators)
    if isinstance(first, NotModified):
        return first
    try:
        return Found(source.url, read_listing(first), first)
    except ListingError:
        if source.articles or source.validators != Validators():  # it was a listing before
            raise

    async def get(url: str) -> Page:
        return first if url == source.url else await ctx.guest.listing(url)

    found = await find_listing(get, source.url)
    with ctx.database.read() as conn:
        same = sources.by_identity(conn, urls.source_identity(found.url))
    if same is not None and same.id != source.id:
        raise BadInput(f"This address leads to the same feed as “{same.title}”. Remove one of the two.")
    with ctx.database.write() as conn:  # before its articles come: a kill among them must not leave a home page behind
        sources.settle(conn, source.id, found.url)
    return found


async def _follow(ctx: Context, source: Source, found: Found) -> Followed:
    """What was found; an index of sitemaps with what those list that changed since the last look."""
    if not found.listing.children:
        refuse_archive(found.listing)
        return Followed(found.listing)
    with ctx.database.read() as conn:
        known = child_sitemaps.of_source(conn, source.id)
    return await follow(ctx.guest.listing, found.listing, found.url, known, ctx.clock())


def _surprised(ctx: Context, source: Source, surprise: Exception, held: Holds) -> Report:
    """A mistake of ours in one source is logged, written beside it, and kept from harming the others."""
    log.error("Looking at %s failed", source.url, exc_info=surprise)
    fault = OwnFault(f"Broadsheet could not read this source: {type(surprise).__name__}. Its log says more.")
    _record(ctx, source, held, verdict.failed(source, fault, ctx.clock()), fault=fault)
    return Report(source.id, source.title, fault=fault.reason)


def _next_look(ctx: Context, source: Source, asks: Asks, *, left_over: bool = False) -> NextLook:
    bounds, key = ctx.settings.rhythm, str(source.id)
    with ctx.database.read() as conn:
        times = sources.recent(conn, source.id, MOST_TIMES)
        since = source.added if len(times) < MOST_TIMES else None
        look = next_look(times, asks, ctx.clock(), key, bounds, known_since=since, left_over=left_over)
        return look if left_over else hubs.space_out(ctx, conn, source, look)


def _record(
    ctx: Context,
    source: Source,
    held: Holds,
    look: Look,
    states: Sequence[ChildState] = (),
    fault: BroadsheetError | None = None,
) -> None:
    """Write down what the look means; and what an index's sitemaps said, which a look that failed leaves as it was."""
    with ctx.database.write() as conn:
        held.let_go(conn, source.id)
        sources.looked(conn, source.id, look)
        health.note(conn, source, look, fault)
        if states:
            child_sitemaps.keep(conn, source.id, states)


def _report(source: Source, listed: int, outcomes: Counter[Outcome]) -> Report:
    whole, excerpts = outcomes[Outcome.WHOLE], outcomes[Outcome.EXCERPT]
    return Report(source.id, source.title, listed=listed, new=whole + excerpts, whole=whole, excerpts=excerpts)
