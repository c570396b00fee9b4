"""Times of day where clocks are set forward and back."""

from datetime import UTC, datetime

import pytest

from broadsheet.text import zones


def at(written):
    return int(datetime.fromisoformat(written).replace(tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("now", "zone", "minute", "following"),
    [
        ("2026-11-25T06:59:59", "UTC", 420, "2026-11-25T07:00:00"),
        ("2026-11-25T07:00:00", "UTC", 420, "2026-11-26T07:00:00"),
        ("2026-03-28T07:00:00", "Europe/Berlin", 420, "2026-03-29T05:00:00"),  # forward in the night between
        ("2026-10-24T06:00:00", "Europe/Berlin", 420, "2026-10-25T06:00:00"),  # back
        ("2026-03-29T00:30:00", "Europe/Berlin", 150, "2026-03-29T01:30:00"),  # 02:30 is leapt over: 03:30
        ("2026-10-24T22:00:00", "Europe/Berlin", 150, "2026-10-25T00:30:00"),  # 02:30 comes twice: the first
        ("2026-10-25T00:30:00", "Europe/Berlin", 150, "2026-10-26T01:30:00"),
        ("2026-11-25T11:00:00", "Pacific/Kiritimati", 0, "2026-11-26T10:00:00"),
    ],
)
def test_the_next_time_is_once_each_day_by_the_clocks_there(now, zone, minute, following):
    assert zones.following(minute, zone, at(now)) == at(following)


def test_every_day_of_a_year_has_one_time_and_it_belongs_to_its_own_date():
    now, days = at("2026-01-01T00:00:00"), []
    while len(days) < 365:
        now = zones.following(150, "America/New_York", now)
        day, then = zones.latest(150, "America/New_York", now)
        assert then == now
        days.append(day)
    assert len(set(days)) == 365 and (days[-1] - days[0]).days == 364


def test_the_latest_time_may_be_yesterdays():
    day, then = zones.latest(1380, "Europe/Dublin", at("2026-11-25T22:00:00"))
    assert (day.isoformat(), then) == ("2026-11-24", at("2026-11-24T23:00:00"))


@pytest.mark.parametrize(("typed", "minute"), [("7:05", 425), ("07:05", 425), ("23:59", 1439), ("7h05", 425),
                                               ("24:00", None), ("7", None), ("seven", None)])  # fmt: skip
def test_times_are_read_as_people_type_them(typed, minute):
    assert zones.minute_of(typed) == minute


def test_the_zones_to_choose_from_are_those_of_places():
    assert {"UTC", "Europe/Dublin", "Asia/Tokyo"} <= set(zones.names()) and "GB-Eire" not in zones.names()
    assert zones.is_known("GB-Eire") and not zones.is_known("Europe/Atlantis")


def test_days_are_written_for_the_zone():
    assert zones.day_in("Pacific/Kiritimati", at("2026-11-25T11:00:00")) == "Thursday 26 November 2026"
