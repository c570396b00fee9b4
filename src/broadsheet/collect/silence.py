"""How long a source may be silent before that is beyond its own rhythm. Pure.

Counted are the days on which it published: what comes twelve at once every Thursday is weekly. The longest pauses of a
source decide, for they return: weekends, holidays, an issue left out. Tuned on bench/silence.py; see notes/health.md.
"""

import math
from collections.abc import Sequence
from itertools import pairwise

from broadsheet.model.health import Rhythm

DAY = 86_400
SHORTEST = 3 * DAY  # of busy sources too: holidays, and outlets' own repairs, are over by then
UNKNOWN = 45 * DAY  # where too few pauses are known: a monthly magazine's first issue is no silence
LONGEST = 365 * DAY
FEWEST_ARTICLES = 5
_FEWEST_PAUSES = 3
_WINDOW = 730 * DAY  # two years: what happens yearly was seen once at least
_LATELY = 60  # pauses that its present rhythm is told from
_BEYOND = 2.5  # times its long pauses; of chance times (exponential), one pause in 1,800 is longer
_BEYOND_LONGEST = 1.5
_HOLIDAYS = (
    2 * DAY
)  # for those that rest on some days anyway: such offices close for more than a week at the year's end


def learn(times: Sequence[int], now: int) -> Rhythm | None:
    """The rhythm of a source. `times`: when its articles came, seconds since 1970, UTC, in any order. None with fewer
    than five of them."""
    recent = [at for at in times if now - _WINDOW < at <= now]
    if len(recent) < FEWEST_ARTICLES:
        return None
    days = sorted({at // DAY for at in recent})
    pauses = [(later - earlier) * DAY for earlier, later in pairwise(days)]
    if len(pauses) < _FEWEST_PAUSES:
        return Rhythm(None, min(LONGEST, max(UNKNOWN, int(_BEYOND * max(pauses, default=0)))))
    lately = pauses[-_LATELY:]
    usual = sorted(lately)[math.ceil(0.95 * len(lately)) - 1]
    few = 1 + 2 / len(lately)  # of few pauses, the longest that will come has rarely been seen
    patience = _BEYOND * usual * few + (_HOLIDAYS if usual >= 2 * DAY else 0)
    return Rhythm(usual, int(min(LONGEST, max(SHORTEST, _BEYOND_LONGEST * max(pauses), patience))))


def is_silent(newest: int | None, rhythm: Rhythm | None, looked: int) -> bool:
    """Whether nothing had come for too long when the source was last looked at (`looked`): what was not asked cannot
    answer."""
    return newest is not None and rhythm is not None and looked - newest > rhythm.patience
