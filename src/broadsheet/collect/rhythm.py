"""When to come back after something failed: soon at first, then ever later, never all at once. Pure."""

from hashlib import blake2b

MINUTE, HOUR, DAY = 60, 3600, 24 * 3600

FIRST_PAUSE = 15 * MINUTE
LONGEST_PAUSE = DAY

# An article's page that failed is asked for again after these pauses, then left: most pages that come back at all do
# so within a day, and an outlet that refuses us should not be asked for ever.
PAGE_PAUSES = (30 * MINUTE, 2 * HOUR, 8 * HOUR, DAY, 3 * DAY)


def after_failure(now: int, failures: int, key: str, asked_to_wait: int | None = None) -> int:
    """When a source that failed `failures` (≥ 1) times in a row is looked at again: seconds since 1970, UTC.

    The pause doubles from 15 minutes to a day. `asked_to_wait`: the server's own Retry-After in seconds, which may
    lengthen it, to a day at most. `key` spreads the sources that failed together over a fifth of the pause.
    """
    pause = min(LONGEST_PAUSE, FIRST_PAUSE << min(failures - 1, 10))
    pause = max(pause, min(asked_to_wait or 0, LONGEST_PAUSE))
    return now + pause + spread(key, pause // 5)


def after_page_failure(now: int, tries: int) -> int | None:
    """When the page of an article that was asked for `tries` (≥ 1) times in vain is asked for again; None: never."""
    return now + PAGE_PAUSES[tries - 1] if tries <= len(PAGE_PAUSES) else None


def spread(key: str, most: int) -> int:
    """A number of seconds from 0 to `most`, always the same for the same key."""
    return int.from_bytes(blake2b(key.encode(), digest_size=4).digest()) % (most + 1)
