"""Channels: one-way broadcasts that people join. Nothing here holds a member's address: those never leave store/ and
deliver/."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from broadsheet.model.timeline import Card


class Subject(StrEnum):
    """What goes into a channel."""

    FRONT = "front"
    HASHTAG = "hashtag"
    SEARCH = "search"


class Rhythm(StrEnum):
    """When a channel sends."""

    DAILY = "daily"
    BREAKING = "breaking"


@dataclass(frozen=True, slots=True)
class Plan:
    """All that somebody decides about a channel.

    `about`: the hashtag's key, or the words of the search. `minute`: of the day, in `zone`, for a daily one. `outlets`
    and `within` (minutes): a breaking one sends when so many outlets write about the same within so long.
    `invite_link`: where else people join (https), or None. `partners`: whether there may be messages of partners.
    """

    name: str
    invitation: str = ""
    subject: Subject = Subject.FRONT
    about: str = ""
    rhythm: Rhythm = Rhythm.DAILY
    minute: int = 7 * 60
    zone: str = "UTC"
    outlets: int = 3
    within: int = 60
    by_mail: bool = True
    invite_link: str | None = None
    partners: bool = False


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel. `key`: its address; whoever has it can see the public page. Times are seconds since 1970, UTC."""

    id: int
    key: str
    plan: Plan
    made: int
    next_issue: int | None = None

    @property
    def name(self) -> str:
        return self.plan.name


@dataclass(frozen=True, slots=True)
class Count:
    """What the staff see of the members: how many. `waiting`: mails on their way; `partners`: members who want
    messages of partners."""

    members: int = 0
    waiting: int = 0
    partners: int = 0


@dataclass(frozen=True, slots=True)
class Pick:
    """A card that an edition holds, and why it stands there."""

    card: Card
    because: str


@dataclass(frozen=True, slots=True)
class Issue:
    """What a channel sent at one time. `slot`: what there is one issue of, the day and time or the event. `message`: a
    partner's, and then there are no picks. `mailed`, `failed`: how many mails, never to whom."""

    id: int
    slot: str
    made: int
    title: str
    because: str
    message: str = ""
    mailed: int = 0
    failed: int = 0
    picks: tuple[Pick, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """An issue that was decided on and is not yet written down."""

    slot: str
    title: str
    because: str
    message: str = ""
    picks: tuple[Pick, ...] = ()


@dataclass(frozen=True, slots=True)
class Overview:
    """A channel as its staff see it. `about`: what goes in, in words; `issues`: the last ones, newest first."""

    channel: Channel
    about: str
    count: Count
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Public:
    """A channel as everybody with its address sees it. `by_mail`: whether it can be joined by mail now."""

    channel: Channel
    about: str
    by_mail: bool
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail with its own words, on its way. `tries`: how often it was tried before."""

    id: int
    recipient: str = field(repr=False)
    subject: str
    text: str
    tries: int


@dataclass(frozen=True, slots=True)
class Copy:
    """A mail on its way that brings an issue to one member. `recipient` and `leave_key` are for deliver/ alone;
    `tries`: how often it was tried before."""

    id: int
    channel_id: int
    issue_id: int
    member_id: int
    recipient: str = field(repr=False)
    leave_key: str = field(repr=False)
    tries: int


@dataclass(frozen=True, slots=True)
class Typed:
    """The form of a channel as it was typed: kept as it is where something must be mended."""

    name: str = ""
    invitation: str = ""
    subject: str = Subject.FRONT.value
    hashtag: str = ""
    words: str = ""
    rhythm: str = Rhythm.DAILY.value
    time: str = "07:00"
    zone: str = ""
    outlets: str = "3"
    within: str = "60"
    by_mail: bool = True
    invite_link: str = ""
    partners: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of a form: a plan, or what must be mended, by the name of the field."""

    plan: Plan | None
    faults: Mapping[str, str]
