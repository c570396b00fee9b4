"""Titles without text: whether most of what a source brought lately holds nothing to read, and why. Pure."""

from collections import Counter
from collections.abc import Sequence

from broadsheet.model.health import Fresh

FEWEST = 5
LOOKED_AT = 10  # newest articles
SENTENCE = 150  # characters of an excerpt: less is a title with a sentence
_MOST = 0.8
_SETTLED = 86_400  # seconds: pages that failed are asked for again, most of those that come at all come in a day
# Words of our own sentences on why there is only an excerpt, and what they come to.
_REASONS = (
    ("to its subscribers", "a paywall"),
    ("robots.txt", "the outlet's robots.txt"),
    ("turns programs away", "a bot wall"),
    (" answered 403", "a bot wall or a refusal (403)"),
    (" answered 401", "a sign-in"),
    (" answered 402", "a paywall"),
    (" answered ", "pages that are not there or fail"),
    ("instead of the article", "another page instead of the article"),
    ("in a browser that runs its scripts", "pages that need a browser's scripts"),
    ("list of links", "pages that are lists of links"),
    ("no article's text", "pages without an article's text"),
    ("no page of its own", "entries without a page of their own"),
)


def husks(newest: Sequence[Fresh], now: int) -> tuple[int, str] | None:
    """Since when, and what was seen, where most of a source's newest articles are husks; else None. Those that arrived
    within a day and whose pages are still asked for do not count. `newest`: the newest first."""
    settled = [one for one in newest if not one.waiting or one.arrived < now - _SETTLED][:LOOKED_AT]
    empty = [one for one in settled if is_husk(one)]
    if len(settled) < FEWEST or len(empty) < _MOST * len(settled):
        return None
    why = Counter(_reason(one.excerpt_because) for one in empty)
    said = ", ".join(f"{reason} ({number})" for reason, number in why.most_common(3))
    observed = f"Of its newest {len(settled)} articles {len(empty)} are titles without text: {said}."
    return min(one.arrived for one in empty), observed


def is_husk(one: Fresh) -> bool:
    """Whether there is hardly more to read than the title."""
    return one.excerpt_because is not None and _length(one.excerpt) < SENTENCE


def _length(text: str) -> float:
    """Its characters; those of scripts without spaces say more than two letters do."""
    return len(text) + 1.5 * sum("\u2e80" <= letter <= "\uffdc" for letter in text)


def _reason(because: str | None) -> str:
    return next((reason for words, reason in _REASONS if words in (because or "")), "pages that could not be had")
