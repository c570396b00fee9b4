"""A stretch of a text: how a receipt says where its words stand."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The characters from `start` up to, not including, `end` of a text that both sides know."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words themselves, as the text has them."""
        return text[self.start : self.end]
