"""Hubs, from our side: which one a source names, asking it to tell us and to go on, and whether it does.

Without a public address that hubs can call (`Settings.callbacks`) nothing here does anything.
"""

import logging
import secrets
from collections.abc import Sequence
from dataclasses import replace

from broadsheet.collect import subscribing
from broadsheet.collect.hubs import find_hub, keeps_secrets
from broadsheet.collect.rhythm import beside_hub
from broadsheet.errors import FetchError, StoreError
from broadsheet.model.listings import Entry, Listing
from broadsheet.model.pages import Page
from broadsheet.model.rhythm import NextLook
from broadsheet.model.sources import Source
from broadsheet.model.subscriptions import Hub, Standing, Subscription
from broadsheet.service.context import Context
from broadsheet.service.ingest.together import all_of
from broadsheet.store import pushes, sources, subscriptions
from broadsheet.store.database import Connection
from broadsheet.text import tokens

HELD = 10 * 60  # seconds that a claimed subscription is left alone by others
MOST = 100  # that one round takes on: the pace for each hub is fetch's
SECRET = 32  # bytes
STEADY = 24 * 3600  # seconds that a source stays with the hub that it named

log = logging.getLogger(__name__)


def learn(ctx: Context, source: Source, page: Page, listing: Listing) -> None:
    """Write down which hub a listing that was just read names; one that it names no more is left. A change of mind
    within a day is waited out: no feed sends us from hub to hub."""
    base = ctx.settings.callbacks
    if base is None:
        return
    hub = find_hub(page, listing)
    with ctx.database.read() as conn:
        known = subscriptions.of_source(conn, source.id)
    now = ctx.clock()
    if (known.hub if known else None) == hub or (known and now - known.added < STEADY):
        return
    with ctx.database.write() as conn:
        known = subscriptions.of_source(conn, source.id)
        if known:
            subscriptions.keep(conn, subscribing.leave(known, now))
        if hub and sources.get(conn, source.id):
            subscriptions.add(conn, _wanted(source, hub, base, now))


def forsake(ctx: Context, source: Source) -> None:
    """Leave the hub of a source that is gone for good."""
    with ctx.database.write() as conn:
        known = subscriptions.of_source(conn, source.id)
        if known:
            subscriptions.keep(conn, subscribing.leave(known, ctx.clock()))


def weigh(ctx: Context, source: Source, new: Sequence[Entry]) -> None:
    """Think of a source's hub what it deserves, after a look that found these new entries. While something that it
    pushed waits to be taken in, nobody knows."""
    if not new or ctx.settings.callbacks is None:
        return
    with ctx.database.read() as conn:
        if _promised(ctx, conn, source) is None:
            return
    with ctx.database.write() as conn:
        known = _promised(ctx, conn, source)
        if known and not pushes.waiting(conn, known.id):
            subscriptions.keep(conn, subscribing.weigh(known, new, source.checked, ctx.clock()))


def space_out(ctx: Context, conn: Connection, source: Source, look: NextLook) -> NextLook:
    """The next look, put off where a hub that is relied on tells of what is new."""
    known, now = _promised(ctx, conn, source), ctx.clock()
    if known is None or not known.relied_on(now):
        return look
    return beside_hub(look, now, str(source.id), known.host, known.expires or now)


def _promised(ctx: Context, conn: Connection, source: Source) -> Subscription | None:
    """The subscription of a source that is verified, at the address that we have now; or None."""
    base = ctx.settings.callbacks
    known = subscriptions.of_source(conn, source.id) if base else None
    return known if known and known.base == base and known.verified(ctx.clock()) else None


async def tend(ctx: Context) -> int:
    """Ask the hubs that are to be asked: for the first time, again, to go on, or to end. Gives how many."""
    base, now = ctx.settings.callbacks, ctx.clock()
    if base is None:
        return 0
    with ctx.database.write() as conn:
        for one in subscriptions.elsewhere(conn, base):
            _move(conn, one, base, now)
        due = subscriptions.claim(conn, now, now + HELD, MOST)
    await all_of(_step(ctx, one) for one in due)
    return len(due)


def _wanted(source: Source, hub: Hub, base: str, now: int) -> Subscription:
    secret = secrets.token_hex(SECRET) if keeps_secrets(hub.url) else None
    return Subscription(0, source.id, hub, base, tokens.new(), secret, Standing.WANTED, now, next_step=now)


def _move(conn: Connection, one: Subscription, base: str, now: int) -> None:
    """Our public address is another now, which the hub has to be told; until then it calls in vain."""
    moved = replace(one, base=base, standing=Standing.WANTED, asked=None, tries=0, next_step=now)
    subscriptions.keep(conn, moved)
    if one.source_id is not None:
        sources.look_soon(conn, one.source_id, now)


async def _step(ctx: Context, one: Subscription) -> None:
    """What is to be done for one subscription. What a hub does never raises; StoreError does."""
    try:
        asking = _begin(ctx, one)
        if asking is not None:
            await _ask(ctx, asking)
    except StoreError:
        raise
    except Exception:  # it is due again when its claim runs out
        log.exception("Asking the hub %s failed", one.hub.url)


def _begin(ctx: Context, one: Subscription) -> Subscription | None:
    """Write down that the hub is asked, before it is: it may come back to verify before it answers."""
    now = ctx.clock()
    with ctx.database.write() as conn:
        if one.standing is Standing.ENDED:
            subscriptions.forget(conn, one.id)
            return None
        known = subscriptions.get(conn, one.id)
        if known is None:
            return None
        if known.source_id is None and known.standing is not Standing.LEAVING:
            known = subscribing.leave(known, now)
        asking = known if known.standing is Standing.ENDED else subscribing.ask(known, now)
        subscriptions.keep(conn, asking)
    return None if asking.standing is Standing.ENDED else asking


async def _ask(ctx: Context, asking: Subscription) -> None:
    try:
        await ctx.guest.ask_hub(asking.hub.url, _form(asking))
    except FetchError as fault:
        log.info("The hub of %s: %s", asking.hub.topic, fault.reason)
        with ctx.database.write() as conn:
            known = subscriptions.get(conn, asking.id)
            if known:
                subscriptions.keep(conn, subscribing.not_taken(known, fault, ctx.clock()))
        return
    with ctx.database.write() as conn:
        known = subscriptions.get(conn, asking.id)
        if known:
            subscriptions.keep(conn, subscribing.taken(known))


def _form(asking: Subscription) -> dict[str, str]:
    """What we ask of a hub (WebSub, 5.1; `hub.verify` is for hubs of 2010, PubSubHubbub 0.3)."""
    form = {"hub.callback": asking.callback, "hub.topic": asking.hub.topic, "hub.verify": "async"}
    if asking.standing is Standing.LEAVING:
        return {**form, "hub.mode": "unsubscribe"}
    form |= {"hub.mode": "subscribe", "hub.lease_seconds": str(subscribing.LEASE)}
    return {**form, "hub.secret": asking.secret} if asking.secret else form
