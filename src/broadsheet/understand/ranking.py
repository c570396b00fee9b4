"""What stands in front: each story's score is a sum of parts that every reader can see. Pure.

All parts are values from 0 to 1 (wishes: from -1), times a weight that each reader may set. The formula:
docs/user-guide.md, "Why a story stands where it stands".
"""

import math
from collections.abc import Mapping, Sequence

from broadsheet.model.coverage import Candidate, Part, Points, Standing, Weights

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
) -> list[tuple[Candidate, Standing]]:
    """The stories, best first, each with its score and the parts that it is the sum of. `now`: seconds since 1970, UTC.
    `wishes`: what the reader follows (up to 1) or mutes (down to -1), by the number of the story."""
    judged = [(one, standing(one, now, weights, (wishes or {}).get(one.story or 0, 0.0))) for one in candidates]
    return sorted(judged, key=lambda each: (-each[1].score, -_last(each[0]), -each[0].members[0].article_id))


def standing(one: Candidate, now: int, weights: Weights = DEFAULT, wish: float = 0.0) -> Standing:
    """The score of a story. It is the sum of its parts as they are shown, to one decimal."""
    age = max(0, now - _last(one))
    found = (_outlets(one), _freshness(age), _velocity(one, now), _rarity(one, now), _wishes(wish))
    parts = tuple(
        Points(part, round(weights.get(part, DEFAULT[part]) * value, 1), because) for part, value, because in found
    )
    shown = tuple(each for each in parts if each.part is not Part.WISHES or each.points)
    return Standing(round(sum(each.points for each in shown), 1), shown)


def _outlets(one: Candidate) -> tuple[Part, float, str]:
    """One outlet is none: what counts is that others report it too, each less than the one before."""
    count = max(1, one.outlets)
    words = "1 outlet" if count == 1 else f"{count} outlets"
    return Part.OUTLETS, min(1.0, math.log2(count) / math.log2(_MANY)), words


def _freshness(age: int) -> tuple[Part, float, str]:
    return Part.FRESHNESS, 0.5 ** (age / _HALF), f"last report {_long(age)} ago"


def _velocity(one: Candidate, now: int) -> tuple[Part, float, str]:
    """The second article within hours begins to count: one alone is only fresh."""
    count = sum(member.dated > now - LATELY for member in one.members)
    words = f"{count} {'article' if count == 1 else 'articles'} in {LATELY // 3600} hours"
    return Part.VELOCITY, min(1.0, math.log2(max(1, count)) / math.log2(_BURST)), words


def _rarity(one: Candidate, now: int) -> tuple[Part, float, str]:
    """A weekly must not drown among those that publish by the hour: the rarest of a story's outlets counts, by how many
    articles it has in a week, and for days rather than hours."""
    best, words = 0.0, "its outlets publish often"
    for member in one.members:
        rare = max(0.0, 1 - math.log2(max(1, member.pace)) / math.log2(_OFTEN))
        value = rare * 0.5 ** (max(0, now - member.dated) / _RARE_HALF)
        if value > best:
            pace = "1 article" if member.pace <= 1 else f"{member.pace} articles"
            best, words = value, f"{member.outlet}: {pace} a week"
    return Part.RARITY, best, words


def _wishes(wish: float) -> tuple[Part, float, str]:
    return Part.WISHES, max(-1.0, min(1.0, wish)), "you follow it" if wish > 0 else "you muted it"


def _last(one: Candidate) -> int:
    return max(member.dated for member in one.members)


def _long(seconds: int) -> str:
    if seconds < 3600:
        return "1 minute" if seconds < 120 else f"{seconds // 60} minutes"
    if seconds < 86_400:
        return "1 hour" if seconds < 7200 else f"{seconds // 3600} hours"
    return "1 day" if seconds < 2 * 86_400 else f"{seconds // 86_400} days"
