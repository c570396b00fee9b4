"""When to look: how late articles are found and what that costs, over a month of made rhythms.

Ours beside a fixed hour and beside the rule that Miniflux documents for POLLING_SCHEDULER=entry_frequency: a pause of a
week divided by the number of entries of the last week, within 5 minutes and 24 hours. All three know the month before.
Servers here ask for nothing, so that the rules themselves are compared.
"""

import random
from bisect import bisect_right
from collections.abc import Callable, Sequence
from statistics import mean, median, quantiles

from bench.measure import Figures
from broadsheet.collect.rhythm import next_look
from broadsheet.model.rhythm import Asks, Bounds

HOUR, DAY, WEEK = 3600, 86_400, 604_800
MONTH = 28 * DAY
START = 1_762_128_000  # Monday 3 November 2025, 0:00 UTC; the month before it is known
SEED = 8

Rule = Callable[[Sequence[int], int, str], int]  # the articles found so far, now, the source's key → the next look


def ours(found: Sequence[int], now: int, key: str) -> int:
    """Broadsheet's own."""
    return next_look(found[-1000:], Asks(), now, key, Bounds(), known_since=START - MONTH).at


def hourly(_found: Sequence[int], now: int, _key: str) -> int:
    """Every 60 minutes."""
    return now + HOUR


def entry_frequency(found: Sequence[int], now: int, _key: str) -> int:
    """Miniflux's, with its defaults: factor 1, 5 minutes, 24 hours."""
    last_week = len(found) - bisect_right(found, now - WEEK)
    return now + min(max(WEEK // last_week if last_week else DAY, 300), DAY)


RULES: dict[str, Rule] = {"ours": ours, "every hour": hourly, "entry frequency": entry_frequency}


def rhythms(rng: random.Random) -> dict[str, list[int]]:
    """Times of two months for each made source."""
    begin, end = START - MONTH, START + MONTH
    return {
        "daily paper, 60 a day, quiet nights": _poisson(rng, begin, end, lambda at: 4 if 6 <= _hour(at) < 21 else 0.1),
        "agency, 12 an hour": _poisson(rng, begin, end, lambda at: 14 if 5 <= _hour(at) < 22 else 7),
        "weekly magazine, Thursdays at 9": [
            start + 3 * DAY + 9 * HOUR + number * 40 + rng.randrange(1800)
            for start in range(begin, end, WEEK)
            for number in range(12)
        ],
        "bursty blog": _bursts(rng, begin, end),
        "small blog, one in nine days": _poisson(rng, begin, end, lambda _: 1 / 216),
        "dead feed": [],
    }


def run() -> Figures:
    """Median, 90th percentile and mean of the delay, and requests for each article."""
    everything: dict[str, tuple[list[int], int]] = {name: ([], 0) for name in RULES}
    for source, times in rhythms(random.Random(SEED)).items():
        for name, rule in RULES.items():
            delays, looks = simulate(sorted(times), rule, source)
            kept, sum_of_looks = everything[name]
            everything[name] = (kept + delays, sum_of_looks + looks)
            yield f"{source}: {name}", figure(delays, looks)
    for name, (delays, looks) in everything.items():
        yield f"all six: {name}", figure(delays, looks)


def simulate(times: Sequence[int], rule: Rule, key: str) -> tuple[list[int], int]:
    """The delays in seconds of the articles of the second month, and how many looks were made in it."""
    at, looks, delays = START, 0, []
    seen = bisect_right(times, at)
    while at < START + MONTH:
        looks += 1
        here = bisect_right(times, at)
        delays += [at - time for time in times[seen:here]]
        seen = here
        at = rule(times[:here], at, key)
    return delays, looks


def figure(delays: Sequence[int], looks: int) -> str:
    """One line of the table."""
    if not delays:
        return f"{looks} requests in all"
    ninth = quantiles(delays, n=10)[8] if len(delays) > 1 else delays[0]
    found = f"median {_span(median(delays))}, p90 {_span(ninth)}, mean {_span(mean(delays))}"
    return f"{found}, {looks / len(delays):.1f} requests an article, {looks} in all"


def _poisson(rng: random.Random, begin: int, end: int, an_hour: Callable[[int], float]) -> list[int]:
    """Chance times with the given rate, by thinning."""
    most, at, times = 20.0, float(begin), []
    while (at := at + rng.expovariate(most / HOUR)) < end:
        if rng.random() * most < an_hour(int(at)):
            times.append(int(at))
    return times


def _bursts(rng: random.Random, begin: int, end: int) -> list[int]:
    """Every four days or so, by day, some posts within two hours."""
    times, at = [], float(begin)
    while (at := at + rng.expovariate(1 / (4 * DAY))) < end:
        first = int(at) // DAY * DAY + rng.randrange(8 * HOUR, 22 * HOUR)
        times += [first + rng.randrange(2 * HOUR) for _ in range(rng.randrange(3, 9))]
    return [time for time in times if time < end]


def _hour(at: int) -> int:
    return at // HOUR % 24


def _span(seconds: float) -> str:
    return f"{seconds / 60:.1f} min" if seconds < 2 * HOUR else f"{seconds / HOUR:.1f} h"
