"""Silence: how often a source that lives is called silent, and how long a dead one takes to be noticed, over years of
made rhythms. A day's articles are known when it ends; half a year is known at the beginning, then three years pass."""

import random
from bisect import bisect_left
from collections.abc import Callable, Sequence
from statistics import median, quantiles

from bench.measure import Figures
from broadsheet.collect.silence import DAY, learn

YEAR = 365 * DAY
YEARS, KNOWN = 3, YEAR // 2
SOURCES = 20  # of each rhythm
SEED = 8

Make = Callable[[random.Random, int], list[int]]


def daily(articles: int, days: Sequence[int] = range(7), closed: Callable[[int], bool] = lambda _: False) -> Make:
    """So many a day, on some days of the week; `closed` by the day of the year."""

    def make(rng: random.Random, end: int) -> list[int]:
        open_days = (day for day in range(end // DAY) if day % 7 in days and not closed(day % 365))
        return sorted(day * DAY + rng.randrange(DAY // 4, DAY) for day in open_days for _ in range(articles))

    return make


def every(days: float, articles: int, *, jitter: float = 0.1, skips: float = 0) -> Make:
    """So many at once every so many days, give or take `jitter` days; a share of the times is left out."""

    def make(rng: random.Random, end: int) -> list[int]:
        times = []
        for number in range(int(end / DAY / days)):
            at = int((number * days + rng.gauss(2, jitter)) * DAY)
            if rng.random() >= skips:
                times += [at + 40 * place for place in range(articles)]
        return sorted(at for at in times if 0 <= at < end)

    return make


def chance(gap: Callable[[random.Random], float], closed: Callable[[int], bool] = lambda _: False) -> Make:
    """After pauses of chance, in days."""

    def make(rng: random.Random, end: int) -> list[int]:
        at, times = 0.0, []
        while (at := at + gap(rng) * DAY) < end:
            if not closed(int(at) // DAY % 365):
                times.append(int(at))
        return times

    return make


def bursts(rng: random.Random, end: int) -> list[int]:
    """Every four days or so some posts within two hours."""
    at, times = 0.0, []
    while (at := at + rng.expovariate(1 / 4) * DAY) < end - DAY:
        times += [int(at) + rng.randrange(7200) for _ in range(rng.randrange(3, 9))]
    return sorted(times)


def _year_end(day: int) -> bool:
    return day >= 358 or day < 2 or day in range(90, 94)


RHYTHMS: dict[str, Make] = {
    "daily paper, 30 a day": daily(30),
    "business paper, Monday to Friday, 10 days off, Easter": daily(12, range(5), _year_end),
    "weekly magazine, 12 at once": every(7, 12),
    "weekly column, give or take a day, one in six left out": every(7, 1, jitter=1, skips=1 / 6),
    "monthly magazine, 15 at once": every(30.4, 15, jitter=1.5),
    "bursty blog": bursts,
    "blog, three a week by chance": chance(lambda rng: rng.expovariate(3 / 7)),
    "the same, three weeks off in August": chance(lambda rng: rng.expovariate(3 / 7), lambda day: 212 <= day < 233),
    "small blog, one in nine days": chance(lambda rng: rng.expovariate(1 / 9)),
    "rare blog, one in 40 days": chance(lambda rng: rng.expovariate(1 / 40)),
    "moody blog, lognormal pauses around 4 days": chance(lambda rng: rng.lognormvariate(1.386, 1.2)),
    "lecturer, twice 60 days off": daily(1, range(5), lambda day: day % 182 >= 122),
}


def run() -> Figures:
    """False alarms a source and year; days from the last article of a source that dies until it is noticed."""
    for name, make in RHYTHMS.items():
        rng = random.Random(SEED)
        alarms, waits = 0, list[float]()
        for _ in range(SOURCES):
            more, found = follow(make(rng, KNOWN + YEARS * YEAR))
            alarms, waits = alarms + more, waits + found
        ninth = quantiles(waits, n=10)[8]
        yield name, f"{alarms / SOURCES / YEARS:.2f} a year; a dead one after {median(waits):.0f} d, p90 {ninth:.0f} d"


def follow(times: Sequence[int]) -> tuple[int, list[float]]:
    """How often a silence was called one that ended by itself, and the days that a death after each day would take."""
    alarms, waits = 0, list[float]()
    last_of_days = [
        at for at, later in zip(times, [*times[1:], times[-1] + YEAR], strict=True) if at // DAY < later // DAY
    ]
    for at, later in zip(last_of_days, [*last_of_days[1:], None], strict=True):
        if at < KNOWN:
            continue
        rhythm = learn(times[max(0, bisect_left(times, at + 1) - 5_000) : bisect_left(times, at + 1)], at)
        if rhythm is None:
            continue
        waits.append(rhythm.patience / DAY)
        alarms += later is not None and times[bisect_left(times, at + 1)] - at > rhythm.patience
    return alarms, waits
