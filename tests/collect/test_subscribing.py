"""What becomes of a subscription when things happen."""

from dataclasses import replace

import pytest

from broadsheet.collect import subscribing
from broadsheet.collect.rhythm import beside_hub
from broadsheet.errors import BadStatus, NotAsked, Unreachable
from broadsheet.model.listings import Entry
from broadsheet.model.moments import Moment
from broadsheet.model.rhythm import NextLook
from broadsheet.model.subscriptions import Hub, Standing, Subscription

MINUTE, HOUR, DAY = 60, 3600, 86_400
HUB = Hub("https://hub.example/", "https://press.example/feed")
NEW = Subscription(1, 1, HUB, "https://paper.example", "token", "secret", Standing.WANTED, 0, next_step=0)


def verified(now, lease=10 * DAY, **changes):
    return replace(subscribing.confirmed(subscribing.ask(NEW, now), lease, now), **changes)


def entry(at=None):
    return Entry("key", title="A", published=None if at is None else Moment(at, ""))


def test_asked_in_vain_it_is_asked_again_after_pauses_that_grow_to_a_day(now):
    one, pauses = NEW, []
    for _ in range(9):
        one = subscribing.ask(one, now)
        pauses.append(one.next_step - now)
    assert pauses[:4] == [15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR] and pauses[-2:] == [DAY, DAY]
    assert subscribing.confirmed(one, None, now).tries == 0


def test_it_is_renewed_when_five_sixths_of_its_lease_are_over(now):
    assert verified(now, 6 * DAY).next_step == now + 5 * DAY
    assert verified(now, 60).next_step == now + 15 * MINUTE


@pytest.mark.parametrize(
    ("said", "lasts"), [(None, 10 * DAY), (0, 10 * DAY), (60, 60), (-5, 1), (10**18, 30 * DAY), (DAY, DAY)]
)
def test_a_lease_is_as_long_as_the_hub_says_within_reason(now, said, lasts):
    assert verified(now, said).expires == now + lasts


def test_while_it_is_renewed_it_stays_verified_and_is_no_newer(now):
    later = now + 9 * DAY
    asking = subscribing.ask(verified(now), later)
    assert asking.verified(later) and not asking.verified(now + 10 * DAY)
    assert subscribing.confirmed(asking, None, later).since == now
    lapsed = subscribing.ask(verified(now), now + 11 * DAY)
    assert lapsed.standing is Standing.ASKED
    assert subscribing.confirmed(lapsed, None, now + 11 * DAY).since == now + 11 * DAY


def test_what_nobody_asked_for_prolongs_nothing(now):
    assert subscribing.confirmed(verified(now), DAY, now + DAY) == verified(now)


@pytest.mark.parametrize(
    ("fault", "wait"), [(Unreachable("It is down."), 15 * MINUTE), (BadStatus("429.", 429, 2 * HOUR), 2 * HOUR)]
)
def test_a_request_that_is_not_taken_says_why_and_waits_as_long_as_is_wanted(now, fault, wait):
    found = subscribing.not_taken(subscribing.ask(NEW, now), fault, now)
    assert (found.reason, found.next_step) == (fault.reason, now + wait)
    rests = subscribing.not_taken(subscribing.ask(NEW, now), NotAsked("It rests.", now + DAY), now)
    assert rests.next_step == now + DAY


def test_a_hub_that_verified_before_its_answer_was_lost_has_verified(now):
    assert subscribing.not_taken(verified(now), Unreachable("Lost."), now) == verified(now)
    assert subscribing.taken(verified(now)) == verified(now)


def test_a_reason_is_one_line_that_is_not_too_long(now):
    assert subscribing.denied(NEW, " no \n\x00 " + "x" * 999, now).reason.startswith("no")
    assert len(subscribing.denied(NEW, "x" * 999, now).reason) == 200
    assert subscribing.denied(NEW, "", now).reason is None


@pytest.mark.parametrize(
    ("before", "after"),
    [(Standing.WANTED, Standing.ENDED), (Standing.DENIED, Standing.ENDED), (Standing.ASKED, Standing.LEAVING),
     (Standing.VERIFIED, Standing.LEAVING)],
)  # fmt: skip
def test_only_a_hub_that_may_know_of_us_is_told_that_we_leave(now, before, after):
    left = subscribing.leave(replace(NEW, standing=before), now)
    assert left.standing is after and not left.live


def test_a_hub_is_relied_on_once_it_has_told_and_after_a_miss_once_it_has_told_thrice(now):
    one = verified(now)
    assert not one.relied_on(now) and subscribing.told(one).relied_on(now)
    missed = subscribing.weigh(subscribing.told(one), [entry(now + HOUR)], now, now + 2 * HOUR)
    assert (missed.missing, missed.relied_on(now)) == (1, False)
    twice = subscribing.told(subscribing.told(missed))
    assert not twice.relied_on(now) and subscribing.told(twice).relied_on(now)
    assert not subscribing.told(one).relied_on(now + 10 * DAY)


@pytest.mark.parametrize(
    ("at", "checked", "missing"),
    [
        (HOUR, 0, 1),
        (-HOUR, 0, 0),  # from before the hub promised
        (2 * HOUR - MINUTE, 0, 0),  # only just now
        (3 * HOUR, 0, 0),  # from the future
        (None, 0, 1),  # without a date: new since the look before
        (None, -MINUTE, 0),
        (None, None, 0),
    ],
)
def test_what_a_hub_should_have_told_of(now, at, checked, missing):
    found = entry(None if at is None else now + at)
    weighed = subscribing.weigh(verified(now), [found], None if checked is None else now + checked, now + 2 * HOUR)
    assert weighed.missing == missing and (weighed.missed is not None) == bool(missing)


def test_a_hint_tells_of_all_that_the_look_after_it_finds(now):
    hinting = verified(now, secret=None, heard=now + HOUR)
    assert subscribing.weigh(hinting, [entry(now + MINUTE)], now, now + 2 * HOUR).useful == 1
    assert subscribing.weigh(hinting, [entry(now + MINUTE)], now + 90 * MINUTE, now + 2 * HOUR).missing == 1
    assert subscribing.weigh(hinting, [], now, now + 2 * HOUR) == hinting


def test_beside_a_hub_looks_are_rare_and_never_beyond_its_promise(now):
    often, rare = NextLook(now + HOUR, "every 60 min: because"), NextLook(now + DAY, "every 24 h: because")
    spaced = beside_hub(often, now, "1", "hub.example", now + 9 * DAY)
    assert 12 * HOUR <= spaced.at - now <= 13.2 * HOUR
    assert spaced.because == "every 12 h: hub.example tells of new articles at once"
    assert beside_hub(often, now, "1", "hub.example", now + 2 * HOUR).at == now + 2 * HOUR
    assert beside_hub(often, now, "1", "hub.example", now).at == often.at
    kept = beside_hub(rare, now, "1", "hub.example", now + 9 * DAY)
    assert kept.at == rare.at and kept.because.startswith(rare.because)
