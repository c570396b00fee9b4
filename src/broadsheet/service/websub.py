"""Hubs at our door (WebSub): they verify that we asked, say no, and push what is new. They know a token, and need no
account. What they push is only put aside here; the jobs take it in (service/ingest/pushes)."""

import logging
from dataclasses import replace

from broadsheet.collect import subscribing
from broadsheet.errors import NotFound
from broadsheet.model.readers import Reader, Right
from broadsheet.model.subscriptions import Standing, Subscription
from broadsheet.service.context import Context, demand
from broadsheet.store import pushes, sources, subscriptions
from broadsheet.store.database import Connection
from broadsheet.text import signatures

LARGEST = 2_000_000  # bytes of one push; feeds with whole texts have some 100,000
LONGEST_CHALLENGE = 2_000  # characters

log = logging.getLogger(__name__)


def of_sources(ctx: Context, reader: Reader | None) -> dict[int, Subscription]:
    """What the hubs of sources have promised, by the number of the source; nothing where hubs cannot call us."""
    demand(ctx, reader, Right.COLLECT)
    if ctx.settings.callbacks is None:
        return {}
    with ctx.database.read() as conn:
        return subscriptions.of_sources(conn)


def verify(ctx: Context, token: str, mode: str, topic: str, challenge: str, lease: int | None) -> str:
    """What to answer a hub that asks whether it was us who asked: its challenge. `lease`: seconds, or None.

    Raises NotFound where that is not what we want: another topic, or to be told no more of what we do want.
    """
    if not 0 < len(challenge) <= LONGEST_CHALLENGE or ctx.settings.callbacks is None:
        raise NotFound("That was not asked for from here.")
    with ctx.database.write() as conn:
        known = _known(conn, token)
        if known.hub.topic == topic and mode == "subscribe" and known.standing in (Standing.ASKED, Standing.VERIFIED):
            subscriptions.keep(conn, subscribing.confirmed(known, lease, ctx.clock()))
            return challenge
        if known.hub.topic == topic and mode == "unsubscribe" and known.standing is Standing.LEAVING:
            subscriptions.keep(conn, subscribing.left(known, ctx.clock()))
            return challenge
    raise NotFound("That was not asked for from here.")


def deny(ctx: Context, token: str, topic: str, reason: str) -> None:
    """A hub will not tell us. From now on the source is looked at as usual. Raises NotFound."""
    now = ctx.clock()
    with ctx.database.write() as conn:
        known = _known(conn, token)
        if known.hub.topic != topic or not known.live:
            raise NotFound("That was not asked for from here.")
        subscriptions.keep(conn, subscribing.denied(known, reason, now))
        if known.source_id is not None and known.relied_on(now):
            sources.look_soon(conn, known.source_id, now)


def expects(ctx: Context, token: str) -> bool:
    """Whether a push is wanted; False where it was once. Asked before anything is read. Raises NotFound."""
    with ctx.database.read() as conn:
        return _known(conn, token).live and ctx.settings.callbacks is not None


def receive(ctx: Context, token: str, body: bytes, type_: str, signature: str) -> None:
    """Put aside what a hub pushed. What is not signed as agreed changes nothing, and the hub is not told (WebSub, 7.1).

    Where no signature was agreed, because the way to the hub would have betrayed the secret, a push is only a hint: the
    source is looked at, not more often than the settings say.
    """
    with ctx.database.read() as conn:
        known = _known(conn, token)
    if known.secret and not signatures.is_signed(body, signature, known.secret):
        log.info("%s pushed something that is not signed as agreed. It was left.", known.host)
        return
    packed = pushes.pack(body) if known.secret else None
    with ctx.database.write() as conn:
        known = _known(conn, token)
        if not known.live or known.standing is not Standing.VERIFIED:
            return
        subscriptions.keep(conn, replace(known, heard=ctx.clock()))
        kept = packed is not None and pushes.add(conn, known.id, packed, type_, ctx.clock())
        # A hub that calls again and again keeps nobody busy.
        wanted = kept or sources.look_soon(conn, known.source_id or 0, ctx.clock(), ctx.settings.rhythm.shortest)
    if wanted:
        ctx.wake()


def _known(conn: Connection, token: str) -> Subscription:
    found = subscriptions.by_token(conn, token)
    if found is None:
        raise NotFound("There is no such page here.")
    return found
