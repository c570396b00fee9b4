"""What a feed itself says of when to look: RSS 2.0's `ttl`, `skipHours`, `skipDays`; the syndication module."""

import re

from broadsheet.collect.entries import number
from broadsheet.collect.xml import Fields, every, fields, first
from broadsheet.model.rhythm import Asks

_PERIODS = {"hourly": 3600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}
_HOUR = re.compile(r"0?[0-9]|1[0-9]|2[0-4]")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def read_asks(about: Fields) -> Asks:
    """From the fields of a channel or feed. What cannot be read is left out."""
    return Asks(_pause(about), skip_hours=_hours(about), skip_days=_days(about))


def _pause(about: Fields) -> int | None:
    """Seconds between two looks: `ttl` (minutes), or the syndication module's period and frequency."""
    if ttl := number(first(about, "ttl"), 10_000_000):
        return ttl * 60
    period = _PERIODS.get(first(about, "sy:updateperiod").lower())
    return period // (number(first(about, "sy:updatefrequency"), 1000) or 1) if period else None


def _hours(about: Fields) -> frozenset[int]:
    """0 to 23, in GMT; 24 is what RSS 0.91 called midnight."""
    said = (text.strip() for one in about.get("skiphours", ()) for text in every(fields(one), "hour")[:50])
    return frozenset(int(hour) % 24 for hour in said if _HOUR.fullmatch(hour))


def _days(about: Fields) -> frozenset[int]:
    said = (text.strip().lower() for one in about.get("skipdays", ()) for text in every(fields(one), "day")[:50])
    return frozenset(_DAYS.index(day) for day in said if day in _DAYS)
