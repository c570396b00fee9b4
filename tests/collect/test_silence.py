"""How long a source may be silent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.collect.silence import DAY, LONGEST, SHORTEST, is_silent, learn
from tests.conftest import NOW

TODAY = NOW // DAY


def days_ago(*days: float, each: int = 1) -> list[int]:
    return [int(NOW - day * DAY) - 60 * number for day in days for number in range(each)]


@pytest.mark.parametrize(
    ("ago", "each", "least", "most"),
    [
        (range(60), 20, 3, 3),  # a daily paper
        ([day for day in range(60) if (TODAY - day + 3) % 7 < 5], 10, 9, 14),  # one that rests on weekends
        (range(0, 200, 7), 12, 17, 28),  # a weekly magazine
        (range(0, 360, 30), 15, 75, 130),  # a monthly one
    ],
)
def test_the_patience_follows_the_rhythm(ago, each, least, most):
    rhythm = learn(days_ago(*ago, each=each), NOW)
    assert least * DAY <= rhythm.patience <= most * DAY


def test_a_break_that_was_seen_once_is_no_silence_when_it_returns():
    before, after = range(60, 200), range(30)  # a month off
    assert learn(days_ago(*after, *before), NOW).patience > 30 * DAY


def test_of_fewer_than_five_articles_nothing_is_said():
    assert learn(days_ago(1, 2, 3, 4), NOW) is None
    assert not is_silent(NOW - 900 * DAY, None, NOW)


def test_what_was_listed_on_one_day_alone_is_given_long():
    assert learn(days_ago(0, each=30), NOW).patience >= 30 * DAY


def test_a_silence_counts_up_to_the_last_look_and_no_further():
    rhythm = learn(days_ago(*range(60)), NOW)
    assert is_silent(NOW - 4 * DAY, rhythm, NOW)
    assert not is_silent(NOW - 4 * DAY, rhythm, NOW - 3 * DAY)


@given(st.lists(st.integers(min_value=NOW - 10**9, max_value=NOW + 10**6), max_size=300))
def test_the_patience_is_never_absurd(times):
    rhythm = learn(times, NOW)
    assert rhythm is None or SHORTEST <= rhythm.patience <= LONGEST
