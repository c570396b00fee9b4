"""What is in the news more than it used to be: each hashtag is compared with its own past, not with the others."""

import math
from collections.abc import Iterable

from broadsheet.model.trends import Rise

LATELY = 2 * 24 * 3600  # seconds: what hashtags are compared with their past by
TOP = 12  # hashtags that are shown
LEAST = 3  # articles: fewer are a coincidence
_SURE = 2.0  # standard deviations above what is usual
_SLACK = 1.0  # articles that are taken for usual of a hashtag that was never there


def risen(rises: Iterable[Rise], most: int) -> tuple[Rise, ...]:
    """Those that rose for sure, the most surprising first; `most` at most.

    Articles are taken to arrive by chance (a Poisson process), so that the surprise is the excess over the square root
    of what was expected.
    """
    known = [rise for rise in rises if rise.lately >= LEAST and _surprise(rise) >= _SURE]
    return tuple(sorted(known, key=lambda rise: (-_surprise(rise), rise.hashtag.key))[:most])


def _surprise(rise: Rise) -> float:
    expected = rise.usual + _SLACK
    return (rise.lately - expected) / math.sqrt(expected)
