"""How often a source publishes, hour by hour of the week, learned from its recent articles. Pure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

HOUR, DAY, WEEK = 3600, 86_400, 604_800
WINDOW = 28 * DAY  # four of each weekday: enough to tell a habit from a chance, short enough to follow a change
SLOT = HOUR // 2
_DAY_SLOTS, _WEEK_SLOTS = DAY // SLOT, WEEK // SLOT
_MONDAY = 3 * DAY  # 1 January 1970 was a Thursday
_NEAR = ((-2, 1 / 9), (-1, 2 / 9), (0, 3 / 9), (1, 2 / 9), (2, 1 / 9))  # outlets are not punctual to the half hour
_LATELY = 3 * HOUR  # what comes in bursts comes within some hours
_UNSEEN = 0.25  # articles that a silent source is believed to have had in the window: it is never quite given up

# How much the whole window, the time of day and the time of the week count, by how many seconds are known. Tuned on
# bench/rhythm.py: with less for the whole, what comes at an unusual hour waits too long.
_WEIGHTS = ((14 * DAY, (0.2, 0.4, 0.4)), (3 * DAY, (0.4, 0.6, 0.0)), (0, (1.0, 0.0, 0.0)))


@dataclass(frozen=True, slots=True)
class Habit:
    """`slots`: articles a second that are expected in each half hour of the week, from Monday 0:00 UTC. `burst`: those
    that came lately over what was expected, a second. `count`: articles in the last `span` seconds before `now`."""

    slots: tuple[float, ...]
    burst: float
    count: int
    span: int
    now: int

    @property
    def mean(self) -> float:
        """Articles a second over the whole span."""
        return (self.count + _UNSEEN) / self.span

    def rate(self, at: int) -> float:
        """Articles a second that are expected at `at`, seconds since 1970, UTC."""
        return self.slots[_slot(at)] + self.burst * math.exp(-(at - self.now) / _LATELY)


def learn(times: Sequence[int], now: int, known_since: int | None = None) -> Habit:
    """What is expected of a source. `times`: when its articles came, seconds since 1970, UTC, in any order; the last
    four weeks count. `known_since`: since when all of them are known; without it, since the oldest."""
    recent = [at for at in times if now - WINDOW < at <= now]
    oldest = min(recent, default=now - WINDOW)
    span = min(max(now - min(oldest, oldest if known_since is None else known_since), DAY), WINDOW)
    week = [0.0] * _WEEK_SLOTS
    for at in recent:
        for step, share in _NEAR:
            week[(_slot(at) + step) % _WEEK_SLOTS] += share
    slots = _blend(week, (len(recent) + _UNSEEN) / span, span)
    lately = sum(at > now - _LATELY for at in recent) / _LATELY
    return Habit(slots, max(0.0, lately - slots[_slot(now)]), len(recent), span, now)


def _blend(week: Sequence[float], mean: float, span: int) -> tuple[float, ...]:
    whole, by_day, by_week = next(weights for least, weights in _WEIGHTS if span >= least)
    day = [sum(week[slot::_DAY_SLOTS]) for slot in range(_DAY_SLOTS)]
    a_day, a_week = by_day * DAY / (span * SLOT), by_week * WEEK / (span * SLOT)
    return tuple(whole * mean + a_day * day[slot % _DAY_SLOTS] + a_week * week[slot] for slot in range(_WEEK_SLOTS))


def _slot(at: int) -> int:
    return (at + _MONDAY) % WEEK // SLOT
