"""The life of a subscription to a hub: what each thing that happens makes of it (WebSub, 5 to 7). Pure.

We ask, the hub comes back to verify that it was us, and tells us until a lease runs out; before that we ask again.
"""

from collections.abc import Sequence
from dataclasses import replace

from broadsheet.errors import BadStatus, FetchError, NotAsked
from broadsheet.model.listings import Entry
from broadsheet.model.subscriptions import Standing, Subscription
from broadsheet.text import words

MINUTE, HOUR, DAY = 60, 3600, 24 * 3600

LEASE = 10 * DAY  # seconds that we ask for: what most hubs give anyway
LONGEST_LEASE = 30 * DAY  # that we count on, whatever the hub says
FIRST_PAUSE, LONGEST_PAUSE = 15 * MINUTE, DAY  # until we ask again where nobody verified, doubled each time
AFTER_DENIAL = 7 * DAY
TRIES_TO_LEAVE = 4  # a hub that does not hear it learns from the answer to its next push that we are gone
REMEMBERED = 30 * DAY  # that an ended subscription is told apart from one that never was

# A look that meets an entry so soon after its publication was only faster than the hub.
GRACE = 15 * MINUTE
LONGEST_REASON = 200  # characters

_UNANSWERED = "It takes our requests, but does not come back to verify them."


def ask(subscription: Subscription, now: int) -> Subscription:
    """We ask the hub now, to begin, to go on or to end; where that was in vain, again after a pause that grows."""
    tries = subscription.tries + 1
    if subscription.standing is Standing.LEAVING and tries > TRIES_TO_LEAVE:
        return left(subscription, now)
    stays = subscription.standing is Standing.LEAVING or subscription.verified(now)
    return replace(
        subscription,
        standing=subscription.standing if stays else Standing.ASKED,
        asked=now,
        tries=tries,
        next_step=now + min(FIRST_PAUSE << min(tries - 1, 10), LONGEST_PAUSE),
    )


def taken(subscription: Subscription) -> Subscription:
    """The hub took our request; it has yet to verify it, or has done so already."""
    if subscription.asked is None:
        return subscription
    return replace(subscription, reason=_UNANSWERED if subscription.tries > 1 else None)


def not_taken(subscription: Subscription, fault: FetchError, now: int) -> Subscription:
    """The hub did not take our request. One that it has verified all the same stays verified."""
    if subscription.asked is None:
        return subscription
    until = subscription.next_step or now
    if isinstance(fault, NotAsked):
        until = max(until, fault.until)
    elif isinstance(fault, BadStatus):
        until = max(until, now + (fault.retry_after or 0))
    return replace(subscription, next_step=until, reason=fault.reason[:LONGEST_REASON])


def confirmed(subscription: Subscription, lease: int | None, now: int) -> Subscription:
    """The hub verified that we asked. `lease`: the seconds that it says, None where it leaves them out.

    Where we had not asked, it only wanted to know whether we still want to be told: that prolongs nothing.
    """
    if subscription.asked is None:
        return subscription
    lasts = max(1, min(lease or LEASE, LONGEST_LEASE))
    return replace(
        subscription,
        standing=Standing.VERIFIED,
        asked=None,
        tries=0,
        expires=now + lasts,
        next_step=now + max(lasts * 5 // 6, FIRST_PAUSE),
        since=subscription.since if subscription.verified(now) else now,
        reason=None,
    )


def denied(subscription: Subscription, reason: str, now: int) -> Subscription:
    """The hub will not tell us, or not any more."""
    return replace(
        subscription,
        standing=Standing.DENIED,
        asked=None,
        tries=0,
        expires=None,
        next_step=now + AFTER_DENIAL,
        useful=0,
        reason=words.squash(reason)[:LONGEST_REASON] or None,
    )


def leave(subscription: Subscription, now: int) -> Subscription:
    """It is wanted no more: the source was removed, or names another hub."""
    if subscription.standing in (Standing.WANTED, Standing.DENIED):
        return left(subscription, now)
    return replace(subscription, standing=Standing.LEAVING, asked=None, tries=0, next_step=now, reason=None)


def left(subscription: Subscription, now: int) -> Subscription:
    """It has ended."""
    return replace(
        subscription, standing=Standing.ENDED, asked=None, secret=None, expires=None, next_step=now + REMEMBERED
    )


def told(subscription: Subscription) -> Subscription:
    """What the hub pushed was new to us."""
    return replace(subscription, useful=subscription.useful + 1)


def weigh(subscription: Subscription, new: Sequence[Entry], checked: int | None, now: int) -> Subscription:
    """What it says of the hub that a look found `new` entries. `checked`: when the look before it was.

    A hub whose pushes are mere hints has told of all that a look finds which followed one.
    """
    heard = subscription.heard
    if subscription.secret is None and heard is not None and heard >= (checked or 0):
        return told(subscription) if new else subscription
    missing = sum(_is_missing(entry, subscription.since or now, checked, now) for entry in new)
    return replace(subscription, useful=0, missed=now, missing=missing) if missing else subscription


def _is_missing(entry: Entry, since: int, checked: int | None, now: int) -> bool:
    """Whether the hub should have told of an entry: it came after the hub promised to, and not just now."""
    moment = entry.published or entry.modified
    if moment is None:
        return checked is not None and checked >= since
    return since < moment.at <= now - GRACE
