"""How a source is doing beyond its state: what was noticed about it, and what is wrong and what helps."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from broadsheet.model.listings import Format
from broadsheet.model.sources import Outlet, Source


class Cause(StrEnum):
    """Why a look at a source failed, as far as it decides what helps."""

    NO_HOST = "no host"  # its name leads nowhere
    NETWORK = "network"  # no connection, or one that broke
    CERTIFICATE = "certificate"
    SLOW = "slow"
    WALL = "wall"  # a service that turns programs away
    FORBIDDEN = "forbidden"
    MISSING = "missing"  # 404
    GONE = "gone"  # 410
    SERVER = "server"  # it is out of order, or asks us to come less often
    WEB_PAGE = "web page"  # instead of a feed
    BROKEN = "broken"  # no feed that can be read
    DOUBLED = "doubled"  # another source is the same feed
    REFUSED = "refused"  # we do not go there
    OURS = "ours"
    OTHER = "other"


class Trouble(StrEnum):
    """What may be wrong with a source."""

    GONE = "gone"
    FAILING = "failing"
    SILENT = "silent"  # beyond its rhythm
    HUSKS = "husks"  # titles without text
    CHANGED = "changed"  # its listing is made otherwise than before
    DOUBLED = "doubled"  # another source reads the same feed
    MOVED = "moved"


class Severity(IntEnum):
    """What matters most is the largest."""

    NOTICE = 1  # nothing is lost; good to know
    POOR = 2  # less comes than before
    BROKEN = 3  # nothing comes


class Remedy(StrEnum):
    """What can be done about it here, with a button or a command."""

    CHECK = "check"
    FIND = "find"  # look for its feed again
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class Shape:
    """How a listing is made: its format, its entries, and how many of them have a date, and a text of some length."""

    format: Format
    entries: int
    dated: int
    texts: int


class Part(StrEnum):
    """What of a listing has changed."""

    FORMAT = "format"
    DATES = "dates"
    TEXTS = "texts"
    KEYS = "keys"
    TWIN = "twin"  # it leads to the address of another source


@dataclass(frozen=True, slots=True)
class Change:
    """`because`: what was seen, as a sentence."""

    part: Part
    because: str


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How long a source may be silent. `usual`: seconds that all but one in twenty of its pauses kept within, or None
    where too few are known; `patience`: seconds after which a silence is beyond its rhythm."""

    usual: int | None
    patience: int


@dataclass(frozen=True, slots=True)
class Health:
    """What the looks at a source have noticed. All times are seconds since 1970, UTC.

    `failing_since`: the first failure of those in a row, and the `cause` of the last. `newest`: when its newest article
    came; `rhythm` was `learned` from those before. `shape`: of its last listing with entries; `empty_since`: since when
    there is none. `changed`, `change`: the last change of its shape for the worse. `moved`, `moved_from`: when another
    address took the old one's place. `husks_since`, `husks_because`: since when its articles are titles without text.
    `well`, `well_from`: when its last long failure ended, and when that had begun.
    """

    failing_since: int | None = None
    cause: Cause | None = None
    newest: int | None = None
    rhythm: Rhythm | None = None
    learned: int | None = None
    shape: Shape | None = None
    empty_since: int | None = None
    changed: int | None = None
    change: Change | None = None
    moved: int | None = None
    moved_from: str | None = None
    husks_since: int | None = None
    husks_because: str | None = None
    well: int | None = None
    well_from: int | None = None


@dataclass(frozen=True, slots=True)
class Ailment:
    """Something wrong with a source. `since`: when it began; `noticed`: when it could be told from a passing fault,
    both seconds since 1970, UTC. `observed`: what was seen, with its numbers; `suggestion`: what to do; `remedies`:
    what of that can be done here, the best first."""

    source: Source
    trouble: Trouble
    severity: Severity
    since: int
    noticed: int
    observed: str
    suggestion: str
    remedies: tuple[Remedy, ...] = ()


@dataclass(frozen=True, slots=True)
class Recovery:
    """A source that failed from `since` on and is well again since `at`."""

    source: Source
    since: int
    at: int


@dataclass(frozen=True, slots=True)
class Checkup:
    """What is wrong, what matters most first. `set_aside`: how many more ailments somebody has said to leave.
    `offline`: so many sources cannot be reached that this machine's network may be to blame. `recoveries`: newest
    first."""

    ailments: tuple[Ailment, ...]
    set_aside: int = 0
    offline: bool = False
    recoveries: tuple[Recovery, ...] = ()


@dataclass(frozen=True, slots=True)
class Silence:
    """An outlet of which nothing new comes. `since`: its newest article, or None; `because`: why, for its readers."""

    outlet: Outlet
    since: int | None
    because: str


@dataclass(frozen=True, slots=True)
class Discovery:
    """What was found where a source's outlet was asked for its feed. `url`: the feed's address, with its `title`,
    `entries` and the time of the `newest`; `same`: it is the source's own; `taken`: another source that has it.
    `fault`: why none was found, or None."""

    source: Source
    url: str = ""
    title: str = ""
    entries: int = 0
    newest: int | None = None
    same: bool = False
    taken: Source | None = None
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Fresh:
    """One of a source's newest articles, as far as it shows whether there is something to read. `arrived`: seconds
    since 1970, UTC; `excerpt`: the beginning of what there is to read; `waiting`: its page is still asked for."""

    arrived: int
    excerpt: str
    excerpt_because: str | None
    waiting: bool
