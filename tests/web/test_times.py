import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.model.moments import Moment
from broadsheet.web.times import ago, day, full, iso, length, month, until

NOW = 1_760_000_000  # 2025-10-09 08:53:20 UTC
HOUR = 3600


@pytest.mark.parametrize(
    ("past", "words"),
    [
        (0, "just now"),
        (59, "just now"),
        (-200, "just now"),
        (60, "1 minute ago"),
        (18 * 60, "18 minutes ago"),
        (HOUR, "1 hour ago"),
        (23 * HOUR, "23 hours ago"),
        (25 * HOUR, "yesterday"),
        (5 * 24 * HOUR, "4 October"),
        (400 * 24 * HOUR, "4 September 2024"),
        (-3 * 24 * HOUR, "12 October"),
    ],
)
def test_a_time_is_told_as_people_say_it(past, words):
    assert ago(NOW - past, NOW) == words


@pytest.mark.parametrize(("past", "words"), [(0, "today"), (22 * HOUR, "yesterday"), (72 * HOUR, "6 October")])
def test_a_bare_day_never_counts_hours(past, words):
    assert ago(NOW - past, NOW, day_only=True) == words


@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        (-5, "due now"),
        (0, "due now"),
        (20, "in 1 minute"),
        (1200, "in 20 minutes"),
        (4 * HOUR, "in 4 hours"),
        (3 * 24 * HOUR, "in 3 days"),
    ],
)
def test_what_is_to_come_is_told_as_people_say_it(ahead, words):
    assert until(NOW + ahead, NOW) == words


@pytest.mark.parametrize(("seconds", "words"), [(5, "1 min"), (2470, "41 min"), (3600, "1 h"), (3900, "1 h 5 min")])
def test_a_recording_has_a_length_in_minutes(seconds, words):
    assert length(seconds) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("2025-10-09T14:05:00+01:00", "9 October 2025, 14:05 (UTC+01:00)"),
        ("2025-10-09T14:05:00", "9 October 2025, 14:05"),
        ("2025-10-09", "9 October 2025"),
        ("no time at all", "9 October 2025, 08:53 (UTC)"),
    ],
)
def test_the_full_time_keeps_the_zone_of_the_outlet(written, words):
    assert full(Moment(NOW, written)) == words


def test_a_day_of_a_list_is_written_out_and_anything_else_left_alone():
    assert (day("2025-06-12"), day("last June")) == ("12 June 2025", "last June")


def test_a_month_is_written_out():
    assert month("2025-06") == "June 2025"


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 4_000_000_000), st.integers(0, 4_000_000_000))
def test_every_pair_of_times_has_words(at, now):
    assert ago(at, now) and ago(at, now, day_only=True) and until(at, now) and iso(at).endswith("Z")
