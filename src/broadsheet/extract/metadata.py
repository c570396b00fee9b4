"""What an article is beside its text: weighed field by field from what the page and the feed say of it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from broadsheet.extract import bylines, datelines, headlines, jsonld, rights, signals, topics
from broadsheet.extract.document import Document
from broadsheet.extract.portraits import image_of
from broadsheet.extract.signals import Signals
from broadsheet.model.listings import Entry, Image, Kind
from broadsheet.model.moments import Moment
from broadsheet.model.rights import Said
from broadsheet.text import dates, languages
from broadsheet.text.urls import absolute, identity, is_home
from broadsheet.text.words import fold, squash

_DAY = 86_400

_PUBLISHED = (
    "article:published_time", "og:article:published_time", "parsely-pub-date", "sailthru.date", "datepublished",
    "og:published_time", "published_time", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date",
    "dcterms.issued", "dc.date.issued", "dcterms.created", "dc.date.created", "dcterms.date", "dc.date", "date",
    "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "article.published", "originalpublicationdate",
    "citation_publication_date", "article_date_original", "last-modified", "created", "release_date",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified", "dcterms.modified",
    "dc.date.modified", "lastmod", "last-modified", "article.updated", "revised", "modified",
)  # fmt: skip
_HAS_ZONE = re.compile(r"(?:Z|[+-]\d\d:?\d\d|GMT|UTC|[A-Z]{2,4}T)\)?\s*$")


@dataclass(frozen=True, slots=True)
class Metadata:
    """All but text and lead.

    `searched`: a guess at `published` where that is None. `descriptions`: what the page says that the article is
    about, for the lead to be found by. `words`: how many words the outlet says that it has, or None. `told_body`: the
    whole text where the page carries it for machines (schema.org articleBody), else "". `said`: what its head says of
    its rights.
    """

    title: str
    site: str
    authors: tuple[str, ...]
    published: Moment | None
    searched: Moment | None
    modified: Moment | None
    language: str | None
    section: str | None
    topics: tuple[str, ...]
    image: Image | None
    kind: Kind
    paywalled: bool
    canonical: str | None
    descriptions: tuple[str, ...]
    words: int | None
    told_body: str
    said: tuple[Said, ...] = ()


def read(document: Document, entry: Entry, fetched: int) -> Metadata:
    """The metadata of a page that still has all its elements. `fetched`: seconds since 1970, 0 where unknown."""
    found = signals.read(document)
    site = _site(found)
    published = _published(found, entry, fetched)
    authors = bylines.authors_of(found, site, entry.authors)
    return Metadata(
        title=headlines.title_of(found, site, entry.title).value,
        site=site,
        authors=authors.value,
        published=published,
        searched=_searched(document) if published is None else None,
        modified=_modified(found, entry, published, fetched),
        language=_language(found, entry),
        section=_section(found, site),
        topics=topics.topics_of(found, site, entry.topics).value,
        image=image_of(found, entry),
        kind=_kind(found, entry),
        paywalled=_paywalled(found, entry),
        canonical=_canonical(found),
        descriptions=_descriptions(found, entry),
        words=_words(found),
        told_body=jsonld.first(found.node.get("articleBody")),
        said=rights.in_head(found),
    )


def _site(found: Signals) -> str:
    publisher = squash(jsonld.first(found.node.get("publisher"), "name"))
    name = found.meta("og:site_name", "application-name", "apple-mobile-web-app-title") or publisher
    return name[:100]


def _published(found: Signals, entry: Entry, fetched: int) -> Moment | None:
    node = found.node
    told = [
        *(jsonld.first(node.get(key), "@value") for key in ("datePublished", "uploadDate", "dateCreated")),
        *found.all_meta(*_PUBLISHED),
        found.prop("datepublished"),
        *_times(found),
    ]
    return _best_moment(told, entry.published, fetched)


def _modified(found: Signals, entry: Entry, published: Moment | None, fetched: int) -> Moment | None:
    told = [
        jsonld.first(found.node.get("dateModified"), "@value"),
        *found.all_meta(*_MODIFIED),
        found.prop("datemodified"),
    ]
    modified = _best_moment(told, entry.modified, fetched)
    if modified is None or (published is not None and modified.at <= published.at):
        return None
    return modified


def _best_moment(told: Iterable[str], from_feed: Moment | None, fetched: int) -> Moment | None:
    """The first moment that can be; but one of the same day that knows the time, or its zone, rather than one that
    does not."""
    latest = fetched + _DAY if fetched else None
    moments = [
        (moment, bool(_HAS_ZONE.search(text)))
        for text in told
        if text and (moment := dates.parse(text)) is not None and (latest is None or moment.at <= latest)
    ]
    if from_feed is not None and (latest is None or from_feed.at <= latest):
        moments.append((from_feed, not from_feed.day_only))
    if not moments:
        return None
    first, zoned = moments[0]
    if zoned and not first.day_only:
        return first
    for moment, has_zone in moments[1:]:
        near = abs(moment.at - first.at) <= _DAY
        if near and not moment.day_only and (has_zone or first.day_only):
            return moment
    return first


def _times(found: Signals) -> Iterator[str]:
    """What the page's own <time> elements say: the one marked as the publication first."""
    elements = [element for _, element in zip(range(30), found.document.root.iter("time"), strict=False)]
    for element in sorted(elements, key=lambda element: "pubdate" not in element.attrib):
        yield element.get("datetime") or squash(element.text_content())[:80]


def _searched(document: Document) -> Moment | None:
    return datelines.in_address(document.url) or datelines.in_page(document)


def _language(found: Signals, entry: Entry) -> str | None:
    root = found.document.root
    told = (
        root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang"),
        jsonld.first(found.node.get("inLanguage"), "alternateName", "name"),
        found.meta("content-language", "dc.language", "language", "og:locale"),
        entry.language,
    )
    return next((tag for text in told if text and (tag := languages.normal(text))), None)


def _section(found: Signals, site: str) -> str | None:
    told = [
        *jsonld.strings(found.node.get("articleSection"), "name"),
        *found.all_meta("article:section", "og:article:section", "parsely-section", "cxenseparse:category", "section"),
        found.prop("articlesection"),
    ]
    for text in told:
        text = squash(text).rstrip("/").rsplit("/", 1)[-1].strip()
        if 1 < len(text) <= 50 and fold(text) != fold(site) and not text.isdigit():
            return text
    return None


def _kind(found: Signals, entry: Entry) -> Kind:
    if entry.kind is not Kind.ARTICLE:
        return entry.kind
    types = set(jsonld.types(found.node))
    og_type = found.meta("og:type").lower()
    if types & {"PodcastEpisode", "RadioEpisode"}:
        return Kind.PODCAST
    if "VideoObject" in types or (og_type.startswith("video") and not any("Article" in name for name in types)):
        return Kind.VIDEO
    return Kind.ARTICLE


def _paywalled(found: Signals, entry: Entry) -> bool:
    """Whether the outlet asks for payment: by schema.org's isAccessibleForFree, then by meta, then as the feed says."""
    free, locked = rights.is_free(found), rights.is_locked(found)
    if free is not None:
        return not free
    return locked if locked is not None else bool(entry.paywalled)


def _canonical(found: Signals) -> str | None:
    """The address that the page calls its own; None where it is a front page, or of a site that is not this one."""
    document = found.document
    told = (
        found.links.get("canonical", ""),
        found.meta("og:url"),
        jsonld.first(found.node.get("mainEntityOfPage"), "@id", "url"),
    )
    for text in told:
        url = absolute(document.base, text) if text else None
        if url and not is_home(url) and _same_site(url, document.url):
            return url
    return None


def _same_site(one: str, other: str) -> bool:
    """Whether two addresses are of hosts that share a name ("m.example.com" and "www.example.com"), or of one path."""
    first, second = (identity(url).partition("/") for url in (one, other))
    mine, theirs = first[0].split(":")[0].split("."), second[0].split(":")[0].split(".")
    if mine == theirs or (len(mine) > 1 and len(theirs) > 1 and _name(mine) == _name(theirs)):
        return True
    return len(first[2]) > 20 and first[2] == second[2]


def _name(labels: list[str]) -> str:
    """The part of a host that is bought: of "news.example.co.uk" it is "example"."""
    ends = 2 if len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3 else 1
    return labels[-1 - ends]


def _descriptions(found: Signals, entry: Entry) -> tuple[str, ...]:
    told = (
        found.said("description", "abstract", "alternativeHeadline"),
        found.meta("og:description"),
        found.meta("description", "dc.description"),
        found.meta("twitter:description"),
        squash(entry.summary) if "<" not in entry.summary else "",
    )
    return tuple(dict.fromkeys(text for text in told if len(text) >= 15))


def _words(found: Signals) -> int | None:
    count = jsonld.first(found.node.get("wordCount"))
    return int(float(count)) if re.fullmatch(r"\d{1,6}(?:\.0)?", count) else None
