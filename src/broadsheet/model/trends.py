"""How much the news has of a hashtag, and of what else."""

from dataclasses import dataclass

from broadsheet.model.insights import Hashtag
from broadsheet.model.sources import Outlet


@dataclass(frozen=True, slots=True)
class Rise:
    """A hashtag that is in the news more than it used to be. `lately`: articles of the stretch that is looked at;
    `usual`: how many such a stretch has of it otherwise."""

    hashtag: Hashtag
    lately: int
    usual: float


@dataclass(frozen=True, slots=True)
class Portrait:
    """What the archive knows of a hashtag. `days`: articles of each of the last days, the last of them today's, all in
    UTC; `first_day`: when the first began, seconds since 1970. `outlets`, `companions`: who writes about it and what
    goes with it, in its newest articles, the most frequent first; `looked_at`: how many articles those are."""

    first_day: int
    days: tuple[int, ...]
    outlets: tuple[tuple[Outlet, int], ...]
    companions: tuple[tuple[Hashtag, int], ...]
    looked_at: int
