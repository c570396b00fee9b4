"""Times in words for people, and in ISO 8601 for machines. Pure: the caller says what time it is now."""

from datetime import UTC, date, datetime, timedelta

from broadsheet.model.moments import Moment

MINUTE, HOUR, DAY = 60, 3600, 86_400
# Clocks differ: what is said to appear within this many seconds has just appeared.
SKEW = 5 * MINUTE


def iso(at: int) -> str:
    """`at` (seconds since 1970, UTC) for a `datetime` attribute."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def ago(at: int, now: int, *, day_only: bool = False) -> str:
    """How long ago `at` was, as people say it: both in seconds since 1970, UTC.

    Minutes for an hour, hours for a day, then "yesterday", then the date, with the year where it is another one.
    `day_only`: only the day is known, so no hours are counted.
    """
    if day_only:
        return _day(at, now)
    past = now - at
    if past < -SKEW:
        return _date(at, now)
    if past < MINUTE:
        return "just now"
    if past < HOUR:
        return _several(past // MINUTE, "minute") + " ago"
    if past < DAY:
        return _several(past // HOUR, "hour") + " ago"
    return "yesterday" if past < 2 * DAY else _date(at, now)


def until(at: int, now: int) -> str:
    """How long it is from `now` to `at`, as people say it: "due now", "in 12 minutes", "in 3 days"."""
    left = at - now
    if left <= 0:
        return "due now"
    if left < HOUR:
        return "in " + _several(max(1, round(left / MINUTE)), "minute")
    if left < DAY:
        return "in " + _several(round(left / HOUR), "hour")
    return "in " + _several(round(left / DAY), "day")


def day_of(at: int) -> str:
    """The day of `at` (seconds since 1970, UTC), with its year: for words that are read at any later time."""
    then = datetime.fromtimestamp(at, UTC)
    return f"{then.day} {then:%B %Y}"


def length(seconds: int) -> str:
    """How long a recording is: "24 min", "1 h 5 min"; never less than a minute."""
    minutes = max(1, round(seconds / MINUTE))
    hours, rest = divmod(minutes, 60)
    return " ".join(part for part in (f"{hours} h" if hours else "", f"{rest} min" if rest else "") if part)


def took(seconds: int) -> str:
    """How long a piece of work takes or took: "12 s", "4 min", "1 h 5 min"."""
    return f"{max(0, seconds)} s" if seconds < 2 * MINUTE else length(seconds)


def full(moment: Moment) -> str:
    """The whole time as the outlet gave it, with its zone: "9 October 2025, 14:05 (UTC+01:00)"."""
    try:
        given = datetime.fromisoformat(moment.iso)
    except ValueError:
        given = datetime.fromtimestamp(moment.at, UTC)
    written = f"{given.day} {given:%B %Y}"
    if moment.day_only:
        return written
    zone = f" ({given.tzname()})" if given.tzinfo else ""
    return f"{written}, {given:%H:%M}{zone}"


def day(written: str) -> str:
    """A day of a list of ours ("2025-06-12") as people write it: "12 June 2025"."""
    try:
        given = date.fromisoformat(written)
    except ValueError:
        return written
    return f"{given.day} {given:%B %Y}"


def month(written: str) -> str:
    """A month of ours ("2025-06") as people write it: "June 2025"."""
    return f"{date.fromisoformat(written + '-01'):%B %Y}"


def dateline(now: int) -> str:
    """The day over the front page, where this Broadsheet stands: "Thursday 9 October 2025"."""
    today = datetime.fromtimestamp(now, UTC).astimezone()
    return f"{today:%A} {today.day} {today:%B %Y}"


def _several(number: int, unit: str) -> str:
    return f"{number} {unit}" + ("" if number == 1 else "s")


def _date(at: int, now: int) -> str:
    then, today = datetime.fromtimestamp(at, UTC), datetime.fromtimestamp(now, UTC)
    return f"{then.day} {then:%B}" + ("" if then.year == today.year else f" {then.year}")


def _day(at: int, now: int) -> str:
    then, today = datetime.fromtimestamp(at, UTC).date(), datetime.fromtimestamp(now, UTC).date()
    if then == today:
        return "today"
    return "yesterday" if then == today - timedelta(days=1) else _date(at, now)
