"""Which articles are on the event that an article is on: from what each stood near to when it came.

What is near to what is near counts too (pseudo relevance feedback: Rocchio, "Relevance feedback in information
retrieval", 1971). How near is told beside what is near on other events (local scaling: Zelnik-Manor and Perona,
"Self-tuning spectral clustering", 2004), when an article is gathered: `Placement.neighbours`.
"""

import math
from collections.abc import Iterable, Mapping

from broadsheet.model.related import Standing

_DAY = 86_400
_FADES = 4.0  # days in which what stands near loses most of its weight
_SAME = 0.1  # that being in one story adds
_MATES, _MATE = 4, 0.2  # articles whose neighbours count too: how many, and how near they are at least
_THEIRS = 0.5  # share of the score that is theirs
_SHOWN = 0.25  # that the best must have, or there are none
_LEAST, _BESIDE_BEST = 0.08, 0.3  # that the others must have, and their share of the best one's

Near = Mapping[int, Mapping[int, float]]


def mates(near: Mapping[int, float]) -> list[int]:
    """The articles whose neighbours `on_one_event` asks for, of the neighbours of an article, nearest first."""
    found = sorted(((score, article) for article, score in near.items() if score >= _MATE), reverse=True)
    return [article for _, article in found[:_MATES]]


def on_one_event(article: int, near: Near, standings: Mapping[int, Standing]) -> list[tuple[int, float]]:
    """The articles on the event of `article`, best first, with scores; none rather than wrong ones.

    `near`: how much the neighbours of the article and those of its `mates` stand out, both ways. `standings`: of the
    article, and of all that may be on its event; others are left out.
    """
    own, one = near.get(article, {}), standings[article]
    asked = mates(own)
    scored = []
    for other in standings.keys() - {article}:
        its = standings[other]
        score = _score(other, own, near, asked) * math.exp(-abs(one.dated - its.dated) / _DAY / _FADES)
        together = one.story is not None and one.story == its.story
        scored.append((score + _SAME * together, other))
    scored.sort(reverse=True)
    if not scored or scored[0][0] < _SHOWN:
        return []
    least = max(_LEAST, _BESIDE_BEST * scored[0][0])
    return [(other, score) for score, other in scored if score >= least]


def _score(other: int, own: Mapping[int, float], near: Near, asked: Iterable[int]) -> float:
    plain = own.get(other, 0.0)
    total = theirs = 0.0
    for mate in asked:
        weight = own[mate]
        total += weight
        theirs += weight * (plain if mate == other else near.get(mate, {}).get(other, 0.0))
    return max(plain, (1 - _THEIRS) * plain + _THEIRS * theirs / total) if total else plain
