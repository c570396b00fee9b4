"""When to look at a source again, and why then; when to come back after something failed. Pure.

A source with few articles is looked at rarely, but not as rarely as its articles are few: the looks grow with the
square root of the articles. So a number of requests is divided among sources, and among a source's own hours, in the
way that delays all articles together least: where λ articles and f looks come a second, the articles of a second are
delayed by λ/2f in all, and the least sum of that for a given sum of f has f ∝ √λ (by Lagrange's multipliers).
"""

import math
from collections.abc import Sequence
from hashlib import blake2b

from broadsheet.collect.publishing import Habit, learn
from broadsheet.model.rhythm import Asks, Bounds, NextLook

MINUTE, HOUR, DAY = 60, 3600, 24 * 3600

FIRST_PAUSE = 15 * MINUTE
LONGEST_PAUSE = DAY

# An article's page that failed is asked for again after these pauses, then left: most pages that come back at all do
# so within a day, and an outlet that refuses us should not be asked for ever.
PAGE_PAUSES = (30 * MINUTE, 2 * HOUR, 8 * HOUR, DAY, 3 * DAY)

BESIDE_HUB = 12 * HOUR  # seconds between two looks at a source whose hub tells of what is new: to see whether it does

_STEP = HOUR // 4
_ABOUT = 0.9  # of one a day is still one a day
_MUCH = 3  # times the mean: an hour so busy, or a third of it so quiet, is worth a word


def next_look(
    times: Sequence[int],
    asks: Asks,
    now: int,
    key: str,
    bounds: Bounds,
    *,
    known_since: int | None = None,
    left_over: bool = False,
) -> NextLook:
    """When a source that is well is looked at again.

    `times`, `known_since`: its articles, as `publishing.learn` takes them. `key` spreads sources over a tenth of their
    pause. `left_over`: its listing held more than was taken, so that there is something to fetch already. A pause that
    the source asks for counts up to a day, whatever `bounds` say.
    """
    habit = learn(times, now, known_since)
    worth = bounds.shortest if left_over else _pause(habit, bounds)
    asked, who = max((asks.pause or 0, "feed"), (asks.fresh or 0, "server"))
    asked = min(asked, LONGEST_PAUSE)
    at = now + max(worth, asked)
    woken = _after_rest(at, asks)
    said = f"every {_span(woken - now)}: " + ("more was listed than is taken at once" if left_over else _said(habit))
    if asked >= MINUTE:
        said += f"; the {who} asks for at least {_span(asked)}"
    if woken > at:
        said += "; the feed says that nothing new comes before"
    return NextLook(woken + spread(key, (woken - now) // 10), said)


def beside_hub(look: NextLook, now: int, key: str, host: str, until: int) -> NextLook:
    """The same for a source of which a hub tells us, as it has promised up to `until`: rarely, to see whether it does.

    `look`: when it would be without. `host`: the hub's name. `key` as in `next_look`.
    """
    rarely = now + BESIDE_HUB + spread(key, BESIDE_HUB // 10)
    if look.at >= rarely:
        return NextLook(look.at, f"{look.because}; {host} tells of new articles at once besides")
    at = max(look.at, min(rarely, until))
    return NextLook(at, f"every {_span(BESIDE_HUB)}: {host} tells of new articles at once")


def after_failure(now: int, failures: int, key: str, asked_to_wait: int | None = None) -> NextLook:
    """When a source that failed `failures` (≥ 1) times in a row is looked at again.

    The pause doubles from 15 minutes to a day. `asked_to_wait`: the server's own Retry-After in seconds, which may
    lengthen it, to a day at most. `key` spreads the sources that failed together over a fifth of the pause.
    """
    own = min(LONGEST_PAUSE, FIRST_PAUSE << min(failures - 1, 10))
    asked = min(asked_to_wait or 0, LONGEST_PAUSE)
    pause = max(own, asked)
    said = f"again after {_span(pause)}: " + ("it failed" if failures == 1 else f"it failed {failures} times in a row")
    if asked:
        said += f"; the server asks to wait {_span(asked)}"
    return NextLook(now + pause + spread(key, pause // 5), said)


def after_page_failure(now: int, tries: int) -> int | None:
    """When the page of an article that was asked for `tries` (≥ 1) times in vain is asked for again; None: never."""
    return now + PAGE_PAUSES[tries - 1] if tries <= len(PAGE_PAUSES) else None


def spread(key: str, most: int) -> int:
    """A number of seconds from 0 to `most`, always the same for the same key."""
    return int.from_bytes(blake2b(key.encode(), digest_size=4).digest()) % (most + 1)


def _pause(habit: Habit, bounds: Bounds) -> int:
    """Seconds until so much is expected that a look is worth it, through the hours to come."""
    left, pause = float(bounds.usual), 0
    while pause < bounds.longest:
        speed = math.sqrt(habit.rate(habit.now + pause) * HOUR)
        if speed * _STEP >= left:
            pause += int(left / speed)
            break
        left -= speed * _STEP
        pause += _STEP
    return max(bounds.shortest, min(pause, bounds.longest))


def _after_rest(at: int, asks: Asks) -> int:
    """The first moment from `at` on that is in no hour and on no day that the feed rests, within a day; a feed that
    rests always means something else."""
    if len(asks.skip_hours) >= 24 or len(asks.skip_days) >= 7:
        return at
    woken = at
    while woken < at + DAY:
        hour, day = woken // HOUR % 24, (woken // DAY + 3) % 7  # 1 January 1970 was a Thursday
        if hour not in asks.skip_hours and day not in asks.skip_days:
            return woken
        woken = (woken // HOUR + 1) * HOUR
    return at + DAY


def _said(habit: Habit) -> str:
    """The source's habit in words: "5 articles an hour, fewer at this time"."""
    days = max(1, round(habit.span / DAY))
    if not habit.count:
        return "no new article in 4 weeks" if days >= 28 else "no new article yet"
    for seconds, name in ((HOUR, "an hour"), (DAY, "a day"), (7 * DAY, "a week")):
        if habit.count * seconds >= _ABOUT * habit.span and days * DAY >= seconds:
            said = f"{_articles(round(habit.count * seconds / habit.span))} {name}"
            break
    else:
        said = f"{_articles(habit.count)} in {days} days"
    now = habit.rate(habit.now)
    if now > _MUCH * habit.mean:
        return f"{said}, more at this time"
    return f"{said}, fewer at this time" if now * _MUCH < habit.mean else said


def _articles(count: int) -> str:
    return f"{count} new article{'' if count == 1 else 's'}"


def _span(seconds: int) -> str:
    """Whole minutes up to two hours, then hours, as "12 min" and "3 h"."""
    minutes = round(seconds / MINUTE)
    if minutes < 120:
        return f"{max(1, minutes)} min"
    return f"{round(minutes / 60)} h"
