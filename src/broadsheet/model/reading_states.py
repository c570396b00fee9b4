"""What a reader did with articles: read, saved, hid; and how far down the page."""

from dataclasses import dataclass
from enum import StrEnum

LONGEST_WAY = 1000  # thousandths: the end of an article


class Act(StrEnum):
    """What a reader can do with an article, by its name in forms."""

    READ = "read"
    UNREAD = "unread"
    SAVE = "save"
    UNSAVE = "unsave"
    HIDE = "hide"
    UNHIDE = "unhide"


@dataclass(frozen=True, slots=True)
class ReadingState:
    """One reader's state of one article: when it was read, saved, hidden (seconds since 1970, UTC), or None where it
    was not. `way`: how far the reader had come in it, in thousandths."""

    read: int | None = None
    saved: int | None = None
    hidden: int | None = None
    way: int | None = None


UNTOUCHED = ReadingState()


@dataclass(frozen=True, slots=True)
class Sweep:
    """Articles that were marked as read at once, which can be taken back."""

    id: int
    articles: int
    swept: int
