"""Days, months, years and ages as a search names them: "2025-10-09", "2025-10", "2025", "today", "7d"."""

import re
from datetime import UTC, date, datetime, timedelta

_DATE = re.compile(r"(\d{4})(?:[-./](\d{1,2})(?:[-./](\d{1,2}))?)?")
_AGE = re.compile(r"(\d{1,4})([hdwmy])")
_SECONDS = {"h": 3600, "d": 86_400, "w": 7 * 86_400, "m": 30 * 86_400, "y": 365 * 86_400}
_NAMED = {"today": 0, "yesterday": 1}
EARLIEST, LATEST = 1900, 2200


def is_period(said: str) -> bool:
    """Whether that names a time at all."""
    return said in _NAMED or bool(_AGE.fullmatch(said)) or _days(said) is not None


def begins(said: str, now: int) -> int:
    """The first second of a period, or so long ago; seconds since 1970, UTC. Raises ValueError where it is none."""
    age = _ago(said)
    return now - age if age is not None else _midnight(_period(said, now)[0])


def ends(said: str, now: int) -> int:
    """The last second of a period, or so long ago."""
    age = _ago(said)
    return now - age if age is not None else _midnight(_period(said, now)[1]) - 1


def _ago(said: str) -> int | None:
    """Seconds of an age."""
    found = _AGE.fullmatch(said)
    return int(found[1]) * _SECONDS[found[2]] if found else None


def _period(said: str, now: int) -> tuple[date, date]:
    if said in _NAMED:
        day = datetime.fromtimestamp(now, UTC).date() - timedelta(days=_NAMED[said])
        return day, day + timedelta(days=1)
    found = _days(said)
    if found is None:
        raise ValueError(f"{said!r} is no period")
    return found


def _days(said: str) -> tuple[date, date] | None:
    """The first day of a period, and the first after it."""
    found = _DATE.fullmatch(said)
    if not found or not said.isascii():
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
    except ValueError:
        return None
    if not EARLIEST <= first.year <= LATEST:
        return None
    if day:
        return first, first + timedelta(days=1)
    if month:
        return first, date(first.year + month // 12, month % 12 + 1, 1)
    return first, date(first.year + 1, 1, 1)


def _midnight(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
