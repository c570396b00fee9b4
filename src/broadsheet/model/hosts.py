"""What is known of a host that we ask."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Host:
    """`robots`: the text of its robots.txt, None where it could not say; `robots_until`: how long that counts, None
    where it was never asked. `tdm`, `tdm_until`: the same of its tdmrep.json, "" where it has none. `rests_until`,
    `rests_because`: when it may be asked again, and who said so. All times are seconds since 1970, UTC."""

    robots: str | None = None
    robots_until: int | None = None
    rests_until: int | None = None
    rests_because: str = ""
    tdm: str = ""
    tdm_until: int | None = None

    def rests(self, now: int) -> bool:
        """Whether it wants to be left alone."""
        return self.rests_until is not None and self.rests_until > now
