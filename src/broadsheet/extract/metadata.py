"""What an article is beside its text: weighed field by field from what the page and the feed say of it."""

import re
from dataclasses import dataclass

from broadsheet.extract import bylines, dating, evidence, headlines, jsonld, liveblogs, rights, signals, topics
from broadsheet.extract.document import Document
from broadsheet.extract.evidence import Choice
from broadsheet.extract.portraits import image_of
from broadsheet.extract.signals import Signals
from broadsheet.model.listings import Entry, Image, Kind
from broadsheet.model.moments import Moment
from broadsheet.model.rights import Said
from broadsheet.text import languages
from broadsheet.text.urls import absolute, identity, is_home
from broadsheet.text.words import fold, squash

_SECTIONS = ("article:section", "og:article:section", "parsely-section", "cxenseparse:category", "section")


@dataclass(frozen=True, slots=True)
class Weighed:
    """The fields that several witnesses tell, each with what was believed and why."""

    title: Choice[str]
    authors: Choice[tuple[str, ...]]
    published: Choice[Moment | None]
    modified: Choice[Moment | None]
    language: Choice[str | None]
    section: Choice[str | None]
    topics: Choice[tuple[str, ...]]
    image: Choice[Image | None]
    kind: Choice[Kind]
    paywalled: Choice[bool]
    canonical: Choice[str | None]


@dataclass(frozen=True, slots=True)
class Metadata:
    """All but text and lead.

    `descriptions`: what the page says that the article is about, for the lead to be found by. `words`: how many words
    the outlet says that it has, or None. `told_body`: the whole text where the page carries it for machines (schema.org
    articleBody), else "". `said`: what its head says of its rights. `live`: whether it calls itself a live blog;
    `updates`: the entries that it tells machines of.
    """

    weighed: Weighed
    site: str
    descriptions: tuple[str, ...]
    words: int | None
    told_body: str
    said: tuple[Said, ...] = ()
    live: bool = False
    updates: tuple[liveblogs.Update, ...] = ()

    @property
    def title(self) -> str:
        return self.weighed.title.value

    @property
    def authors(self) -> tuple[str, ...]:
        return self.weighed.authors.value

    @property
    def image(self) -> Image | None:
        return self.weighed.image.value

    @property
    def kind(self) -> Kind:
        return self.weighed.kind.value

    @property
    def paywalled(self) -> bool:
        return self.weighed.paywalled.value


def read(document: Document, entry: Entry, fetched: int) -> Metadata:
    """The metadata of a page that still has all its elements. `fetched`: seconds since 1970, 0 where unknown."""
    found = signals.read(document)
    site = _site(found)
    return Metadata(
        weighed=_weighed(found, site, entry, fetched),
        site=site,
        descriptions=_descriptions(found, entry),
        words=_words(found),
        told_body=jsonld.first(found.node.get("articleBody")),
        said=rights.in_head(found),
        live="liveBlogUpdate" in found.node or "LiveBlogPosting" in jsonld.types(found.node),
        updates=liveblogs.updates_of(found.node),
    )


def _weighed(found: Signals, site: str, entry: Entry, fetched: int) -> Weighed:
    published = dating.published(found, entry.published, fetched)
    if published.value is None:
        published = dating.searched(found.document)
    return Weighed(
        title=headlines.title_of(found, site, entry.title),
        authors=bylines.authors_of(found, site, entry.authors),
        published=published,
        modified=dating.modified(found, entry.modified, published.value, fetched),
        language=_language(found, entry),
        section=_section(found, site),
        topics=topics.topics_of(found, site, entry.topics),
        image=image_of(found, entry),
        kind=_kind(found, entry),
        paywalled=_paywalled(found, entry),
        canonical=_canonical(found),
    )


def _site(found: Signals) -> str:
    publisher = squash(jsonld.first(found.node.get("publisher"), "name"))
    name = found.meta("og:site_name", "application-name", "apple-mobile-web-app-title") or publisher
    return name[:100]


def _language(found: Signals, entry: Entry) -> Choice[str | None]:
    root = found.document.root
    told = [
        (
            "<html lang>",
            root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang"),
        ),
        ("JSON-LD inLanguage", jsonld.first(found.node.get("inLanguage"), "alternateName", "name")),
        ("meta", found.meta("content-language", "dc.language", "language", "og:locale")),
        ("feed", entry.language),
    ]
    return evidence.first([(source, text or "") for source, text in told], languages.normal)


def _section(found: Signals, site: str) -> Choice[str | None]:
    told = [
        *(("JSON-LD articleSection", text) for text in jsonld.strings(found.node.get("articleSection"), "name")),
        *((f"meta {name}", text) for name in _SECTIONS for text in found.all_meta(name)),
        ("microdata articleSection", found.prop("articlesection")),
    ]

    def named(text: str) -> str | None:
        text = squash(text).rstrip("/").rsplit("/", 1)[-1].strip()
        return text if 1 < len(text) <= 50 and fold(text) != fold(site) and not text.isdigit() else None

    return evidence.first(told, named)


def _kind(found: Signals, entry: Entry) -> Choice[Kind]:
    types = jsonld.types(found.node)
    og_type = found.meta("og:type").lower()
    told = evidence.heard(
        [
            ("feed", "" if entry.kind is Kind.ARTICLE else entry.kind.value),
            ("JSON-LD @type", types),
            ("og:type", og_type),
        ]
    )
    if entry.kind is not Kind.ARTICLE:
        return Choice(entry.kind, "feed", evidence.FIRST, told)
    if {"PodcastEpisode", "RadioEpisode"} & set(types):
        return Choice(Kind.PODCAST, "JSON-LD @type", evidence.FIRST, told)
    if "VideoObject" in types:
        return Choice(Kind.VIDEO, "JSON-LD @type", evidence.FIRST, told)
    if og_type.startswith("video") and not any("Article" in name for name in types):
        return Choice(Kind.VIDEO, "og:type", "JSON-LD names no article", told)
    return Choice(Kind.ARTICLE, "", "nobody says that it is anything else", told)


def _paywalled(found: Signals, entry: Entry) -> Choice[bool]:
    """Whether the outlet asks for payment: by schema.org's isAccessibleForFree, then by meta, then as the feed says."""
    free, locked = rights.is_free(found), rights.is_locked(found)
    by_feed = "" if entry.paywalled is None else str(entry.paywalled).lower()
    told = evidence.heard(
        [
            ("JSON-LD isAccessibleForFree", "" if free is None else str(free).lower()),
            ("meta", "" if locked is None else "locked" if locked else "open"),
            ("feed", by_feed),
        ]
    )
    if free is not None:
        return Choice(not free, "JSON-LD isAccessibleForFree", evidence.FIRST, told)
    if locked is not None:
        return Choice(locked, "meta", evidence.FIRST, told)
    return Choice(
        bool(entry.paywalled), "feed" if by_feed else "", evidence.FIRST if by_feed else "nobody says so", told
    )


def _canonical(found: Signals) -> Choice[str | None]:
    """The address that the page calls its own; None where it is a front page, or of a site that is not this one."""
    document = found.document
    told = [
        ("<link rel=canonical>", found.links.get("canonical", "")),
        ("og:url", found.meta("og:url")),
        ("JSON-LD mainEntityOfPage", jsonld.first(found.node.get("mainEntityOfPage"), "@id", "url")),
    ]

    def own(text: str) -> str | None:
        url = absolute(document.base, text)
        return url if url and not is_home(url) and _same_site(url, document.url) else None

    return evidence.first(told, own)


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
