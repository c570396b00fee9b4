"""What breaks, and what only looks like it."""

from broadsheet.understand.breaking import broke, rising, why
from tests.understand.test_edition import card

MINUTES = 60
HALF_HOUR = 30 * MINUTES


def found(cards, *, outlets=3, before=None, announced=()):
    rises = rising(cards, outlets=outlets, within=HALF_HOUR)
    return broke(rises, before=before or {}, within=HALF_HOUR, announced=announced)


def storm(*minutes, tags=("Storm",), outlets="ABCDEFGH"):
    return [
        card(number, outlet, *tags, dated=10_000 + minute * MINUTES)
        for number, (outlet, minute) in enumerate(zip(outlets, minutes, strict=False), 1)
    ]


def test_enough_outlets_within_the_time_break():
    rise = found(storm(0, 10, 29))
    assert (rise.hashtag.key, rise.outlets, rise.since) == ("storm", 3, 10_000)
    assert why(rise, HALF_HOUR) == "3 outlets within 30 minutes: #Storm."


def test_the_same_spread_over_hours_does_not():
    assert found(storm(0, 31, 62)) is None


def test_one_outlet_however_often_it_writes_does_not():
    assert found(storm(0, 1, 2, 3, 4, outlets="AAAAA")) is None


def test_a_hashtag_that_is_always_about_does_not():
    assert found(storm(0, 10, 29), before={"storm": 40}) is None
    assert found(storm(0, 10, 29), before={"storm": 2}) is not None


def test_the_same_event_is_announced_once_also_under_another_hashtag():
    cards = storm(0, 10, 20, tags=("Storm", "Harbour"))
    assert found(cards, announced={"storm"}) is None
    other = storm(0, 10, 20, tags=("Verdict",))
    assert found(cards + other, announced={"storm"}).hashtag.key == "verdict"


def test_of_several_the_one_with_most_outlets_comes_first():
    cards = storm(0, 1, 2) + storm(0, 1, 2, 3, tags=("Verdict",), outlets="ABCD")
    assert found(cards).hashtag.key == "verdict"
