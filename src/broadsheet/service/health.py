"""What is wrong with the sources, and what helps: the report, feeds found again, ailments that are left as they are."""

from collections.abc import Sequence

from broadsheet.collect import health
from broadsheet.collect.causes import UNREACHABLE
from broadsheet.collect.find import Found, find_listing
from broadsheet.errors import BadInput, BroadsheetError, NotFound
from broadsheet.model.health import Ailment, Checkup, Discovery, Health, Silence, Trouble
from broadsheet.model.readers import Reader, Right
from broadsheet.model.sources import Source, State
from broadsheet.service.context import Context, demand
from broadsheet.store import health as store
from broadsheet.store import outlets, sources
from broadsheet.store.database import Connection
from broadsheet.text import urls

OFFLINE_FEWEST = 5  # sources that cannot be reached, and more than half of all: then it is rather our own network

_QUIET = {
    Trouble.GONE: "The outlet has ended the feed that it was read by.",
    Trouble.FAILING: "Its feed cannot be read at present. Broadsheet goes on asking.",
    Trouble.CHANGED: "Its feed lists nothing at present.",
    Trouble.SILENT: "Its feed is read, but has brought nothing new for longer than usual.",
}


def report(ctx: Context, reader: Reader | None) -> Checkup:
    """What is wrong with the sources, what matters most first, but for what was set aside."""
    demand(ctx, reader, Right.COLLECT)
    now = ctx.clock()
    with ctx.database.read() as conn:
        known = list(store.all(conn))
        left = store.left(conn)
    found = [ailment for source, seen in known for ailment in health.ailments(source, seen, now)]
    shown = sorted((one for one in found if _key(one) not in left), key=health.by_need)
    well = [again for source, seen in known if (again := health.recovery(source, seen, now))]
    recoveries = tuple(sorted(well, key=lambda one: -one.at))
    return Checkup(tuple(shown), len(found) - len(shown), _is_offline(known), recoveries)


def of_outlet(ctx: Context, reader: Reader | None, outlet_id: int) -> Silence | None:
    """Why nothing new comes of an outlet, for its readers; None where something does, or may. Raises NotFound."""
    demand(ctx, reader, Right.SKIM)
    with ctx.database.read() as conn:
        known = list(store.all(conn, outlet_id))
        outlet = known[0][0].outlet if known else outlets.get(conn, outlet_id)
    if outlet is None:
        raise NotFound("There is no such outlet here.")
    if not known:
        return Silence(outlet, None, "It is not collected any more.")
    worst = [_quiet(source, seen, ctx.clock()) for source, seen in known]
    if None in worst:
        return None
    since = max((seen.newest for _, seen in known if seen.newest), default=None)
    return Silence(outlet, since, _QUIET[next(one for one in worst if one)])


async def look_for_feed(ctx: Context, reader: Reader | None, source_id: int) -> Discovery:
    """Look for a source's feed again, from the home page of its outlet. Changes nothing. Raises NotFound."""
    demand(ctx, reader, Right.COLLECT)
    with ctx.database.read() as conn:
        source = _known(conn, source_id)
    places = list(dict.fromkeys([source.outlet.host, urls.host(source.url)]))
    try:
        found = await _first_of(ctx, places)
    except BroadsheetError as fault:
        return Discovery(source, fault=fault.reason)
    with ctx.database.read() as conn:
        same = sources.by_identity(conn, urls.source_identity(found.url))
    times = [entry.published.at for entry in found.listing.entries if entry.published]
    return Discovery(
        source,
        found.url,
        found.listing.title,
        len(found.listing.entries),
        max(times, default=None),
        same=same is not None and same.id == source_id,
        taken=same if same is not None and same.id != source_id else None,
    )


async def take_over(ctx: Context, reader: Reader | None, source_id: int, address: str) -> Source:
    """Let a source be read at another address from now on. Its articles and its history stay. Raises NotFound;
    BadInput where no feed is at the address, or another source has it."""
    demand(ctx, reader, Right.COLLECT)
    try:
        found = await find_listing(ctx.guest.listing, address)
    except BroadsheetError as fault:
        raise BadInput(fault.reason) from fault
    with ctx.database.write() as conn:
        source = _known(conn, source_id)
        other = sources.by_identity(conn, urls.source_identity(found.url))
        if other is not None and other.id != source_id:
            raise BadInput(f"“{other.title}” reads this feed already. Remove one of the two.")
        seen = store.get(conn, source_id)
        sources.relocate(conn, source_id, found.url, ctx.clock())
        store.put(conn, source_id, Health(newest=seen.newest, rhythm=seen.rhythm, learned=seen.learned))
        source = _known(conn, source_id)
    ctx.wake()
    return source


def leave(ctx: Context, reader: Reader | None, source_id: int, trouble: Trouble, since: int) -> None:
    """Set an ailment aside: it is not shown again unless it begins anew. Raises NotFound."""
    demand(ctx, reader, Right.COLLECT)
    with ctx.database.write() as conn:
        _known(conn, source_id)
        store.leave(conn, source_id, trouble, since)


def take_up(ctx: Context, reader: Reader | None) -> None:
    """Show all ailments again that were set aside."""
    demand(ctx, reader, Right.COLLECT)
    with ctx.database.write() as conn:
        store.take_up(conn)


def _key(ailment: Ailment) -> tuple[int, str, int]:
    return ailment.source.id, ailment.trouble.value, ailment.since


def _is_offline(known: Sequence[tuple[Source, Health]]) -> bool:
    unreached = sum(source.state is State.FAILING and seen.cause in UNREACHABLE for source, seen in known)
    return unreached >= OFFLINE_FEWEST and unreached * 2 > len(known)


def _quiet(source: Source, seen: Health, now: int) -> Trouble | None:
    """What keeps a source from bringing anything; None where nothing does."""
    found = {one.trouble for one in health.ailments(source, seen, now)}
    empty = seen.empty_since is not None and Trouble.CHANGED in found
    for trouble in (Trouble.GONE, Trouble.FAILING, Trouble.SILENT):
        if trouble in found:
            return trouble
    return Trouble.CHANGED if empty else None


async def _first_of(ctx: Context, places: Sequence[str]) -> Found:
    """The listing behind the first place that has one; of faults the first, which is of the outlet's home page."""
    faults: list[BroadsheetError] = []
    for place in places:
        try:
            return await find_listing(ctx.guest.listing, place)
        except BroadsheetError as fault:
            faults.append(fault)
    raise faults[0]


def _known(conn: Connection, source_id: int) -> Source:
    source = sources.get(conn, source_id)
    if source is None:
        raise NotFound("There is no such source here. It may have been removed.")
    return source
