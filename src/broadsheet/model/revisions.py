"""How an article changed after its publication: its versions, and what differs between two of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from broadsheet.model.spans import Span


class ChangeKind(StrEnum):
    """What changed. The value stands in the store; the order here is that in which people are told."""

    HEADLINE = "headline"
    NUMBER = "number"  # a figure, or a date inside a sentence
    NAME = "name"
    QUOTE = "quote"  # the words in quotation marks
    REMOVED = "removed"  # a sentence is gone
    ADDED = "added"
    WORDING = "wording"
    CHURN = "churn"  # update times, counters, links to other articles, spaces and typography


# What changes the news, and is told beside the article. The others are kept and shown on the page of changes alone.
MEANINGFUL = frozenset(
    {ChangeKind.HEADLINE, ChangeKind.NUMBER, ChangeKind.NAME, ChangeKind.QUOTE, ChangeKind.REMOVED},
)


@dataclass(frozen=True, slots=True)
class Version:
    """The words of an article at one time; all of them plain."""

    title: str
    lead: str
    text: str

    @property
    def words(self) -> str:
        """What the spans of an edit speak of: the lead, where there is one, on a line before the text."""
        return f"{self.lead}\n{self.text}" if self.lead else self.text


@dataclass(frozen=True, slots=True)
class Swap:
    """What became what; "" where something came or went alone."""

    kind: ChangeKind
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Edit:
    """A sentence that became another. `before` and `after`: where it stands in the `words` of the two versions; of no
    length where a sentence came or went."""

    kinds: tuple[ChangeKind, ...]
    before: Span
    after: Span
    swaps: tuple[Swap, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What differs between two versions. `kinds`: in the order of ChangeKind; empty where nothing does. `kept`: the
    share of the old sentences that still stand, be it with other words (0 to 1)."""

    kinds: tuple[ChangeKind, ...]
    edits: tuple[Edit, ...] = ()
    swaps: tuple[Swap, ...] = ()
    kept: float = 1.0

    @property
    def is_churn(self) -> bool:
        """Whether there is nothing in it that a person would call a change."""
        return set(self.kinds) <= {ChangeKind.CHURN}

    @property
    def matters(self) -> bool:
        """Whether it changes the news."""
        return not MEANINGFUL.isdisjoint(self.kinds)


@dataclass(frozen=True, slots=True)
class Revision:
    """An earlier version of an article. `number`: from 1, growing. `until`: when we saw that it had been replaced
    (seconds since 1970, UTC). `what`: how the version after it differs."""

    number: int
    version: Version
    until: int
    what: tuple[ChangeKind, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """What is told beside an article: how often its news changed (0: it was only reworded), and of which kinds."""

    times: int
    kinds: tuple[ChangeKind, ...]


def summed(changes: Sequence[Sequence[ChangeKind]]) -> Changed | None:
    """What to tell of an article's changes, given by their kinds; None where there were none."""
    mattered = [set(kinds) & MEANINGFUL for kinds in changes if not MEANINGFUL.isdisjoint(kinds)]
    found = set[ChangeKind]().union(*mattered)
    return Changed(len(mattered), tuple(kind for kind in ChangeKind if kind in found)) if changes else None


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a comparison. `op`: "same", "gone" or "new"."""

    op: str
    text: str


@dataclass(frozen=True, slots=True)
class ShownRevision:
    """One change as a page shows it. `at`: when it was seen. `title`: the headline's pieces, empty where it stayed.
    `edits`: the pieces of each sentence that changed. `left_out`: how many more there are."""

    number: int
    at: int
    kinds: tuple[ChangeKind, ...]
    swaps: tuple[Swap, ...]
    title: tuple[Piece, ...]
    edits: tuple[tuple[Piece, ...], ...]
    left_out: int = 0
