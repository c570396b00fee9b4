"""What the outlets of one story say differently about the same thing: each value with who says it, where and when."""

from dataclasses import dataclass
from enum import StrEnum

from broadsheet.model.spans import Span


class DisagreementKind(StrEnum):
    """What differs."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    ROLE = "role"


@dataclass(frozen=True, slots=True)
class Told:
    """What of an article is compared. `dated`: seconds since 1970, UTC; `text`: plain; `language`: a primary tag."""

    article: int
    outlet: str
    dated: int
    language: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says a value: an article, and where in its text the value stands, with the sentence around it. `changed`: the
    outlet said another value earlier."""

    article: int
    outlet: str
    dated: int
    value: Span
    sentence: Span
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Value:
    """One value as the first voice writes it, and all who say it, the earliest first."""

    written: str
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A thing of which outlets say different values, the one that most say first. `thing`: in words of the article.

    `developed`: each value was said after all of another, as a count that grows: the later are rather newer than
    different.
    """

    kind: DisagreementKind
    thing: str
    values: tuple[Value, ...]
    developed: bool = False
