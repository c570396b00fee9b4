"""Lists of articles as a page or a feed shows them."""

from dataclasses import dataclass

from broadsheet.model.articles import StoredArticle
from broadsheet.model.insights import Hashtag
from broadsheet.model.listings import Enclosure, Image, Kind
from broadsheet.model.moments import Moment
from broadsheet.model.reading_states import UNTOUCHED, ReadingState
from broadsheet.model.revisions import Changed
from broadsheet.model.rights import ALL, SILENT, Permissions, Policy, Rights
from broadsheet.model.sources import Outlet


@dataclass(frozen=True, slots=True)
class InStory:
    """The story that an article is in: its number, how many articles and different outlets it has, and how many outlets
    and agencies report it by themselves."""

    id: int
    articles: int
    outlets: int
    independent: int = 0


@dataclass(frozen=True, slots=True)
class Card:
    """An article in a list. `excerpt`: plain text, at most some 300 characters. `dated` as in StoredArticle. `whole`:
    its full text is here. `comments`: how many can be read under it. `state`: what the one who asks did with it.
    `story`: None while it is in none yet."""

    id: int
    outlet: Outlet
    kind: Kind
    url: str
    title: str
    excerpt: str
    dated: int
    published: Moment | None
    language: str | None
    image: Image | None
    authors: tuple[str, ...]
    paywalled: bool
    whole: bool
    hashtags: tuple[Hashtag, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    comments: int = 0
    rights: Rights = SILENT
    state: ReadingState = UNTOUCHED
    story: InStory | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """Cards in order, and the cursor that continues them (opaque; None at the end)."""

    cards: tuple[Card, ...]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class ReadingList:
    """Articles that a reader saved, read or hid, with when that was, the last first; and the cursor that goes on."""

    cards: tuple[tuple[Card, int], ...]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class Related:
    """A card beside an article, and what the two share, in words. `kind`: "story" where it is on the same event."""

    card: Card
    shared: tuple[str, ...]
    reason: str
    kind: str = "topic"


@dataclass(frozen=True, slots=True)
class Query:
    """A search. `words`: as typed, in the language of text/queries.py; `order`: "newest" or "best"; `after` and
    `before`: bounds besides those in the words, seconds since 1970, UTC."""

    words: str = ""
    order: str = "newest"
    after: int | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Results:
    """What a search found. `total` counts up to 1,001; `more_than_counted` says that there are more. `marks`: the
    folded words to show where they occur; `hints`: sentences about what was not understood."""

    timeline: Timeline
    total: int
    more_than_counted: bool
    marks: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One article with what stands beside it. `changed`: what the outlet changed after its publication, or None.
    `permissions`: what may be done with it here, under `policy`. `story`: where it is in one; `same`: other outlets'
    cards of that story, one of each, at most a few."""

    article: StoredArticle
    related: tuple[Related, ...]
    changed: Changed | None = None
    permissions: Permissions = ALL
    policy: Policy = Policy.PRIVATE
    story: InStory | None = None
    same: tuple[Card, ...] = ()
