"""When a source is looked at again, and what it asks of those who look."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asks:
    """What a source asks of its readers. `pause`: seconds between two looks, as the feed says. `fresh`: seconds that an
    answer stays right, as the server says. `skip_hours` (0–23) and `skip_days` (Monday is 0), in UTC: when the
    feed says that nothing new comes."""

    pause: int | None = None
    fresh: int | None = None
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Bounds:
    """How often the operator lets sources be looked at, in seconds. `usual`: the pause for a source with one new
    article an hour; busier ones are looked at more often, quieter ones less, within `shortest` and `longest`."""

    usual: int = 20 * 60
    shortest: int = 5 * 60
    longest: int = 24 * 3600


@dataclass(frozen=True, slots=True)
class NextLook:
    """`at`: seconds since 1970, UTC. `because`: the reasoning, for the one who looks after sources."""

    at: int
    because: str


@dataclass(frozen=True, slots=True)
class Move:
    """A permanent redirect that is not yet believed. `to`: the new address. `since`: when it was first seen, seconds
    since 1970, UTC. `looks`: how many in a row agreed."""

    to: str
    since: int
    looks: int
