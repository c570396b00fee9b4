import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.collect.rhythm import after_failure, after_page_failure, next_look, spread
from broadsheet.model.rhythm import Asks, Bounds

MINUTE, HOUR, DAY = 60, 3600, 86_400
MONTH = 28 * DAY


def look(times, now, asks=Asks(), *, key="1", bounds=Bounds(), **more):  # noqa: B008
    return next_look(times, asks, now, key, bounds, known_since=now - MONTH, **more)


def every(pause, now):
    """Articles of the last four weeks, one each `pause` seconds."""
    return [now - n * pause for n in range(1, MONTH // pause)]


def minutes(found, now):
    return (found.at - now) / MINUTE


@pytest.mark.parametrize(
    ("pause", "least", "most"),
    [(5 * MINUTE, 5, 7), (HOUR, 18, 25), (8 * HOUR, 30, 80), (DAY + HOUR, 50, 150), (9 * DAY + HOUR, 200, 900)],
)
def test_the_busier_a_source_the_sooner_it_is_looked_at(now, pause, least, most):
    assert least <= minutes(look(every(pause, now), now), now) <= most


def test_a_dead_source_is_looked_at_once_a_day(now):
    found = look([], now)
    assert DAY <= found.at - now <= DAY * 1.1
    assert found.because == "every 24 h: no new article in 4 weeks"


def test_the_reasoning_is_a_sentence(now):
    found = look(every(12 * MINUTE, now), now, Asks(pause=10 * MINUTE))
    assert found.because == "every 10 min: 5 new articles an hour; the feed asks for at least 10 min"


@pytest.mark.parametrize(
    ("asks", "least", "said"),
    [
        (Asks(pause=2 * HOUR), 120, "the feed asks for at least 2 h"),
        (Asks(fresh=3 * HOUR), 180, "the server asks for at least 3 h"),
        (Asks(pause=3 * HOUR, fresh=HOUR), 180, "the feed asks"),
        (Asks(pause=30 * DAY), 1440, "the feed asks for at least 24 h"),
    ],
)
def test_what_the_source_asks_for_is_obeyed_up_to_a_day(now, asks, least, said):
    found = look(every(HOUR, now), now, asks)
    assert least <= minutes(found, now) <= least * 1.1 + 1
    assert said in found.because


def test_hours_and_days_that_the_feed_rests_are_left_out(now):  # Thursday, 08:53 UTC
    hours = look(every(HOUR, now), now, Asks(skip_hours=frozenset(range(8, 12))))
    assert 186 <= minutes(hours, now) <= 186 * 1.1 + 1
    assert hours.because.endswith("the feed says that nothing new comes before")
    days = look(every(HOUR, now), now, Asks(skip_days=frozenset({3})))
    assert days.at - now >= 15 * HOUR


@pytest.mark.parametrize("asks", [Asks(skip_hours=frozenset(range(24))), Asks(skip_days=frozenset(range(7)))])
def test_a_feed_that_rests_always_means_something_else(now, asks):
    assert minutes(look(every(HOUR, now), now, asks), now) < 30


def test_a_quiet_night_and_a_weekly_issue_are_learned(now):
    morning = [now - day * DAY + minute * 5 * MINUTE for day in range(1, 28) for minute in range(12)]
    at_work, at_night = look(morning, now), look(morning, now + 12 * HOUR)
    assert at_work.at - now < 15 * MINUTE < at_night.at - now - 12 * HOUR
    assert "more at this time" in at_work.because and "fewer at this time" in at_night.because


def test_a_burst_brings_us_back_soon(now):
    quiet = every(7 * DAY, now - 60 * HOUR)
    assert look([*quiet, now - 60, now - 120, now - 180], now).at < look(quiet, now).at - HOUR


def test_what_was_left_over_is_fetched_soon(now):
    found = look([], now, left_over=True)
    assert 5 <= minutes(found, now) <= 6
    assert "more was listed than is taken at once" in found.because


def test_sources_are_spread_and_each_keeps_its_place(now):
    looks = [look([], now, key=str(number)).at for number in range(200)]
    assert len(set(looks)) > 150
    assert looks[7] == look([], now, key="7").at


@given(
    st.lists(st.integers(0, 2 * MONTH), max_size=60),
    st.none() | st.integers(0, 10**9),
    st.frozensets(st.integers(0, 23)),
    st.frozensets(st.integers(0, 6)),
)
def test_a_look_is_never_sooner_than_the_shortest_pause_nor_later_than_two_days(ages, pause, hours, days):
    now = 1_760_000_000
    found = look([now - age for age in ages], now, Asks(pause, pause, hours, days))
    assert 5 * MINUTE <= found.at - now <= 2 * DAY * 1.1
    assert re.fullmatch(r"every \d+ (min|h): .*[^.]", found.because)


def test_the_settings_decide_the_bounds(now):
    tight = Bounds(usual=20 * MINUTE, shortest=HOUR, longest=2 * HOUR)
    assert 60 <= minutes(look(every(MINUTE * 5, now), now, bounds=tight), now) <= 66
    assert 120 <= minutes(look([], now, bounds=tight), now) <= 132


def test_after_failures_the_pause_doubles_up_to_a_day(now):
    pauses = [after_failure(now, failures, "a").at - now for failures in range(1, 12)]
    assert pauses == sorted(pauses)
    assert 900 <= pauses[0] <= 1080 and DAY <= pauses[-1] <= DAY * 1.2
    assert after_failure(now, 2, "a").because == "again after 30 min: it failed 2 times in a row"


def test_a_server_may_ask_for_a_longer_pause_after_a_failure(now):
    found = after_failure(now, 1, "a", 2 * HOUR)
    assert found.at >= now + 2 * HOUR
    assert found.because == "again after 2 h: it failed; the server asks to wait 2 h"


def test_a_page_that_failed_is_asked_for_five_times_more(now):
    tries = [after_page_failure(now, number) for number in range(1, 7)]
    assert tries[5] is None and tries[:5] == sorted(tries[:5])


def test_a_place_is_always_the_same():
    assert spread("a", 1000) == spread("a", 1000) != spread("b", 1000)
    assert spread("a", 0) == 0
