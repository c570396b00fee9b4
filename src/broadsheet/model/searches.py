"""Searches that readers keep, and what stands beside the hits of one: how to narrow it, and what else may be meant."""

from dataclasses import dataclass
from enum import StrEnum

from broadsheet.model.timeline import Results


class Aspect(StrEnum):
    """What hits can be told apart by."""

    OUTLET = "outlet"
    TAG = "tag"
    LANGUAGE = "lang"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Facet:
    """Hits that have something in common. `value`: a host, a hashtag's key, a language's tag or a month ("2025-10");
    `name`: the same for people."""

    aspect: Aspect
    value: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A way on from a search: `words` is the search that it leads to. `chosen`: it holds already, and leads back."""

    aspect: Aspect
    name: str
    count: int
    words: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """A part of a search that narrows it, as it is written, and the search without it."""

    said: str
    without: str


@dataclass(frozen=True, slots=True)
class Place:
    """A page that a search may mean: a hashtag's or an outlet's. `key`: the hashtag's, or the outlet's number."""

    aspect: Aspect
    key: str
    name: str
    articles: int | None = None


@dataclass(frozen=True, slots=True)
class Explored:
    """The hits of a search as its page shows them. `looked_at`: how many the counts are of; `instead`: the search
    as it is more likely meant, or None."""

    results: Results
    narrowings: tuple[Narrowing, ...] = ()
    looked_at: int = 0
    conditions: tuple[Condition, ...] = ()
    places: tuple[Place, ...] = ()
    instead: str | None = None


@dataclass(frozen=True, slots=True)
class Search:
    """A search that a reader keeps. `words`: as typed; `order`: "newest" or "best"; `kept`: seconds since 1970, UTC."""

    id: int
    name: str
    words: str
    order: str
    kept: int
