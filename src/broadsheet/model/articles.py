"""An article: what `extract` makes of a page and an entry, and what the store keeps of it."""

from dataclasses import dataclass
from typing import NewType

from broadsheet.model.insights import Hashtag
from broadsheet.model.listings import Enclosure, Image, Kind
from broadsheet.model.moments import Moment
from broadsheet.model.rights import SILENT, Rights
from broadsheet.model.sources import Outlet

# HTML that went through text/sanitize.py, its only maker: safe to show as it is.
SafeHtml = NewType("SafeHtml", str)


@dataclass(frozen=True, slots=True)
class Article:
    """One article, clean.

    `url`: where a person reads it at the outlet. `canonical`: the address that the outlet calls the article's own, or
    None; it is an identity and is never fetched. `lead`: the standfirst, plain, not part of `text`. `html` and `text`:
    the body. `excerpt_because`: None where `text` is the whole text; else why there is only an excerpt of it, as a
    sentence. `again`: whether a later fetch may bring the whole. `site`: what the page calls its outlet, or "".
    `rights`: what the outlet lets be done with it.
    """

    url: str
    title: str
    kind: Kind = Kind.ARTICLE
    canonical: str | None = None
    lead: str = ""
    html: SafeHtml = SafeHtml("")
    text: str = ""
    authors: tuple[str, ...] = ()
    published: Moment | None = None
    modified: Moment | None = None
    language: str | None = None
    image: Image | None = None
    section: str | None = None
    topics: tuple[str, ...] = ()
    paywalled: bool = False
    enclosures: tuple[Enclosure, ...] = ()
    excerpt_because: str | None = None
    again: bool = False
    site: str = ""
    rights: Rights = SILENT


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article with its place in the archive.

    `id` grows in order of arrival. `arrived`, `dated`, `next_try`: seconds since 1970, UTC. `dated` is what lists sort
    by: the time of publication, or of arrival where the outlet gives none, an absurd one or one in the future.
    `revision`: goes up when the text is replaced; which words a receipt speaks of.
    `tries`: how often its page was asked for. `next_try`: when its page is asked for again, or None. `looks`: how often
    it was asked for because the outlet had changed it.
    """

    id: int
    outlet: Outlet
    source_id: int | None
    article: Article
    hashtags: tuple[Hashtag, ...]
    arrived: int
    dated: int
    tries: int = 1
    next_try: int | None = None
    revision: int = 1
    looks: int = 0
