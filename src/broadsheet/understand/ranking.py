"""What stands in front: each story's score is a sum of parts that every reader can see. Pure.

All parts are values from 0 to 1, times a weight that each reader may set. The formula:
docs/user-guide.md, "Why a story stands where it stands".
"""

import math
from collections.abc import Mapping, Sequence

from broadsheet.model.coverage import Candidate, Member, Part, Points, Standing, Weights

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


def rank(
    candidates: Sequence[Candidate], now: int, weights: Weights = DEFAULT, wishes: Mapping[int, float] | None = None
) -> list[Candidate]:
    """The stories, best first by their scores. `now`: seconds since 1970, UTC. `wishes`: how much the reader follows a
    story, up to 1, by its number."""
    wanted = wishes or {}
    scored = [(sum(_points(_values(one, now, wanted.get(one.story or 0, 0.0)), weights)), one) for one in candidates]
    scored.sort(key=lambda each: (-round(each[0], 1), -_last(each[1]), -each[1].members[0].article_id))
    return [one for _, one in scored]


def standing(one: Candidate, now: int, weights: Weights = DEFAULT, wish: float = 0.0) -> Standing:
    """Why a story stands where `rank` puts it: its score is the sum of its parts as they are shown, to one decimal."""
    points = _points(_values(one, now, wish), weights)
    parts = zip(Part, points, _words(one, now), strict=True)
    shown = tuple(Points(*each) for each in parts if each[0] is not Part.WISHES or each[1])
    return Standing(round(sum(points), 1), shown)


def _points(values: Sequence[float], weights: Weights) -> list[float]:
    return [round(weights.get(part, DEFAULT[part]) * value, 1) for part, value in zip(Part, values, strict=True)]


def _values(one: Candidate, now: int, wish: float) -> tuple[float, ...]:
    """The share of each part, in the order of Part.

    Outlets: one is none; what counts is that others report it by themselves too, each less than the one before. Speed:
    the second article within hours begins to count; one alone is only fresh. Rarity: a weekly must not drown among
    those that publish by the hour, so it lasts for days.
    """
    return (
        min(1.0, math.log2(max(1, one.independent)) / math.log2(_MANY)),
        0.5 ** (max(0, now - _last(one)) / _HALF),
        min(1.0, math.log2(max(1, _of_late(one, now))) / math.log2(_BURST)),
        max(_rarity(member, now) for member in one.members),
        min(1.0, wish),
    )


def _words(one: Candidate, now: int) -> tuple[str, ...]:
    """What each part comes from."""
    count, late = max(1, one.outlets), _of_late(one, now)
    rarest = max(one.members, key=lambda member: _rarity(member, now))
    often = rarest.pace >= _OFTEN
    return (
        _counted(count, "outlet") + (f", {one.independent} independent" if one.independent < count else ""),
        f"last report {_long(max(0, now - _last(one)))} ago",
        f"{late} {'article' if late == 1 else 'articles'} in {LATELY // 3600} hours",
        "its outlets publish often"
        if often
        else f"{rarest.outlet}: {rarest.pace} {'article' if rarest.pace == 1 else 'articles'} a week",
        "you follow it",
    )


def _rarity(member: Member, now: int) -> float:
    """How rare an article's outlet is, by its articles in a week, fading over days."""
    rare = max(0.0, 1 - math.log2(max(1, member.pace)) / math.log2(_OFTEN))
    return rare and rare * 0.5 ** (max(0, now - member.dated) / _RARE_HALF)


def _of_late(one: Candidate, now: int) -> int:
    return sum(member.dated > now - LATELY for member in one.members)


def _last(one: Candidate) -> int:
    return max(member.dated for member in one.members)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _long(seconds: int) -> str:
    if seconds < 3600:
        return "1 minute" if seconds < 120 else f"{seconds // 60} minutes"
    if seconds < 86_400:
        return "1 hour" if seconds < 7200 else f"{seconds // 3600} hours"
    return "1 day" if seconds < 2 * 86_400 else f"{seconds // 86_400} days"
