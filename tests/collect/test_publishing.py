import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.collect.publishing import DAY, HOUR, WEEK, WINDOW, learn


def test_a_steady_source_is_expected_at_its_own_rate(now):
    habit = learn([now - n * HOUR for n in range(1, 672)], now)
    assert habit.rate(now + DAY) * HOUR == pytest.approx(1, rel=0.2)


def test_an_hour_of_the_week_is_learned(now):
    habit = learn([now - week * WEEK + n for week in (1, 2, 3) for n in range(9)], now, now - WINDOW)
    assert habit.rate(now + WEEK) > 20 * habit.rate(now + WEEK + 12 * HOUR)


def test_of_a_day_that_is_known_only_the_mean_is_learned(now):
    habit = learn([now - 3 * HOUR - n * 60 for n in range(30)], now)
    assert len(set(habit.slots)) == 1


def test_a_silent_source_is_never_quite_given_up(now):
    assert 0 < learn([], now).rate(now) * WINDOW < 1


def test_what_is_older_than_four_weeks_or_not_yet_counts_nothing(now):
    assert learn([now - WINDOW - 1, now + 60], now).count == 0


@given(st.lists(st.integers(0, WINDOW - 1), max_size=99), st.integers(0, 2 * WEEK))
def test_all_that_came_is_expected_again(ages, later):
    now = 1_760_000_000
    habit = learn([now - age for age in ages], now, now - WINDOW)
    assert sum(habit.slots) * 1800 * 4 == pytest.approx(len(ages), abs=0.3)
    assert habit.rate(now + later) > 0
