"""Stories: the articles of several outlets on one event, and how an article came into one."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a new article belongs, and why.

    `story`: the story that it joins; None where it opens one. `nearest`: the article that decided, or, where it opens a
    story, the nearest earlier one, however long ago; None where nothing was near. `score`: how near, 0 to 1. `merges`:
    other stories that this article shows to be the same one. `neighbours`: the earlier articles, of any story, that
    stand out of what is near, best first, with how much: 0 to about 2.
    """

    story: int | None
    nearest: int | None = None
    score: float = 0.0
    merges: tuple[int, ...] = ()
    neighbours: tuple[tuple[int, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """What the gatherer keeps of an article, to be found by the next: enough to go on after a restart as if there had
    been none. `dated`: seconds since 1970, UTC. `terms`: its words, packed; those of an article that must not gather
    others (a live blog, a round-up) are learned only, and find nothing. `story`: None until it is put into one."""

    article_id: int
    outlet_id: int
    dated: int
    terms: bytes
    story: int | None = None
