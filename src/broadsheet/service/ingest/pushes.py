"""What hubs pushed, on its way into the archive: as if a look had found it, but no look at all. It moves neither the
source's validators nor its next look, since the outlet itself was not asked."""

import logging
from collections.abc import Sequence
from contextlib import suppress
from itertools import groupby

from broadsheet.collect import subscribing
from broadsheet.collect.listing import read_listing
from broadsheet.errors import ListingError, StoreError
from broadsheet.fetch.answers import charset_of
from broadsheet.model.listings import Listing
from broadsheet.model.pages import Page
from broadsheet.model.sources import Source
from broadsheet.model.subscriptions import Push
from broadsheet.service.context import Context
from broadsheet.service.ingest.holds import Holds, Lost, holding
from broadsheet.service.ingest.intake import Outcome
from broadsheet.service.ingest.looks import bring_in
from broadsheet.service.ingest.together import all_of
from broadsheet.store import pushes, sources, subscriptions

HELD = 15 * 60  # seconds that a claimed push is left alone by others
ROUNDS = 10
MOST = 20  # that one round takes in; each has at most 2 MB

log = logging.getLogger(__name__)


async def take_pushes(ctx: Context) -> int:
    """Take in what hubs pushed, several sources at once, each source's in order. Gives the number of new articles."""
    new = 0
    for _ in range(ROUNDS):
        claimed, brought = await _take_round(ctx)
        new += brought
        if claimed < MOST:
            break
    return new


async def _take_round(ctx: Context) -> tuple[int, int]:
    """How many were claimed, and the number of new articles."""
    now = ctx.clock()
    with ctx.database.read() as conn:
        if not pushes.any_free(conn, now):
            return 0, 0
    with ctx.database.write() as conn:
        ids = pushes.claim(conn, now, now + HELD, MOST)
        found = [push for push_id in ids if (push := pushes.get(conn, push_id))]
    found.sort(key=lambda push: (push.subscription.id, push.id))
    by_subscription = [list(some) for _, some in groupby(found, key=lambda push: push.subscription.id)]
    return len(ids), sum(await all_of(_take_some(ctx, some) for some in by_subscription))


async def _take_some(ctx: Context, some: Sequence[Push]) -> int:
    """Take in what was pushed for one source. While somebody looks at it, that waits for the next round."""
    source_id = some[0].subscription.source_id
    with ctx.database.read() as conn:
        source = sources.get(conn, source_id) if source_id is not None else None
    async with holding(ctx, [source.id] if source else [], None) as held:
        if source is None or held.begin(source.id):
            with suppress(Lost):
                return sum([await _take_one(ctx, source, held, push) for push in some])
    with ctx.database.write() as conn:
        for push in some:
            pushes.release(conn, push.id)
    return 0


async def _take_one(ctx: Context, source: Source | None, held: Holds, push: Push) -> int:
    """What a hub sends never raises; StoreError does, and then it is taken in later."""
    new, look_soon = 0, False
    try:
        if source is not None and push.subscription.live:
            new, look_soon = await _bring(ctx, source, held, _read(source, push))
    except ListingError as fault:
        log.info("%s pushed for %s what is no feed. %s", push.subscription.host, push.subscription.hub.topic, fault)
        look_soon = True
    except (StoreError, Lost):
        raise
    except Exception:  # one poisoned push must not end every round; the look that follows writes its reason down
        log.exception("Taking in what %s pushed failed", push.subscription.host)
        look_soon = True
    with ctx.database.write() as conn:
        pushes.remove(conn, push.id)
        known = subscriptions.get(conn, push.subscription.id)
        if known and new:
            subscriptions.keep(conn, subscribing.told(known))
        if source is not None and look_soon:
            sources.look_soon(conn, source.id, ctx.clock(), ctx.settings.rhythm.shortest)
    return new


def _read(source: Source, push: Push) -> Listing:
    """The feed that was pushed. Raises ListingError."""
    return read_listing(Page(source.url, source.url, push.body, charset=charset_of(push.type), fetched=push.arrived))


async def _bring(ctx: Context, source: Source, held: Holds, listing: Listing) -> tuple[int, bool]:
    """The number of new articles, and whether something was left for a look."""
    plan, outcomes = await bring_in(ctx, source, held, listing)
    new = outcomes[Outcome.WHOLE] + outcomes[Outcome.EXCERPT]
    return new, plan.left_over or outcomes[Outcome.LEFT] > 0
