"""What is remembered of hosts between two visits: `store.hosts` keeps it, and `boot` hands it over."""

from typing import Protocol

from broadsheet.model.hosts import Host


class Memory(Protocol):
    """An origin is a scheme, a name and a port; times are seconds since 1970, UTC."""

    def get(self, origin: str) -> Host:
        """What is known of a host."""

    def set_robots(self, origin: str, robots: str | None, until: int) -> None:
        """Write down what its robots.txt says, and how long that counts."""

    def set_tdm(self, origin: str, tdm: str, until: int) -> None:
        """Write down what its tdmrep.json says, "" where it has none, and how long that counts."""

    def set_rest(self, origin: str, until: int, because: str) -> None:
        """Write down until when it wants to be left alone."""
