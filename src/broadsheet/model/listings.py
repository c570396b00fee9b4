"""What a source lists: the same values for RSS, RDF, Atom, JSON Feed and sitemaps."""

from dataclasses import dataclass, field
from enum import StrEnum

from broadsheet.model.moments import Moment
from broadsheet.model.rhythm import Asks


class Format(StrEnum):
    """How a source writes its listing."""

    RSS = "rss"
    RDF = "rdf"
    ATOM = "atom"
    JSON = "json"
    SITEMAP = "sitemap"
    PAGE = "page"  # a web page, read by selectors


class Kind(StrEnum):
    """What an article is, for the one who opens it."""

    ARTICLE = "article"
    VIDEO = "video"
    PODCAST = "podcast"


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A media file that belongs to an entry. `length` in bytes, `duration` in seconds, where the source says them."""

    url: str
    type: str = ""
    length: int | None = None
    duration: int | None = None


@dataclass(frozen=True, slots=True)
class Image:
    """A picture. `width` and `height` in pixels."""

    url: str
    alt: str = ""
    caption: str = ""
    credit: str = ""
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a listing, as the source wrote it: nothing here is trusted, `summary` and `content` may be any HTML.

    `key` identifies the entry within its source: its id or guid, else its address, else a digest of its words.
    `url` is absolute, http or https, or "" where the entry has none.
    """

    key: str
    url: str = ""
    title: str = ""
    summary: str = ""
    content: str = ""
    authors: tuple[str, ...] = ()
    published: Moment | None = None
    modified: Moment | None = None
    language: str | None = None
    topics: tuple[str, ...] = ()
    image: Image | None = None
    enclosures: tuple[Enclosure, ...] = ()
    kind: Kind = Kind.ARTICLE
    paywalled: bool | None = None


@dataclass(frozen=True, slots=True)
class Child:
    """A sitemap that an index of sitemaps names. `changed`: when the index says that it changed last."""

    url: str
    changed: Moment | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """All that a source says at one time. `children`: further sitemaps. `asks`: when it wants to be looked at. `hubs`:
    who tells of something new; `topic`: its own address, as it says. `faults`: sentences about what was mended or left
    out."""

    format: Format
    title: str = ""
    home_url: str = ""
    language: str | None = None
    entries: tuple[Entry, ...] = ()
    children: tuple[Child, ...] = ()
    asks: Asks = field(default_factory=Asks)
    faults: tuple[str, ...] = ()
    hubs: tuple[str, ...] = ()
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Skip:
    """An entry that is not wanted, and why."""

    key: str
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do about a listing. `wanted`: oldest first. `left_over`: some of `skipped` are wanted next time."""

    wanted: tuple[Entry, ...]
    skipped: tuple[Skip, ...]
    left_over: bool = False
