"""Readers (accounts), what each role may do, where they are signed in, and the one-time links that they are given."""

from dataclasses import dataclass
from enum import StrEnum

from broadsheet.model.appearance import PLAIN, Appearance


class Role(StrEnum):
    """What an account is. There is one owner at least; whoever works at the machine is one too."""

    OWNER = "owner"
    EDITOR = "editor"
    READER = "reader"


class Right(StrEnum):
    """What somebody may do. Each right is asked for by the service that does it."""

    SKIM = "skim"  # headlines, excerpts, links
    READ = "read"  # whole texts, AI features, comments
    COMMENT = "comment"
    COLLECT = "collect"  # see and change the sources
    MODERATE = "moderate"  # decide on comments
    BROADCAST = "broadcast"  # make and change channels
    EDIT = "edit"  # merge, part and lock stories
    INVITE = "invite"  # invite readers, change and remove them


_READER = frozenset({Right.SKIM, Right.READ, Right.COMMENT})
_EDITOR = _READER | {Right.COLLECT, Right.MODERATE, Right.BROADCAST, Right.EDIT}
RIGHTS = {Role.READER: _READER, Role.EDITOR: _EDITOR, Role.OWNER: frozenset(Right)}


@dataclass(frozen=True, slots=True)
class Reader:
    """An account. `email` is None where the reader gave none. `joined`: seconds since 1970, UTC. `feed_key` opens
    this reader's feeds to a feed reader, which cannot sign in. `appearance`: how the paper looks to this reader.
    `interface`: the language of their pages (BCP 47), None: as the browser asks."""

    id: int
    name: str
    role: Role
    joined: int
    email: str | None = None
    feed_key: str = ""
    appearance: Appearance = PLAIN
    interface: str | None = None

    def may(self, right: Right) -> bool:
        """Whether this reader's role has the right."""
        return right in RIGHTS[self.role]


# Who works at the machine itself: the command line acts for this one.
OPERATOR = Reader(0, "the operator", Role.OWNER, 0)


@dataclass(frozen=True, slots=True)
class Session:
    """One browser that is signed in. Times are seconds since 1970, UTC. `agent`: what the browser calls itself. `here`:
    whether it is the one that asks."""

    id: int
    began: int
    seen: int
    agent: str
    here: bool = False


class Purpose(StrEnum):
    """What a one-time link is for."""

    INVITATION = "invitation"
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class Ticket:
    """A one-time link: an invitation to be of a `role`, or the recovery of the account `reader_id`. `note`: whom it is
    for, as the one who made it wrote. Times are seconds since 1970, UTC."""

    id: int
    purpose: Purpose
    role: Role | None
    reader_id: int | None
    note: str
    made: int
    expires: int
