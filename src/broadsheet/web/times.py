"""Times in words for people, and in ISO 8601 for machines. Pure: the caller says what time it is now; the language is
that of the page (its dates are those of CLDR)."""

from datetime import UTC, date, datetime, timedelta

from babel.dates import format_date, format_skeleton, format_timedelta

from broadsheet.model.moments import Moment
from broadsheet.web.interface.counting import counted
from broadsheet.web.interface.current import current
from broadsheet.web.interface.current import gettext as _

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
        return _("just now")
    if past < HOUR:
        return _span(-timedelta(minutes=past // MINUTE))
    if past < DAY:
        return _span(-timedelta(hours=past // HOUR))
    return _("yesterday") if past < 2 * DAY else _date(at, now)


def until(at: int, now: int) -> str:
    """How long it is from `now` to `at`, as people say it: "due now", "in 12 minutes", "in 3 days"."""
    left = at - now
    if left <= 0:
        return _("due now")
    if left < HOUR:
        return _span(timedelta(minutes=max(1, round(left / MINUTE))))
    if left < DAY:
        return _span(timedelta(hours=round(left / HOUR)))
    return _span(timedelta(days=round(left / DAY)))


def day_of(at: int) -> str:
    """The day of `at` (seconds since 1970, UTC), with its year: for words that are read at any later time."""
    return _long(datetime.fromtimestamp(at, UTC))


def length(seconds: int) -> str:
    """How long a recording is: "24 min", "1 h 5 min"; never less than a minute."""
    minutes = max(1, round(seconds / MINUTE))
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("%(minutes)s min", minutes=rest)
    return _("%(hours)s h %(minutes)s min", hours=hours, minutes=rest) if rest else _("%(hours)s h", hours=hours)


def took(seconds: int) -> str:
    """How long a piece of work takes or took: "12 s", "4 min", "1 h 5 min"."""
    return _("%(seconds)s s", seconds=max(0, seconds)) if seconds < 2 * MINUTE else length(seconds)


def full(moment: Moment) -> str:
    """The whole time as the outlet gave it, with its zone: "9 October 2025, 14:05 (UTC+01:00)"."""
    try:
        given = datetime.fromisoformat(moment.iso)
    except ValueError:
        given = datetime.fromtimestamp(moment.at, UTC)
    if moment.day_only:
        return _long(given)
    zone = f" ({given.tzname()})" if given.tzinfo else ""
    return _("%(day)s, %(time)s", day=_long(given), time=f"{given:%H:%M}{zone}")


def day(written: str) -> str:
    """A day of a list of ours ("2025-06-12") as people write it: "12 June 2025"."""
    try:
        return _long(date.fromisoformat(written))
    except ValueError:
        return written


def month(written: str) -> str:
    """A month of ours ("2025-06") as people write it: "June 2025"."""
    return format_skeleton("yMMMM", datetime.fromisoformat(written + "-01"), locale=current().locale)


def dateline(now: int) -> str:
    """The day over the front page, where this Broadsheet stands: "Thursday 9 October 2025"."""
    today = datetime.fromtimestamp(now, UTC).astimezone()
    weekday = format_date(today, "EEEE", locale=current().locale)
    return _("%(weekday)s %(day)s", weekday=weekday, day=_long(today))


def _span(ahead: timedelta) -> str:
    """A time from now, in the unit that it was given in: "5 minutes ago", "in 2 hours"."""
    days = abs(ahead) // timedelta(days=1)
    if days >= 7:  # CLDR would count weeks
        return _("in %(days)s", days=counted(days, "day"))
    return format_timedelta(ahead, threshold=1, add_direction=True, locale=current().locale)


def _long(given: date) -> str:
    return format_date(given, "long", locale=current().locale)


def _date(at: int, now: int) -> str:
    then, today = datetime.fromtimestamp(at, UTC), datetime.fromtimestamp(now, UTC)
    return format_skeleton("MMMMd", then, locale=current().locale) if then.year == today.year else _long(then)


def _day(at: int, now: int) -> str:
    then, today = datetime.fromtimestamp(at, UTC).date(), datetime.fromtimestamp(now, UTC).date()
    if then == today:
        return _("today")
    return _("yesterday") if then == today - timedelta(days=1) else _date(at, now)
