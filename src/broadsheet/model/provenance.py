"""Which other outlet an article credits: who reported it first, and to whom its people spoke."""

from dataclasses import dataclass
from enum import StrEnum

from broadsheet.model.spans import Span


class CitationKind(StrEnum):
    """How an outlet is credited."""

    TOLD = "told"  # somebody spoke to it: "told ABC News", "sagte der Bild"
    REPORTED = "reported"  # it is the source of what is told: "reports the Mirror", "selon l'AFP"
    CREDIT = "credit"  # a line of credit: "(Reuters) -", "dpa/AFP"


@dataclass(frozen=True, slots=True)
class Citation:
    """One mention of another outlet, by whose word something is told.

    `outlet_name`: as the text writes it, at `start` to `end`, or as the caller calls the outlet that is meant.
    `sentence`: where the mention stands.
    """

    outlet_name: str
    kind: CitationKind
    start: int
    end: int
    sentence: Span


@dataclass(frozen=True, slots=True)
class Cited:
    """An outlet that an article credits, once. `mentions`: how, and which sentence of the answer says so first, each
    kind once. `outlet_id`: where it is one of ours, else None."""

    name: str
    mentions: tuple[tuple[CitationKind, int], ...]
    outlet_id: int | None = None
