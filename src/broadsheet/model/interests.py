"""What a reader follows and mutes."""

from dataclasses import dataclass
from enum import StrEnum


class Wish(StrEnum):
    """What a reader wants of a thing: more, or nothing."""

    FOLLOW = "follow"
    MUTE = "mute"


class Thing(StrEnum):
    """What can be followed or muted."""

    HASHTAG = "hashtag"
    OUTLET = "outlet"
    AUTHOR = "author"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Interest:
    """One wish. `key`: what finds it: a hashtag's key, an outlet's number, an author's or a word's folded form. `name`:
    as people write it. `until`: when it ends, seconds since 1970, UTC; None: never."""

    id: int
    wish: Wish
    thing: Thing
    key: str
    name: str
    since: int
    until: int | None = None
