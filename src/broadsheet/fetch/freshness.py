"""How long an answer stays right, as its server says (RFC 9111)."""

import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

LONGEST = 366 * 86_400  # seconds; what is said beyond a year is nonsense
_DIRECTIVE = re.compile(r"\s{0,9}([A-Za-z-]{1,30})\s{0,9}(?:=\s{0,9}\"?(\d{1,18})\"?)?\s{0,9}")


def fresh(headers: Mapping[str, str], now: int) -> int | None:
    """Seconds from `now` (since 1970, UTC) for which nobody needs to ask again; None where the server does not say.

    `max-age` counts before `Expires` (RFC 9111, 4.2.1), less the `Age` that the answer had when it came (4.2.3); what
    must not be kept or not be trusted is not fresh (5.2.2). Nothing is guessed: a feed has no heuristic life.
    """
    directives = _directives(headers.get("cache-control", ""))
    if directives.keys() & {"no-store", "no-cache"}:
        return None
    if "max-age" in directives:
        return max(0, min(directives["max-age"], LONGEST) - _seconds(headers.get("age", "")))
    expires = _date(headers.get("expires", ""))
    if expires is None:
        return None
    said = _date(headers.get("date", ""))
    return max(0, min(expires - (now if said is None else said), LONGEST) - _seconds(headers.get("age", "")))


def _directives(header: str) -> dict[str, int]:
    """By name, with their seconds; of a name that is repeated, the first counts (RFC 9111, 4.2.1)."""
    found: dict[str, int] = {}
    for part in header[:1000].split(","):
        match = _DIRECTIVE.fullmatch(part)
        if match and (match[1].lower() != "max-age" or match[2]):
            found.setdefault(match[1].lower(), int(match[2] or 0))
    return found


def _seconds(header: str) -> int:
    said = header.strip()
    return int(said[:12]) if said.isascii() and said.isdigit() else 0


def _date(header: str) -> int | None:
    """Seconds since 1970; None without a date, also for "0" and "-1", which mean "now" and so ask for nothing."""
    try:
        return int(parsedate_to_datetime(header[:100]).timestamp())
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
