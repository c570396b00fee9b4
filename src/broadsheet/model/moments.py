"""When something happened, as an outlet said it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time that keeps its zone and its precision.

    `at`: seconds since 1970 in UTC (a bare day counts as its noon in UTC: the same day
    almost everywhere).
    `iso`: ISO 8601 with the outlet's own zone ("2025-06-30T16:05:00+01:00"), or a bare day ("2025-06-30").
    """

    at: int
    iso: str

    @property
    def day_only(self) -> bool:
        return len(self.iso) == 10
