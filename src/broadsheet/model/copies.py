"""Texts that several outlets publish: the fingerprint of a text, who has it from whom, and the tree of a story."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, Self

_HEAD = struct.Struct("<BII")  # version, shingles of the text, how many of them are quoted
_VERSION = 1
_WIDTH = 4  # bytes of a hash


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The smallest hashes of a text's shingles (runs of words), growing; the lowest bit of each says whether its words
    stand in quotation marks. `size`: how many shingles the text has; `quoted`: how many of them are quoted."""

    size: int
    quoted: int
    hashes: tuple[int, ...]

    def to_bytes(self) -> bytes:
        """The form that is stored: 9 bytes, and 4 for each hash."""
        return _HEAD.pack(_VERSION, self.size, self.quoted) + struct.pack(f"<{len(self.hashes)}I", *self.hashes)

    @classmethod
    def from_bytes(cls, stored: bytes) -> Self:
        """What `to_bytes` made. Raises ValueError for anything else, another version too: read the text again then."""
        count, left = divmod(len(stored) - _HEAD.size, _WIDTH)
        if count < 0 or left or stored[0] != _VERSION:
            raise ValueError("not a fingerprint of this version")
        _, size, quoted = _HEAD.unpack_from(stored)
        return cls(size, quoted, struct.unpack_from(f"<{count}I", stored, _HEAD.size))


@dataclass(frozen=True, slots=True)
class Shared:
    """How much of two texts is the same, 0 to 1: `first` of the first, `second` of the second text.

    `unquoted_first` and `unquoted_second` count only what stands outside quotation marks: two outlets that quote one
    speech are no copies. `words`: about how many words outside of them both share. Estimates from fingerprints.
    """

    first: float
    second: float
    unquoted_first: float
    unquoted_second: float
    words: int


class CopyKind(StrEnum):
    """What one article is of another."""

    COPY = "copy"  # the same text, be it cut, under another headline, or with paragraphs of its own
    PARTIAL = "partial"  # a part of it, with much of its own: rewritten


@dataclass(frozen=True, slots=True)
class Copy:
    """An article that came later (`article`) and the one whose text it has (`of`). `share`: of its text, 0 to 1.
    `reason`: a sentence about `article`."""

    article: int
    of: int
    kind: CopyKind
    share: float
    reason: str


class LinkKind(StrEnum):
    """How a report comes from another."""

    COPY = "copy"
    PARTIAL = "partial"
    CREDIT = "credit"  # it names an agency as its source
    CITES = "cites"  # it tells what another outlet reported


class Cites(Protocol):
    """That an article names another outlet as a source, at `start` of its text. `kind`: "credit" (a byline or a credit
    line of an agency), "told" (who is quoted told it to that outlet) or "reported"."""

    @property
    def outlet_name(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def start(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Credit:
    """The simplest `Cites`."""

    outlet_name: str
    kind: str
    start: int


@dataclass(frozen=True, slots=True)
class Report:
    """What of an article of a story tells whom it comes from. `dated`: seconds since 1970, UTC."""

    article: int
    outlet: str
    dated: int
    print: Fingerprint
    cites: Sequence[Cites] = ()


@dataclass(frozen=True, slots=True)
class Branch:
    """One article of a copy tree, or, with no `article`, a source outside of it that articles name: an agency.

    `dated`: seconds since 1970, UTC; of an outside source that of the first article that names it. `parent`: the place
    in the tree of what it comes from, None for an independent report. `reason`: why, in words. `also`: other outlets
    that it cites, by name.
    """

    article: int | None
    outlet: str
    dated: int
    parent: int | None = None
    link: LinkKind | None = None
    reason: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CopyTree:
    """Who has a story from whom. `branches`: each followed by what comes from it; the earliest first."""

    branches: tuple[Branch, ...]

    @property
    def articles(self) -> int:
        """How many articles there are."""
        return sum(branch.article is not None for branch in self.branches)

    @property
    def independent(self) -> int:
        """How many outlets and agencies report by themselves; one that has several reports counts once."""
        return len({branch.outlet for branch in self.branches if branch.parent is None})

    def below(self, place: int | None) -> tuple[int, ...]:
        """The places of what comes from a branch; of None: those of the independent reports."""
        return tuple(at for at, branch in enumerate(self.branches) if branch.parent == place)
