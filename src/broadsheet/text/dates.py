"""Dates as outlets write them → Moment. Never raises: what cannot be read for certain is None.

The forms of RFC 3339 and RFC 5322 come first and cost about a microsecond; their broken relatives and the dates that
people read follow; python-dateutil comes last, and only for short strings.
"""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from dateutil import parser as dateutil_parser

from broadsheet.model.moments import Moment
from broadsheet.text.months import MONTHS, PAIRS, letters

EARLIEST, LATEST = 1990, 2100
LONGEST = 100  # characters; nothing longer is a date

# Hours from UTC. Where a name has several meanings, the one that feeds use most: IST is India, CST and BST are the
# United States' central and Britain's summer time, AST is the Atlantic. ET and its kind change with the season: winter.
_ZONES = {
    **dict.fromkeys(("z", "ut", "utc", "gmt", "wet", "wez"), 0.0),
    **dict.fromkeys(("bst", "west", "cet", "mez", "met", "wat"), 1.0),
    **dict.fromkeys(("cest", "mesz", "mest", "eet", "oez", "sast", "cat"), 2.0),
    **dict.fromkeys(("eest", "msk", "trt", "eat"), 3.0),
    **dict.fromkeys(("est", "et", "cdt", "pet", "cot"), -5.0),
    **dict.fromkeys(("edt", "ast", "clt"), -4.0),
    **dict.fromkeys(("cst", "ct", "mdt"), -6.0),
    **dict.fromkeys(("mst", "mt", "pdt"), -7.0),
    **dict.fromkeys(("pst", "pt", "akdt"), -8.0),
    **dict.fromkeys(("adt", "brt", "art", "clst", "uyt"), -3.0),
    **dict.fromkeys(("hkt", "sgt", "awst", "wita", "pht", "myt"), 8.0),
    **dict.fromkeys(("jst", "kst", "wit"), 9.0),
    "nst": -3.5,
    "akst": -9.0,
    "hst": -10.0,
    "irst": 3.5,
    "gst": 4.0,
    "pkt": 5.0,
    "ist": 5.5,
    "npt": 5.75,
    "wib": 7.0,
    "ict": 7.0,
    "acst": 9.5,
    "aest": 10.0,
    "acdt": 10.5,
    "aedt": 11.0,
    "nzst": 12.0,
    "nzdt": 13.0,
}
_TZ = {name: timezone(timedelta(hours=hours)) for name, hours in _ZONES.items()}

_MAIL = re.compile(  # RFC 5322, 3.3, in its usual spelling
    r"(?:[A-Za-z]{3}, ?)?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d)(?::(\d\d))? (GMT|UTC|Z|[+-]\d{4}|[A-Z]{3,4})"
)
_ISO_DAY = re.compile(r"[0-9]{4}-(?:[0-9]{2}-[0-9]{2}|W[0-9]{2}-[0-9])")
_ORDINAL = re.compile(r"(\d{4})-(\d{3})")  # the day's number in the year (ISO 8601)
_EPOCH = re.compile(r"(\d{10})(?:\.\d{1,9})?|(\d{10})\d{3}|(\d{10})\d{6}")
_STAMP = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})([-/.]) ?(\d{1,2})\2 ?(\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})([-/.]) ?(\d{1,2})\2 ?(\d{4}|\d\d)(?![\d:])")
_EAST = re.compile(r"(\d{4}|令和\d{1,2}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일号號]?")
_VIETNAMESE = re.compile(r"(\d{1,2}) thang (\d{1,2})(?:,| nam|, nam)? (\d{4})")
_TIME = re.compile(
    r"(?P<half>午前|午後|上午|下午|오전|오후)? ?(?<![\d+-])(?P<hour>\d{1,2}) ?"
    r"(?:[:h.時时点點시] ?(?P<minute>\d{1,2})(?!\d)|[時时点點시h](?![a-z]))"
    r"(?:[:.分분m](?P<second>\d\d)(?!\d))?(?:[.,]\d{1,9})?[分분]?"
    r" ?(?P<noon>[ap]\.? ?m\b\.?)?"
)
_AFTERNOON, _MORNING = {"午後", "下午", "오후"}, {"午前", "上午", "오전"}
_OFFSET = re.compile(r"(?:utc|gmt)? ?([+-])(\d{1,2})(?::?(\d\d))?(?!\d)")
_NAME = re.compile(r"[ ,(]{0,3}(?:uhr|hrs?|h)?[ ,(]{0,3}([a-z]{1,4})\b")
_WORD = re.compile(r"[^\s\d.,;:/()|_-]+")
_NUMBER = re.compile(r"\d+")


def parse(value: str | None, *, zone_hint: tzinfo | None = None, day_first: bool | None = None) -> Moment | None:
    """The moment that `value` names, or None.

    Read are ISO 8601 (RFC 3339, W3C-DTF), RFC 5322 and its broken relatives, seconds and milliseconds since 1970, and
    dates as people write them in some thirty languages. `zone_hint`: the zone of a time that names none; UTC without
    it. `day_first`: how 03/04/2025 is meant; None refuses such a date unless only one reading is possible.
    Years outside 1990..2100 are None, as is a month without its day.
    """
    if not value or len(value) > LONGEST:
        return None
    text = value.strip()
    try:
        return _quick(text, zone_hint) or _slow(text, zone_hint, day_first=day_first)
    except (ValueError, OverflowError):
        return None


def day_first_in(language: str | None) -> bool | None:
    """How readers of a language take 03/04/2025: for `parse`. None where the tag does not tell ("en")."""
    if not language or language.lower() == "en":
        return None
    return language.lower() not in ("en-us", "en-ph")


def _quick(text: str, zone: tzinfo | None) -> Moment | None:
    if match := _MAIL.fullmatch(text):
        day, name, year, hour, minute, second, offset = match.groups()
        month = MONTHS.get(name.lower())
        known = _offset(offset.lower())
        if month and known:
            clock = (int(hour), int(minute), int(second or 0))
            return _moment(int(year), month, int(day), clock, known)
    if _ISO_DAY.match(text):
        try:
            when = datetime.fromisoformat(text)
        except ValueError:
            return None
        if len(text) <= len("2025-06-30"):
            return _day(when.year, when.month, when.day)
        return _checked(when if when.tzinfo else when.replace(tzinfo=zone or UTC))
    return None


def _slow(text: str, zone: tzinfo | None, *, day_first: bool | None) -> Moment | None:
    text = " ".join(letters(text).split())
    if match := _EPOCH.fullmatch(text):
        return _checked(datetime.fromtimestamp(int(match[1] or match[2] or match[3]), UTC))
    if match := _STAMP.fullmatch(text):
        year, month, day, *clock = (int(part) for part in match.groups())
        return _moment(year, month, day, (clock[0], clock[1], clock[2]), zone or UTC)
    if re.fullmatch(r"\d{8}", text):
        return _day(int(text[:4]), int(text[4:6]), int(text[6:]))
    if match := _ORDINAL.fullmatch(text):
        when = datetime(int(match[1]), 1, 1, tzinfo=UTC) + timedelta(days=int(match[2]) - 1)
        return _day(when.year, when.month, when.day) if when.year == int(match[1]) else None
    for read in (_year_first, _east, _vietnamese):
        if found := read(text):
            return _with_time(*found, zone)
    if match := _YEAR_LAST.search(text):
        return _year_last(match, text, zone, day_first=day_first)
    if found := _worded(text):
        return _with_time(*found, zone)
    return _last_resort(text, zone)


# A date's year, month and day, and what else the text says: its time and zone.
_Found = tuple[int, int, int, str]


def _year_first(text: str) -> _Found | None:
    match = _YEAR_FIRST.search(text)
    return (int(match[1]), int(match[3]), int(match[4]), _rest(text, match)) if match else None


def _east(text: str) -> _Found | None:
    match = _EAST.search(text)
    if not match:
        return None
    year = 2018 + int(match[1][2:]) if match[1].startswith("令和") else int(match[1])
    return year, int(match[2]), int(match[3]), _rest(text, match)


def _vietnamese(text: str) -> _Found | None:
    match = _VIETNAMESE.search(text)
    return (int(match[3]), int(match[2]), int(match[1]), _rest(text, match)) if match else None


def _year_last(match: re.Match[str], text: str, zone: tzinfo | None, *, day_first: bool | None) -> Moment | None:
    one, two, year = int(match[1]), int(match[3]), _full_year(match[4])
    if match[2] == ".":
        day_first = True  # dots are written by those who put the day first
    if one > 12 or one == two:
        day_first = True
    elif two > 12:
        day_first = False
    if day_first is None:
        return None
    day, month = (one, two) if day_first else (two, one)
    return _with_time(year, month, day, _rest(text, match), zone)


def _worded(text: str) -> _Found | None:
    """A date with a named month: one number is the day, the other the year, in whatever order."""
    for pair, name in PAIRS.items():
        text = text.replace(pair, name)
    time = _TIME.search(text)
    bare = f"{text[: time.start()]} {_OFFSET.sub(' ', text[time.end() :])}" if time else text
    # The last one: the first may be a weekday ("mar. 3 juin" is a Tuesday).
    months = [MONTHS[word] for word in _WORD.findall(bare) if word in MONTHS]
    numbers = _NUMBER.findall(bare)
    if not months or len(numbers) != 2:
        return None
    first, second = numbers
    year, day = (first, second) if len(first) == 4 else (second, first)
    return _full_year(year), months[-1], int(day), text[time.start() :] if time else ""


def _rest(text: str, match: re.Match[str]) -> str:
    after = text[match.end() :]
    return after if _TIME.search(after) else text[: match.start()] + " " + after


def _full_year(digits: str) -> int:
    """A year of two digits is of this century up to 49 (RFC 5322, 4.3); a Thai year counts from 543 BC."""
    year = int(digits)
    if len(digits) == 2:
        return year + (2000 if year < 50 else 1900)
    return year - 543 if 2500 < year < 2700 else year


def _with_time(year: int, month: int, day: int, rest: str, zone: tzinfo | None) -> Moment | None:
    time = _TIME.search(rest)
    if not time:
        return _day(year, month, day)
    hour = int(time["hour"])
    half = time["half"] or (time["noon"] or "")[:1]
    if hour < 12 and (half == "p" or half in _AFTERNOON):
        hour += 12
    elif hour == 12 and (half == "a" or half in _MORNING):
        hour = 0
    clock = (hour, int(time["minute"] or 0), int(time["second"] or 0))
    return _moment(year, month, day, clock, _zone(rest[time.end() :]) or zone or UTC)


def _zone(text: str) -> timezone | None:
    """The zone that follows a time, perhaps in brackets or after a word such as "Uhr"."""
    if match := _OFFSET.search(text):
        return _offset(match[0])
    name = _NAME.match(text)
    return _TZ.get(name[1]) if name else None


def _offset(text: str) -> timezone | None:
    match = _OFFSET.fullmatch(text)
    if not match:
        return _TZ.get(text)
    sign, hours, minutes = match.groups()
    ahead = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return timezone(-ahead if sign == "-" else ahead)


def _moment(year: int, month: int, day: int, clock: tuple[int, int, int], zone: tzinfo) -> Moment | None:
    hour, minute, second = clock
    if hour == 24 and minute == second == 0:  # ISO 8601 allows it for the end of a day
        return _checked(datetime(year, month, day, tzinfo=zone) + timedelta(days=1))
    return _checked(datetime(year, month, day, hour, minute, min(second, 59), tzinfo=zone))  # 60: a leap second


def _checked(when: datetime) -> Moment | None:
    if not EARLIEST <= when.year <= LATEST:
        return None
    return Moment(int(when.timestamp()), when.isoformat(timespec="seconds"))


def _day(year: int, month: int, day: int) -> Moment | None:
    if not EARLIEST <= year <= LATEST:
        return None
    noon = datetime(year, month, day, 12, tzinfo=UTC)
    return Moment(int(noon.timestamp()), noon.date().isoformat())


def _last_resort(text: str, zone: tzinfo | None) -> Moment | None:
    """python-dateutil, asked twice with different defaults: where the answers differ, it made something up."""
    if not text.isascii() or not _NUMBER.search(text):
        return None
    answers = []
    for default in (datetime(2000, 1, 1), datetime(2001, 2, 2, 1, 1)):
        try:
            answers.append(dateutil_parser.parse(text, default=default, tzinfos=_TZ))
        except (ValueError, OverflowError, TypeError, AttributeError, IndexError, ArithmeticError):
            return None
    when, other = answers
    if when.date() != other.date():
        return None
    if when.time() != other.time():
        return _day(when.year, when.month, when.day)
    return _checked(when if when.tzinfo else when.replace(tzinfo=zone or UTC))
