"""Who wants to see the work go on, such as a progress bar."""

from typing import Protocol

from broadsheet.model.sources import Report


class Watcher(Protocol):
    """Is told of each step, in the loop that does the work."""

    def page_read(self) -> None:
        """One more entry was dealt with."""

    def source_done(self, report: Report) -> None:
        """One more source was looked at."""
