"""What an answer without a page means for a person (RFC 9110, 15), and how long the server asks us to wait."""

from collections.abc import Mapping
from datetime import UTC
from email.utils import parsedate_to_datetime

from broadsheet.errors import BadStatus
from broadsheet.fetch.walls import wall

LONGEST_WAIT = 86_400  # seconds; no server may switch a source off for longer

_WALL = (
    "{} stands before it and turns programs away. Broadsheet does not disguise itself: look for the outlet's own feed, "
    "or ask the outlet to let Broadsheet in"
)
_MEANINGS = {
    202: "it has not made the page yet, or checks first whether we are a person",
    204: "it has no page here",
    205: "it has no page here",
    206: "it sent only a part of the page",
    304: "it says that nothing has changed, though we had not asked that",
    400: "it does not understand the address. Check it for a typing mistake",
    401: "it wants a name and a password, which Broadsheet has none of",
    402: "it wants to be paid first",
    403: "it does not let us in. It may turn away all programs, or this network; the outlet may have another feed",
    404: "there is nothing at this address any more. Check the address, or look for the outlet's new feed",
    406: "it has the page in no form that we can read",
    407: "the proxy wants a name and a password. Check the setting fetch_proxy",
    410: "what was at this address is gone for good. Look for the outlet's new feed, or remove the source",
    421: "it is not responsible for this address",
    429: "it asks us to come less often",
    451: "it may not show this here, for legal reasons",
    502: "it cannot reach the machine behind it",
    503: "it is overloaded or under repair",
    504: "it waited in vain for the machine behind it",
}


def bad_status(who: str, status: int, headers: Mapping[str, str], now: int, body: bytes = b"") -> BadStatus:
    """The error for an answer of `status` from the host `who`. `now`: seconds since 1970, UTC. `body`: its start."""
    wait = retry_after(headers.get("retry-after", ""), now)
    turned_away_by = wall(status, headers, body)
    meaning = _WALL.format(turned_away_by) if turned_away_by else _MEANINGS.get(status) or _by_class(status)
    after = f" It asks us to wait {_span(wait)}." if wait else ""
    return BadStatus(f"{who} answered {status}: {meaning}.{after}", status, wait, wall=turned_away_by)


def retry_after(header: str, now: int) -> int | None:
    """Seconds to wait by a Retry-After header (RFC 9110, 10.2.3: seconds or a date), at most a day; None without."""
    said = header.strip()
    if said.isascii() and said.isdigit():
        return min(int(said[:12]), LONGEST_WAIT)
    try:
        date = parsedate_to_datetime(said)
        if date.tzinfo is None:
            date = date.replace(tzinfo=UTC)
        return min(max(int(date.timestamp()) - now, 0), LONGEST_WAIT)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None


def _by_class(status: int) -> str:
    if 300 <= status < 400:
        return "it sends us elsewhere, but does not say where"
    if 400 <= status < 500:
        return "it does not give us this page"
    if status >= 500:
        return "something is wrong there. Broadsheet tries again later"
    return "that is not a page"


def _span(seconds: int) -> str:
    for size, name in ((3600, "hour"), (60, "minute")):
        if seconds >= size:
            count = round(seconds / size)
            return f"{count} {name}{'' if count == 1 else 's'}"
    return f"{seconds} second{'' if seconds == 1 else 's'}"
