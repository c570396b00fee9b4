"""The stage: a page, and what the feed said of it → one clean article."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape

from lxml.html import HtmlElement

from broadsheet.errors import ExtractError
from broadsheet.extract import (
    body,
    dating,
    dropcaps,
    embeds,
    excerpts,
    feedtext,
    figures,
    furniture,
    leads,
    liveblogs,
    memory,
    metadata,
    rights,
    selection,
    signatures,
    topics,
    trimming,
)
from broadsheet.extract.document import Document, parse
from broadsheet.extract.evidence import Choice
from broadsheet.extract.metadata import Metadata, Weighed
from broadsheet.extract.runs import Run, runs_of
from broadsheet.model.articles import Article, SafeHtml
from broadsheet.model.listings import Entry, Image, Kind
from broadsheet.model.pages import Page
from broadsheet.model.rights import Place, Rights, Said, Signal
from broadsheet.model.sites import Impression, Memory
from broadsheet.text.sanitize import sanitize, sanitize_tree
from broadsheet.text.urls import without_tracking
from broadsheet.text.words import excerpt, plain, squash

_FEED_IS_MORE = 1.25  # times the page's text; a feed often carries the whole that the page shows to subscribers only
_TOLD_IS_MORE = 1.5  # times; where the page carries its text for machines too, and shows less of it
_LONGEST_TITLE = 300  # characters


@dataclass(frozen=True, slots=True)
class _Body:
    html: SafeHtml
    text: str
    lead: str = ""
    image: Image | None = None
    around: tuple[str, ...] = ()  # the lines around the beginning of the text
    authors: Choice[tuple[str, ...]] | None = None  # where lines of the page were asked too
    impression: Impression | None = None


@dataclass(frozen=True, slots=True)
class Explained:
    """An article, what spoke for its fields, and what its page adds to the memory of its site, where there is one."""

    article: Article
    weighed: Weighed
    impression: Impression | None = None


def extract(page: Page, entry: Entry | None = None) -> Article:
    """The article of a page: each field from where it is best, page or feed.

    Raises ExtractError, with the reason, where the page holds none. About 11 ms of CPU for a page of 150 kB.
    """
    return explained(page, entry).article


def extract_among(page: Page, entry: Entry | None, site: Memory) -> tuple[Article, Impression | None]:
    """The same among the pages of its site that were read before: without the furniture that is known from them. Gives
    too what the page adds to that memory; None where the text is not the page's own."""
    found = explained(page, entry, site)
    return found.article, found.impression


def explained(page: Page, entry: Entry | None = None, site: Memory | None = None) -> Explained:
    """The same, with what spoke for each field."""
    entry = entry or Entry(key=page.url)
    document = parse(page)
    told = metadata.read(document, entry, page.fetched)
    found = _whole_body(document, told, entry, site)
    weighed = _with_body(told, found, document.url, page.fetched)
    article = Article(
        url=without_tracking(page.final_url or page.url),
        title=weighed.title.value or plain(entry.title) or _untitled(found.text),
        kind=weighed.kind.value,
        canonical=weighed.canonical.value,
        lead="" if leads.is_beginning(found.lead, found.text) else found.lead,
        html=found.html,
        text=found.text,
        authors=weighed.authors.value,
        published=weighed.published.value,
        modified=weighed.modified.value,
        language=weighed.language.value,
        image=weighed.image.value,
        section=weighed.section.value,
        topics=weighed.topics.value,
        paywalled=weighed.paywalled.value,
        enclosures=entry.enclosures,
        excerpt_because=excerpts.reason(told, found.text),
        again=False,
        site=told.site,
        rights=rights.of_page(page, _with_feed(told.said, paid=told.paywalled)),
    )
    return Explained(article, weighed, found.impression)


def _with_body(told: Metadata, found: _Body, url: str, fetched: int) -> Weighed:
    """What the head tells, with what the body adds: lines beside the headline, and the first picture."""
    weighed = told.weighed
    image = replace(weighed.image, value=found.image)
    if told.image is None and found.image is not None:
        image = Choice(found.image, "text", "the first picture of the text, as none is named", weighed.image.told)
    return replace(
        weighed,
        authors=found.authors or weighed.authors,
        published=dating.with_lines(weighed.published, found.around, url, fetched),
        image=image,
    )


def from_entry(entry: Entry, because: str | None, *, again: bool, base_url: str) -> Article:
    """The article as far as the feed tells it, as an excerpt.

    `because`: why its page was not read, or None where the feed's text is all there is. `again`: whether a later try
    may bring more. A podcast's or a video's text is the feed's: there it is whole.
    """
    html, text = feedtext.body_of(entry, entry.url or base_url)
    summary = plain(entry.summary)
    media = entry.kind is not Kind.ARTICLE
    return Article(
        url=without_tracking(entry.url or base_url),
        title=(plain(entry.title) or _untitled(text))[:_LONGEST_TITLE],
        kind=entry.kind,
        lead="" if leads.is_beginning(summary, text) else summary[:700],
        html=html,
        text=text,
        authors=tuple(squash(plain(name)) for name in entry.authors if name.strip()),
        published=entry.published,
        modified=entry.modified,
        language=entry.language,
        image=entry.image,
        topics=topics.clean_topics(entry.topics),
        paywalled=bool(entry.paywalled),
        enclosures=entry.enclosures,
        excerpt_because=None if media else because,
        again=again and not media,
        rights=Rights(_with_feed((), paid=bool(entry.paywalled))),
    )


def _with_feed(said: tuple[Said, ...], *, paid: bool) -> tuple[Said, ...]:
    """What the page's head says, and that it is for subscribers, where the feed alone said so."""
    known = any(one.signal is Signal.PAID for one in said)
    return (*said, Said(Signal.PAID, Place.FEED)) if paid and not known else said


def _whole_body(document: Document, told: Metadata, entry: Entry, site: Memory | None) -> _Body:
    """The page's body, or the feed's where that is more. Raises ExtractError where there is neither."""
    fed_html, fed_text = feedtext.body_of(entry, document.base) if entry.content else (SafeHtml(""), "")
    try:
        found = _page_body(document, told, site)
    except ExtractError:
        if len(fed_text) < 5 * excerpts.SHORTEST:
            raise
        return _Body(fed_html, fed_text, image=told.image)
    short = told.paywalled or len(found.text) < excerpts.LOCKED_BELOW
    if short and len(fed_text) > _FEED_IS_MORE * len(found.text):
        return replace(found, html=fed_html, text=fed_text)
    return found


def _page_body(document: Document, told: Metadata, site: Memory | None) -> _Body:
    root = document.root
    embeds.place(root, document.base)
    furniture.clear(document)
    dropcaps.join(root)
    runs, chosen = weighed_runs(root, told)
    kept = chosen
    first = min(kept, default=0)
    around = tuple(run.words for run in runs[max(0, first - 15) : first + 4])
    authors = signatures.weighed(told.weighed.authors, runs, kept, told)
    lead, kept = lead_and_text(runs, kept, told, authors.value)
    text = selection.text_of(runs, kept)
    if is_told(told, text):
        return _from_told(document, told)
    impression = None
    if site is not None:
        recalled = memory.recall(site, document.url, told.title, runs, chosen, kept)
        kept, impression = recalled.kept, recalled.impression
    excerpts.check(told, runs, kept, text)
    found = _rebuilt(document, told, runs, kept)
    return replace(found, lead=lead, around=around, authors=authors, impression=impression)


def weighed_runs(root: HtmlElement, told: Metadata) -> tuple[list[Run], Mapping[int, str]]:
    """The runs of a page without furniture, and those that make up its article. The entries of a live
    blog get their subheads, and are kept whole."""
    runs = runs_of(root)
    chosen = body.choose(runs, told.title, told.descriptions)
    entries = liveblogs.find(root, told=told.live)
    surely = told.live and not told.updates
    if entries and not surely and not liveblogs.are_the_text(entries, told.updates, runs, chosen):
        entries = []
    if entries or told.updates:
        entries = liveblogs.set_heads(root, entries, told.updates)
        runs = runs_of(root)
        chosen = liveblogs.kept_of(entries, runs, body.choose(runs, told.title, told.descriptions))
    return runs, chosen


def is_told(told: Metadata, text: str) -> bool:
    """Whether the page carries clearly more text for machines than `text`, which it shows."""
    return len(told.told_body) > _TOLD_IS_MORE * len(text) and not told.paywalled


def lead_and_text(
    runs: Sequence[Run], kept: Mapping[int, str], told: Metadata, authors: Sequence[str] = ()
) -> tuple[str, Mapping[int, str]]:
    """The standfirst, and what of the kept runs is text without it. A page that has no more than that has no lead.
    `authors`: where they are better known than by what is `told`."""
    authors = authors or told.authors
    lead_at = leads.find(runs, kept, told.title, told.descriptions)
    left = trimming.trim(runs, kept, told.title, lead_at, authors)
    if lead_at is not None and excerpts.is_too_short(selection.text_of(runs, left)):
        return "", trimming.trim(runs, kept, told.title, None, authors)
    return runs[lead_at].words if lead_at is not None else "", left


def _rebuilt(document: Document, told: Metadata, runs: Sequence[Run], kept: Mapping[int, str]) -> _Body:
    text = selection.text_of(runs, kept)
    image = figures.described(document.root, told.image, document.base)
    html, first = selection.pruned(document.root, runs, kept, document.base, image.url if image else None)
    if image is None and first is not None:
        image = Image(first.url, first.alt, first.caption, first.credit, first.width, first.height)
    return _Body(sanitize_tree(html, document.base), text, image=image)


def _from_told(document: Document, told: Metadata) -> _Body:
    """The body that the page carries for machines: plain text, or HTML in a string."""
    markup = told.told_body
    if "<p" not in markup:
        blocks = markup.replace("\r", "").split("\n\n" if "\n\n" in markup else "\n")
        markup = "".join(f"<p>{escape(plain(block))}</p>" for block in blocks if block.strip())
    html = sanitize(markup, document.base)
    text = feedtext.lines_of(html)
    if excerpts.is_too_short(text):
        raise ExtractError("The page holds no article's text.")
    return _Body(html, text, image=told.image)


def _untitled(text: str) -> str:
    """The beginning of the text, for what came without a title."""
    return excerpt(text, 80) or "Untitled"
