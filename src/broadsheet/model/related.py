"""What related articles are chosen from, and what was chosen."""

from dataclasses import dataclass
from typing import Literal

from broadsheet.model.insights import Hashtag


@dataclass(frozen=True, slots=True)
class Subject:
    """As much of an article as tells what it is about. `dated`: seconds since 1970, UTC. `text`: the lead and the
    body, plain; only its first 300 words are looked at."""

    id: int
    outlet_id: int
    dated: int
    title: str
    text: str
    hashtags: tuple[Hashtag, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an article stands: its outlet, when it is dated (seconds since 1970, UTC), and its story, or None."""

    outlet_id: int
    dated: int
    story: int | None


@dataclass(frozen=True, slots=True)
class Match:
    """An article that goes with another. `score`: 0 to about 1. `shared`: what both are about, hashtags first, as
    people write it. `reason`: the same as a sentence. `kind`: "story" where it is on the same event."""

    id: int
    score: float
    shared: tuple[str, ...]
    reason: str
    kind: Literal["story", "topic"] = "topic"
