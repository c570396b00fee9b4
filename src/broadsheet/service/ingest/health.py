"""What a look notices beyond the source's state: when its failing began, how its listing is made, how long it may be
silent, whether its articles hold a text. A look that brings nothing new writes none of it."""

from collections.abc import Sequence
from dataclasses import replace

from broadsheet.collect import shapes, silence
from broadsheet.collect.causes import cause_of
from broadsheet.collect.health import TOLD_FOR, is_lasting
from broadsheet.collect.husks import husks
from broadsheet.collect.second_looks import word_of
from broadsheet.errors import BroadsheetError
from broadsheet.model.health import Change, Health, Part, Shape
from broadsheet.model.listings import Entry, Listing
from broadsheet.model.sources import Look, Source, State
from broadsheet.service.context import Context
from broadsheet.store import entries, sources
from broadsheet.store import health as store
from broadsheet.store.database import Connection
from broadsheet.text import urls

RELEARNED = 86_400  # seconds after which new articles count for the rhythm
MOST_TIMES = 5_000  # articles that a rhythm is learned from: 17 days of the busiest sources, years of others
AT_ONCE = 200  # sources whose rhythm is learned late, in one round


def note(conn: Connection, source: Source, look: Look, fault: BroadsheetError | None) -> None:
    """Write down with a look that it failed, or that the source is well again or has moved: most looks are neither."""
    if fault is not None:
        if look.failures > source.failures:
            store.failing(conn, source.id, look.checked, cause_of(fault))
    elif source.failures and look.state is State.OK:
        _recover(conn, source, look.checked)
    if look.url and source.move and look.url != source.url:
        now_at = sources.get(conn, source.id)
        if now_at is not None and now_at.url == look.url:
            store.moved(conn, source.id, source.url, look.checked)
        else:
            _note_twin(conn, source, look.url, look.checked)


def listened(ctx: Context, source: Source, listing: Listing, wanted: Sequence[Entry], known: int) -> None:
    """Compare a listing that was read with what was known of it. `wanted`: its entries that were new; `known`: how many
    of those turned out to be articles that are here already."""
    now = ctx.clock()
    with ctx.database.read() as conn:
        before = store.get(conn, source.id)
        after = _reshaped(conn, source, before, listing, wanted, known, now)
        after = replace(after, newest=_newest(before, wanted, now))
        if before.learned is None or (wanted and now - before.learned >= RELEARNED):
            after = _learned(conn, source, after, listing.entries, now)
        if wanted:
            found = husks(store.freshest(conn, source.id), now)
            since = found and (before.husks_since or found[0])
            after = replace(after, husks_since=since, husks_because=found and found[1])
    if after != before:
        with ctx.database.write() as conn:
            store.put(conn, source.id, after)


def catch_up(ctx: Context) -> int:
    """Learn the rhythm of sources that had no look since health is looked after but "not modified"; gives how many."""
    now = ctx.clock()
    with ctx.database.read() as conn:
        waiting = store.unlearned(conn, AT_ONCE)
        learned = []
        for source in waiting:
            times = sources.recent(conn, source.id, MOST_TIMES)
            newest = max((at for at in times if at <= now), default=None)
            seen = replace(store.get(conn, source.id), newest=newest)
            learned.append((source.id, _learned(conn, source, seen, (), now)))
    for source_id, seen in learned:
        with ctx.database.write() as conn:
            store.put(conn, source_id, seen)
    return len(learned)


def _note_twin(conn: Connection, source: Source, url: str, now: int) -> None:
    """The address that a source has moved to is another source's; said once, though each look finds it again."""
    twin = sources.by_identity(conn, urls.source_identity(url))
    seen = store.get(conn, source.id)
    known = seen.change is not None and seen.change.part is Part.TWIN and now - (seen.changed or 0) < TOLD_FOR
    if twin is not None and not known:
        change = Change(Part.TWIN, f"It leads to {url} for good, which another source reads: “{twin.title}”.")
        store.put(conn, source.id, replace(seen, changed=now, change=change))


def _recover(conn: Connection, source: Source, now: int) -> None:
    seen = store.get(conn, source.id)
    since = seen.failing_since
    if since is None:
        return
    seen = replace(seen, failing_since=None, cause=None)
    if source.state is State.GONE or is_lasting(source, since, source.failures, source.checked or now):
        seen = replace(seen, well=now, well_from=since)
    store.put(conn, source.id, seen)


def _reshaped(
    conn: Connection,
    source: Source,
    before: Health,
    listing: Listing,
    wanted: Sequence[Entry],
    known: int,
    now: int,
) -> Health:
    if not listing.entries:
        since = (before.empty_since or now) if before.shape else None
        return replace(before, empty_since=since)
    shape = shapes.shape_of(listing)
    change = _change(conn, source, before.shape, shape, wanted, known)
    after = replace(before, empty_since=None, shape=shapes.kept(before.shape, shape))
    if change:
        return replace(after, changed=now, change=change)
    if before.change and shapes.is_mended(before.change, shape):
        return replace(after, changed=None, change=None)
    return after


def _change(
    conn: Connection, source: Source, before: Shape | None, after: Shape, wanted: Sequence[Entry], known: int
) -> Change | None:
    if before is None:
        return None
    change = shapes.compare(before, after)
    if change or len(wanted) < after.entries:
        return change
    heard = entries.same_headlines(conn, source.id, [word_of(entry) for entry in wanted])
    return shapes.new_keys(wanted, after, max(known, heard))


def _newest(before: Health, wanted: Sequence[Entry], now: int) -> int | None:
    """When the newest article came: entries that are new, whether or not another source brought them first."""
    moments = (entry.published or entry.modified for entry in wanted)
    times = [min(moment.at, now) if moment else now for moment in moments]
    return max((*times, before.newest or 0)) or None


def _learned(conn: Connection, source: Source, seen: Health, listed: Sequence[Entry], now: int) -> Health:
    said = [entry.published.at for entry in listed if entry.published]
    times = {*sources.recent(conn, source.id, MOST_TIMES), *said}
    return replace(seen, rhythm=silence.learn(list(times), now), learned=now)
