"""The names and numbers of an article, each with where it stands."""

from dataclasses import dataclass
from enum import StrEnum

from broadsheet.model.spans import Span


class FactKind(StrEnum):
    """What a fact is; NAME where the evidence does not tell."""

    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    FIGURE = "figure"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Fact:
    """One name or number as the text writes it, at `start` to `end`; `sentence` is where it stands in."""

    name: str
    kind: FactKind
    start: int
    end: int
    sentence: Span
