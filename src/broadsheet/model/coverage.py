"""A story as it is kept and shown: what covers it, what became of it, and why it stands where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from broadsheet.model.accounts import Account
from broadsheet.model.insights import Hashtag
from broadsheet.model.related import Subject
from broadsheet.model.stories import Placement, Trace
from broadsheet.model.timeline import Card


@dataclass(frozen=True, slots=True)
class Story:
    """`title`: the headline of the article `headline_id`. `opened`, `covered`: when its first and its last article are
    from; `locked`: since when only a hand changes it; seconds since 1970, UTC. `follows`: an earlier story of the same
    affair. `independent`: how many outlets and agencies report it by themselves. `merged`: the story that it went into;
    then it has no articles."""

    id: int
    title: str
    headline_id: int | None
    opened: int
    covered: int
    articles: int
    outlets: int
    independent: int = 0
    section: str | None = None
    follows: int | None = None
    merged: int | None = None
    locked: int | None = None


class Act(StrEnum):
    """What became of a story after articles joined it."""

    MERGED = "merged"  # another story went into it
    PARTED = "parted"  # articles left it, for the other story
    GOT = "got"  # articles came to it from the other story
    LOCKED = "locked"
    UNLOCKED = "unlocked"


@dataclass(frozen=True, slots=True)
class Event:
    """`at`: seconds since 1970, UTC. `by`: the editor, None: the gatherer. `other`: the story that it happened with.
    `articles`: those that changed their story then."""

    id: int
    story: int
    at: int
    act: Act
    by: str | None
    reason: str
    other: int | None = None
    articles: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Joined:
    """How an article came into its story. `nearest`: the article that decided, `near`: how near that was, 0 to 1; None
    and 0 where it opened a story. `fixed`: a hand keeps it there."""

    article_id: int
    joined: int
    nearest: int | None
    near: float
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Newcomer:
    """An article that waits to be gathered, with what tells its section."""

    subject: Subject
    language: str | None
    section: str | None
    topics: tuple[str, ...]
    url: str


@dataclass(frozen=True, slots=True)
class Placed:
    """An article on its way into a story. `story`: its number; `opens`: it is a new one, and `follows` an earlier one,
    if any. `merges`: the stories that go into it."""

    trace: Trace
    placement: Placement
    story: int
    opens: bool
    follows: int | None = None
    merges: tuple[int, ...] = ()
    section: str | None = None


class Part(StrEnum):
    """What gives a story its place on the front page."""

    OUTLETS = "outlets"
    FRESHNESS = "freshness"
    VELOCITY = "velocity"
    RARITY = "rarity"
    WISHES = "wishes"


Weights = Mapping[Part, int]


@dataclass(frozen=True, slots=True)
class Points:
    """One part of a score. `points`: what it adds; `because`: in words."""

    part: Part
    points: float
    because: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A story's score and what it is the sum of."""

    score: float
    parts: tuple[Points, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """An article of a story that may stand on the front page. `pace`: how many articles its outlet had in a week."""

    article_id: int
    outlet_id: int
    outlet: str
    dated: int
    pace: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A story that may stand on the front page, or an article that is not gathered yet: then `story` is None. Its
    articles stand in `members`, the one that stands for it first. `independent`: outlets and agencies that report it by
    themselves."""

    story: int | None
    outlets: int
    members: tuple[Member, ...]
    independent: int = 1


@dataclass(frozen=True, slots=True)
class Ranked:
    """A story on the front page: the card that stands for it, its other outlets, and why it stands there."""

    card: Card
    others: tuple[str, ...]
    standing: Standing


@dataclass(frozen=True, slots=True)
class Coverage:
    """A story's page: all that covers it in order of time, and what most of that is about; the stories before and after
    it; how each article came into it, by its number, and what happened to it since. `account`: what its articles say
    together. `reprints`: of an article the later ones that have the same text, the earliest first."""

    story: Story
    cards: tuple[Card, ...]
    hashtags: tuple[Hashtag, ...] = ()
    earlier: tuple[Story, ...] = ()
    later: tuple[Story, ...] = ()
    joined: Mapping[int, Joined] = field(default_factory=dict)
    events: tuple[Event, ...] = ()
    account: Account = field(default_factory=Account)
    reprints: Mapping[int, tuple[Card, ...]] = field(default_factory=dict)

    @property
    def independent(self) -> int:
        """How many outlets and agencies report it by themselves."""
        return self.account.tree.independent or 1

    @property
    def originals(self) -> tuple[Card, ...]:
        """The cards without those that have the same text as an earlier one."""
        hidden = {card.id for cards in self.reprints.values() for card in cards}
        return tuple(card for card in self.cards if card.id not in hidden)

    @property
    def front(self) -> Card:
        """The card that stands for the story: the one whose headline it has, or the first where that may not be shown
        to who asks."""
        return next((card for card in self.cards if card.id == self.story.headline_id), self.cards[0])
