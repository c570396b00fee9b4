"""What stands in front: each story's score is a sum of parts that every reader can see. Pure.

All parts are values from 0 to 1, times a weight that each reader may set. The formula:
docs/user-guide.md, "Why a story stands where it stands".
"""

import math
from collections.abc import Iterable, Mapping
from functools import cache

from broadsheet.model.coverage import Candidate, Measured, Part, Points, Standing, Weights

DEFAULT: Weights = {
    Part.OUTLETS: 40,
    Part.FRESHNESS: 40,
    Part.VELOCITY: 20,
    Part.RARITY: 40,
    Part.WISHES: 60,
}
MOST = 100  # of a weight
_MANY = 16  # outlets that make the whole of that part
_HALF, _RARE_HALF = 8 * 3600, 72 * 3600  # seconds in which freshness, and the place of a rare source, halve
LATELY = 3 * 3600  # seconds that the velocity is told by
_BURST = 8  # articles within that time that make the whole of it
_OFTEN = 50  # articles in a week from which an outlet is not rare at all


def measure(candidates: Iterable[Candidate], now: int) -> tuple[Measured, ...]:
    """What all readers have in common of each story's score. `now`: seconds since 1970, UTC."""
    return tuple(_measured(one, now) for one in candidates)


def rank(
    measured: Iterable[Measured], weights: Weights = DEFAULT, wishes: Mapping[int, float] | None = None
) -> list[Measured]:
    """The stories, best first by their scores. `wishes`: how much the reader follows a story, to 1, by its number."""
    wanted = wishes or {}
    given = _given(weights)
    scored = [
        (-round(sum(_points(one, given, wanted.get(one.candidate.story or 0, 0.0))), 1), -one.last,
         -one.candidate.members[0].article_id, one)
        for one in measured
    ]  # fmt: skip
    scored.sort(key=lambda each: each[:3])
    return [each[3] for each in scored]


def standing(one: Measured, now: int, weights: Weights = DEFAULT, wish: float = 0.0) -> Standing:
    """Why a story stands where `rank` puts it: its score is the sum of its parts as they are shown, to one decimal.
    `now`: when it was measured."""
    points = _points(one, _given(weights), wish)
    parts = zip(Part, points, _words(one, now), strict=True)
    shown = tuple(Points(*each) for each in parts if each[0] is not Part.WISHES or each[1])
    return Standing(round(sum(points), 1), shown)


def _given(weights: Weights) -> tuple[int, ...]:
    return tuple(weights.get(part, DEFAULT[part]) for part in Part)


def _points(one: Measured, weights: tuple[int, ...], wish: float) -> list[float]:
    return [round(weight * share, 1) for weight, share in zip(weights, (*one.shares, min(1.0, wish)), strict=True)]


def _measured(one: Candidate, now: int) -> Measured:
    """The share of each part, in the order of Part.

    Outlets: one is none; what counts is that others report it by themselves too, each less than the one before. Speed:
    the second article within hours begins to count; one alone is only fresh. Rarity: a weekly must not drown among
    those that publish by the hour, so it lasts for days.
    """
    last = max(member.dated for member in one.members)
    late = sum(member.dated > now - LATELY for member in one.members)
    rarity, rarest = 0.0, one.members[0]
    for member in one.members:
        rare = _rare(member.pace)
        if rare > rarity:  # it only fades from there
            faded = rare * 0.5 ** (max(0, now - member.dated) / _RARE_HALF)
            rarity, rarest = (faded, member) if faded > rarity else (rarity, rarest)
    shares = (
        min(1.0, math.log2(max(1, one.independent)) / math.log2(_MANY)),
        0.5 ** (max(0, now - last) / _HALF),
        min(1.0, math.log2(max(1, late)) / math.log2(_BURST)),
        rarity,
    )
    ids, houses, *_ = zip(*one.members, strict=True)
    return Measured(one, shares, last, late, rarest, frozenset(ids), frozenset(houses))


def _words(one: Measured, now: int) -> tuple[str, ...]:
    """What each part comes from."""
    count, late, rarest = max(1, one.candidate.outlets), one.late, one.rarest
    independent = one.candidate.independent
    return (
        _counted(count, "outlet") + (f", {independent} independent" if independent < count else ""),
        f"last report {_long(max(0, now - one.last))} ago",
        f"{late} {'article' if late == 1 else 'articles'} in {LATELY // 3600} hours",
        "its outlets publish often"
        if rarest.pace >= _OFTEN
        else f"{rarest.outlet}: {rarest.pace} {'article' if rarest.pace == 1 else 'articles'} a week",
        "you follow it",
    )


@cache
def _rare(pace: int) -> float:
    """How rare an outlet is, by its articles in a week."""
    return max(0.0, 1 - math.log2(max(1, pace)) / math.log2(_OFTEN))


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _long(seconds: int) -> str:
    if seconds < 3600:
        return "1 minute" if seconds < 120 else f"{seconds // 60} minutes"
    if seconds < 86_400:
        return "1 hour" if seconds < 7200 else f"{seconds // 3600} hours"
    return "1 day" if seconds < 2 * 86_400 else f"{seconds // 86_400} days"
