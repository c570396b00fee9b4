"""Outlets, and the addresses that we collect from them."""

from dataclasses import dataclass, field
from enum import StrEnum

from broadsheet.model.newsletters import SCHEME
from broadsheet.model.page_sources import Selectors
from broadsheet.model.pages import Validators
from broadsheet.model.rhythm import Asks, Move


class State(StrEnum):
    """How a source is doing."""

    NEW = "new"  # not yet asked
    OK = "ok"
    FAILING = "failing"  # asked again after a growing pause
    GONE = "gone"  # the server says that it is no longer there: not asked again by itself


class Way(StrEnum):
    """The way in: how a source's listing is read."""

    FEED = "feed"
    SITEMAP = "sitemap"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher. `host` (with a port that is not the scheme's own) tells one outlet from another."""

    id: int
    name: str
    host: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One address that we collect from. All times are seconds since 1970, UTC; `failures` counts in a row.
    `look_because`: why `next_look` is when it is. `asks`: what it last asked of us. `move`: where it may have moved.
    `selectors`: how a page source is read, None for others."""

    id: int
    outlet: Outlet
    url: str
    title: str
    folder: str | None
    added: int
    state: State = State.NEW
    reason: str | None = None
    checked: int | None = None
    next_look: int | None = None
    failures: int = 0
    validators: Validators = field(default_factory=Validators)
    articles: int = 0
    look_because: str | None = None
    asks: Asks = field(default_factory=Asks)
    move: Move | None = None
    way: Way = Way.FEED
    selectors: Selectors | None = None

    @property
    def is_newsletter(self) -> bool:
        """Whether it is a sender whose mails come to the mailbox: it has no address that could be fetched."""
        return self.url.startswith(SCHEME)


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at a source means for it: all that is written down. Fields as in Source; `title`, `url` and
    `way`: new ones, or None where they stay."""

    state: State
    reason: str | None
    checked: int
    next_look: int | None
    failures: int
    validators: Validators
    title: str | None = None
    url: str | None = None
    look_because: str | None = None
    asks: Asks = field(default_factory=Asks)
    move: Move | None = None
    way: Way | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What one look at a source brought. `fault`: why it failed, or None. `unchanged`: the server said so (304)."""

    source_id: int
    title: str
    unchanged: bool = False
    listed: int = 0
    new: int = 0
    whole: int = 0
    excerpts: int = 0
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Addition:
    """What became of one address that was given. `source`: the new or known one, or None with the `fault`. `page`:
    where no feed was found, the web page whose own links may be followed, or ""."""

    address: str
    source: Source | None = None
    known: bool = False
    fault: str | None = None
    page: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An outlet of the starter list. `seen_in`, `seen_on`: the public list that named the feed, and when (a day)."""

    name: str
    feed: str
    home: str
    language: str
    subject: str
    country: str
    seen_in: str
    seen_on: str
