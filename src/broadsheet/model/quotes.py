"""Who said what: a direct quotation with its speaker."""

from dataclasses import dataclass

from broadsheet.model.spans import Span


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that an article gives as somebody's own.

    `words`: verbatim, without the outer marks; they stand at `start` to `end` of the text. `speaker`: as the text names
    or describes whoever it is, in full where it does so anywhere; "" where it does not tell. `named_at`: where that
    stands beside the quotation, be it by a pronoun; None where there is nothing. `goes_on`: the same speech as the
    quotation before it, parted by the attribution or by a new paragraph. `role`: what the text says that the speaker is
    ("the mayor of Tidewick"), and `role_at` where; a speaker of whom the text tells the office alone has no other name.
    `paragraph`: the number of the line of the text that it begins in, from 1, empty ones not counted.
    """

    words: str
    speaker: str
    start: int
    end: int
    named_at: Span | None = None
    goes_on: bool = False
    role: str = ""
    role_at: Span | None = None
    paragraph: int = 1


@dataclass(frozen=True, slots=True)
class Said:
    """One quotation of a story. `articles`: the ids of the articles that have it, in the order given."""

    words: str
    articles: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whoever is quoted in a story. `role`: as the articles say it, or "". `quotes`: what most articles have first."""

    name: str
    role: str
    quotes: tuple[Said, ...]
