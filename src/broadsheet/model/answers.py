"""What the AI features say of an article: sentences, each with its receipts."""

from dataclasses import dataclass
from enum import StrEnum

from broadsheet.model.spans import Span


class Feature(StrEnum):
    """What can be done with an article. The value stands in addresses and in the store."""

    POINTS = "points"  # three sentences that hold most of it
    FACTS = "facts"  # names and numbers
    QUOTES = "quotes"  # who said what
    CITATIONS = "citations"  # which other outlets it credits


@dataclass(frozen=True, slots=True)
class Receipt:
    """The words that a sentence rests on: `span` of the text of that revision of that article."""

    article_id: int
    revision: int
    span: Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an answer. `label`: whom or what it is about: the speaker, the name, the number, the outlet; or
    "". `kind`: what that is ("person", "place", "organisation", "figure", "name"), the role of a speaker, or how an
    outlet is credited; or "". `receipts`: one at least."""

    text: str
    receipts: tuple[Receipt, ...]
    label: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one feature says of one article. `revision`: of the text that it was made from. `rules`: the version of the
    rules that made it. `lost`: how many of its sentences are left out, since their receipts no longer hold."""

    feature: Feature
    revision: int
    rules: int
    sentences: tuple[Sentence, ...]
    lost: int = 0
