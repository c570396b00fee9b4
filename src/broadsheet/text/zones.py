"""Times of day in a time zone, across the days on which its clocks change. Pure."""

import re
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

_TIME = re.compile(r"([01]?\d|2[0-3])[:.h]([0-5]\d)")
_PARTS = ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


@cache
def names() -> tuple[str, ...]:
    """The zones that people choose from: those of places, and UTC first. The rest are older names for the same."""
    return ("UTC", *sorted(name for name in available_timezones() if name.split("/")[0] in _PARTS))


def is_known(name: str) -> bool:
    """Whether there is a zone of that name, an older one too."""
    return name in available_timezones()


def minute_of(typed: str) -> int | None:
    """The minute of the day of a typed time ("7:05", "07:05"), or None where it is none."""
    found = _TIME.fullmatch(typed.strip())
    return int(found[1]) * 60 + int(found[2]) if found else None


def clock(minute: int) -> str:
    """A minute of the day as people write it: "07:05"."""
    return f"{minute // 60:02}:{minute % 60:02}"


def latest(minute: int, zone: str, now: int) -> tuple[date, int]:
    """The last time, up to `now`, that clocks in `zone` showed that minute of the day: its date there, and when it was.

    Seconds since 1970, UTC. Where the clocks leap over the minute, it counts as the moment after the leap; where they
    show it twice, the first counts. So there is exactly one each day.
    """
    today = datetime.fromtimestamp(now, ZoneInfo(zone)).date()
    days = [today - timedelta(days=back) for back in (0, 1, 2)]
    return next((day, at) for day in days if (at := _moment(day, minute, zone)) <= now)


def following(minute: int, zone: str, now: int) -> int:
    """The first time after `now` that clocks in `zone` show that minute of the day; as in `latest`."""
    today = datetime.fromtimestamp(now, ZoneInfo(zone)).date()
    days = [today + timedelta(days=on) for on in (-1, 0, 1, 2)]
    return next(at for day in days if (at := _moment(day, minute, zone)) > now)


def day_in(zone: str, at: int) -> str:
    """The day that it is in `zone`, as people write it: "Tuesday 25 November 2026"."""
    return written(datetime.fromtimestamp(at, UTC).astimezone(ZoneInfo(zone)).date())


def written(day: date) -> str:
    """A day as people write it: "Tuesday 25 November 2026"."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def _moment(day: date, minute: int, zone: str) -> int:
    local = datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=ZoneInfo(zone))
    return int(local.timestamp())
