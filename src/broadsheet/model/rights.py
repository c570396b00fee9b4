"""What an outlet lets others do with an article, as it says to programs; and the one function that decides.

Every layer that shows an article, or hands one on, asks `may`. The table of its answers is in notes/rights.md.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

EXCERPT = 300  # characters; no excerpt of ours is longer

# The Creative Commons licences that let anybody show a text whole; not NC: we cannot know who earns by an instance.
_OPEN = re.compile(
    r"https?://creativecommons\.org/(?:licenses/by(?:-sa|(?P<fixed>-nd))?|publicdomain/(?:zero|mark))/\d", re.IGNORECASE
)


class Policy(StrEnum):
    """Whom articles are shown to: the readers of a household or a group, or anybody."""

    PRIVATE = "private"
    PUBLIC = "public"


class Signal(StrEnum):
    """What an outlet can say. The value of what it said is in `Said.value`."""

    NOARCHIVE = "noarchive"
    NOSNIPPET = "nosnippet"
    MAX_SNIPPET = "max-snippet"  # value: characters
    NOINDEX = "noindex"
    NOIMAGEINDEX = "noimageindex"
    NO_PREVIEW = "max-image-preview:none"
    UNAVAILABLE_AFTER = "unavailable_after"  # value: seconds since 1970, UTC
    TDM = "tdm-reservation"  # value: the address of a policy, or ""
    NO_AI = "noai"
    NO_IMAGE_AI = "noimageai"
    NO_TRAINING = "no-training"
    NO_SEARCH = "no-search"
    PAID = "paid"
    LICENCE = "licence"  # value: its address


class Place(StrEnum):
    """Where an outlet said it."""

    ROBOTS_META = "robots-meta"
    ROBOTS_HEADER = "x-robots-tag"
    TDM_META = "tdm-meta"
    TDM_HEADER = "tdm-header"
    TDM_FILE = "tdmrep.json"
    USAGE_HEADER = "content-usage"
    USAGE_ROBOTS = "content-usage-robots"
    SIGNAL_HEADER = "content-signal"
    SIGNAL_ROBOTS = "content-signal-robots"
    JSON_LD = "json-ld"
    META = "meta"
    LINK = "link"
    LINK_HEADER = "link-header"
    FEED = "feed"


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that an outlet said, and where."""

    signal: Signal
    place: Place
    value: str = ""


@dataclass(frozen=True, slots=True)
class Rights:
    """All that an outlet said of an article; nothing, where nothing is known."""

    said: tuple[Said, ...] = ()

    def has(self, *signals: Signal) -> bool:
        """Whether one of these was said."""
        return any(one.signal in signals for one in self.said)

    def numbers(self, signal: Signal) -> list[int]:
        """The numbers that came with a signal."""
        return [int(one.value) for one in self.said if one.signal is signal and one.value.isdecimal()]

    @property
    def ends(self) -> int | None:
        """From when on the article is not to be shown, seconds since 1970, UTC; or None."""
        return min(self.numbers(Signal.UNAVAILABLE_AFTER), default=None)

    @property
    def licence(self) -> str | None:
        """The address of a licence that lets anybody show the text whole, or None."""
        return next((one.value for one in self.said if one.signal is Signal.LICENCE and _OPEN.match(one.value)), None)

    @property
    def is_fixed(self) -> bool:
        """Whether that licence allows the text as it stands alone (ND)."""
        found = _OPEN.match(self.licence or "")
        return bool(found and found["fixed"])


@dataclass(frozen=True, slots=True)
class Permissions:
    """What may be done with an article here.

    `listed`: it may be named at all. `found`: by a search. `whole`: its text may be shown. `excerpt`: characters of it
    that may. `summarise`: sentences may be chosen from it without a model; `model`: it may be given to one. `export`:
    the whole may leave this Broadsheet, in a file or a feed. `picture`: the one that stands for it may be shown;
    `pictures`: those in its text too. `keep`: the page as it came may be kept.
    """

    listed: bool = True
    found: bool = True
    whole: bool = True
    excerpt: int = EXCERPT
    summarise: bool = True
    model: bool = True
    export: bool = True
    picture: bool = True
    pictures: bool = True
    keep: bool = True


SILENT = Rights()
ALL = Permissions()


def may(rights: Rights, policy: Policy, now: int) -> Permissions:
    """Whether an article may be shown whole, excerpted, summarised, exported, pictured here. `now`: seconds since 1970.

    Where an outlet contradicts itself, the stricter word counts.
    """
    ended = rights.ends is not None and rights.ends <= now
    return _private(rights, ended=ended) if policy is Policy.PRIVATE else _public(rights, ended=ended)


def reasons(rights: Rights, policy: Policy, now: int, permission: str) -> tuple[Said, ...]:
    """What an outlet said that by itself takes a permission away, or a part of it. `permission`: a field's name."""
    granted = tuple(one for one in rights.said if one.signal is Signal.LICENCE)
    without = getattr(may(Rights(granted), policy, now), permission)
    others = (one for one in rights.said if one not in granted)
    return tuple(one for one in others if getattr(may(Rights((*granted, one)), policy, now), permission) < without)


def _private(rights: Rights, *, ended: bool) -> Permissions:
    """Readers keep what they were let read; what is for machines, or leaves the house, is as the outlet says."""
    picture = not rights.has(Signal.NOIMAGEINDEX)
    return Permissions(
        model=not rights.has(Signal.NO_AI, Signal.TDM),
        export=not ended and not rights.has(Signal.NOARCHIVE, Signal.TDM, Signal.PAID),
        picture=picture,
        pictures=picture,
        keep=not rights.has(Signal.NOARCHIVE),
    )


def _public(rights: Rights, *, ended: bool) -> Permissions:
    """Excerpt and link; the whole only where a licence allows it and nothing else speaks against it."""
    excerpt = 0 if rights.has(Signal.NOSNIPPET, Signal.NO_SEARCH) or ended else EXCERPT
    excerpt = min([excerpt, *rights.numbers(Signal.MAX_SNIPPET)])
    held = rights.has(Signal.NOARCHIVE, Signal.PAID, Signal.MAX_SNIPPET) or not excerpt
    whole = rights.licence is not None and not held
    chosen = whole and not rights.is_fixed and not rights.has(Signal.NO_AI, Signal.TDM)
    return Permissions(
        listed=not ended,
        found=not ended and not rights.has(Signal.NOINDEX, Signal.NO_SEARCH),
        whole=whole,
        excerpt=excerpt,
        summarise=chosen,
        model=chosen,
        export=whole and not rights.has(Signal.TDM),
        picture=not ended and not rights.has(Signal.NOIMAGEINDEX, Signal.NO_PREVIEW),
        pictures=False,  # a licence for a text is rarely one for the pictures in it
        keep=not rights.has(Signal.NOARCHIVE),
    )
