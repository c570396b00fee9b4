"""From a source that is due to articles in the archive: the whole way, one article forward only.

Killed at any moment, nothing is lost and nothing comes twice: each article is saved whole in one transaction, and a
source's validators ("has it changed since …?") are saved after all that its listing brought, never before.
"""

import asyncio
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from typing import Protocol

from broadsheet.collect import verdict
from broadsheet.collect.find import Found, find_listing, with_children
from broadsheet.collect.listing import read_listing
from broadsheet.collect.plan import make_plan
from broadsheet.collect.rhythm import after_page_failure
from broadsheet.errors import BadInput, BroadsheetError, FetchError, ListingError, NotFound
from broadsheet.extract.article import extract, from_entry
from broadsheet.model.articles import Article, StoredArticle
from broadsheet.model.insights import Insight
from broadsheet.model.listings import Entry, Kind
from broadsheet.model.pages import NotModified, Page
from broadsheet.model.sources import Look, Report, Source, State
from broadsheet.service.context import Context
from broadsheet.store import articles, entries, sources
from broadsheet.store.database import Connection
from broadsheet.text import urls, words
from broadsheet.understand.insight import understand

AT_ONCE = 8  # entries of one source on their way at the same time; the pace for each host is fetch's
LEASE = 15 * 60  # seconds that a claimed source is left alone by others
DESCRIBED = 300  # characters of HTML that describe a podcast or a video well enough
MOST_RETRIES = 200  # pages of older articles asked for again in one round

# Reading a page is work for the processor: more threads would not be faster, and each keeps memory of its own.
_readers = ThreadPoolExecutor(2, "reader")


class Outcome(StrEnum):
    """What became of one wanted entry."""

    WHOLE = "whole"
    EXCERPT = "excerpt"
    KNOWN = "known"  # the same article came before, by another address or another source
    LEFT = "left"  # nothing to show yet: it is tried again with the next look at the listing


class Watcher(Protocol):
    """Who wants to see the work go on, such as a progress bar."""

    def page_read(self) -> None:
        """One more entry was dealt with."""

    def source_done(self, report: Report) -> None:
        """One more source was looked at."""


def claim_due(ctx: Context, most: int) -> tuple[Source, ...]:
    """The sources that are due, marked so that nobody else takes them within the next 15 minutes."""
    now = ctx.clock()
    with ctx.database.write() as conn:
        return tuple(sources.claim(conn, now, now + LEASE, most))


def named(ctx: Context, source_ids: Sequence[int]) -> tuple[Source, ...]:
    """The sources with these ids, as they are now; those removed meanwhile are left out."""
    with ctx.database.read() as conn:
        found = (sources.get(conn, source_id) for source_id in source_ids)
        return tuple(source for source in found if source is not None)


async def refresh_all(ctx: Context, chosen: Sequence[Source], watcher: Watcher | None = None) -> tuple[Report, ...]:
    """Look at the given sources, several hosts at once. A source that fails never holds up another."""
    slots = asyncio.Semaphore(ctx.settings.fetch_concurrency)

    async def one(source: Source) -> Report:
        async with slots:
            report = await refresh(ctx, source, watcher)
        if watcher:
            watcher.source_done(report)
        return report

    return tuple(await asyncio.gather(*(one(source) for source in chosen)))


async def refresh(ctx: Context, source: Source, watcher: Watcher | None = None) -> Report:
    """One look at one source: fetch its listing, read what is new, save it. What an outlet does never raises."""
    try:
        found = await _look(ctx, source)
        if isinstance(found, NotModified):
            _record(ctx, source, verdict.unchanged(source, found, ctx.clock(), _pause(ctx)))
            return Report(source.id, source.title, unchanged=True)
        listing = await with_children(lambda url: _page(ctx, url), found.listing)
    except BroadsheetError as fault:
        _record(ctx, source, verdict.failed(source, fault, ctx.clock()))
        return Report(source.id, source.title, fault=fault.reason)
    with ctx.database.read() as conn:
        known = entries.known(conn, source.id, [entry.key for entry in listing.entries])
    plan = make_plan(listing, known, ctx.clock(), pause=_pause(ctx))
    slots = asyncio.Semaphore(AT_ONCE)
    outcomes = Counter(await asyncio.gather(*(_take_in(ctx, source, e, slots, watcher) for e in plan.wanted)))
    left_over = outcomes[Outcome.LEFT] > 0
    _record(ctx, source, verdict.read(source, found, ctx.clock(), plan.next_look, left_over=left_over))
    return _report(source, len(listing.entries), outcomes)


async def retry_due(ctx: Context, watcher: Watcher | None = None) -> tuple[int, int]:
    """Ask again for the pages of articles that are excerpts so far. Returns how many were asked for, and came whole."""
    with ctx.database.read() as conn:
        due = articles.retry_due(conn, ctx.clock(), MOST_RETRIES)
    slots = asyncio.Semaphore(ctx.settings.fetch_concurrency)
    wholes = await asyncio.gather(*(_retry(ctx, stored, slots, watcher) for stored in due))
    return len(due), sum(wholes)


async def _look(ctx: Context, source: Source) -> Found | NotModified:
    """The source's listing. A new source may turn out to be a home page: then its feed takes its place."""
    first = await ctx.client.get(source.url, unless=source.validators)
    if isinstance(first, NotModified):
        return first
    try:
        return Found(source.url, read_listing(first), first)
    except ListingError:
        if source.state is not State.NEW:
            raise

    async def get(url: str) -> Page:
        return first if url == source.url else await _page(ctx, url)

    found = await find_listing(get, source.url)
    with ctx.database.read() as conn:
        same = sources.by_identity(conn, urls.identity(found.url))
    if same is not None and same.id != source.id:
        raise BadInput(f"This address leads to the same feed as “{same.title}”. Remove one of the two.")
    return found


async def _take_in(
    ctx: Context, source: Source, entry: Entry, slots: asyncio.Semaphore, watcher: Watcher | None
) -> Outcome:
    async with slots:
        try:
            outcome = _link_known(ctx, source, entry)
            if outcome is None:
                article, insight, page = await _read(ctx, entry, source.url, source.outlet.name)
                outcome = _save(ctx, source, entry, article, insight, page)
        except NotFound:  # somebody removed the source meanwhile
            outcome = Outcome.LEFT
    if watcher:
        watcher.page_read()
    return outcome


def _link_known(ctx: Context, source: Source, entry: Entry) -> Outcome | None:
    """An entry whose address belongs to an article that is here already needs no fetch."""
    if not entry.url:
        return None
    with ctx.database.read() as conn:
        article_id = articles.by_identity(conn, urls.identity(entry.url))
    if article_id is None:
        return None
    with ctx.database.write() as conn:
        entries.link(conn, source.id, entry.key, article_id, ctx.clock())
    return Outcome.KNOWN


async def _read(ctx: Context, entry: Entry, base: str, outlet: str) -> tuple[Article, Insight, Page | None]:
    """The article behind an entry: its page and the feed's words together, or what the feed alone says."""
    page: Page | None = None
    if entry.url and not _says_all(entry):
        try:
            page = await _page(ctx, entry.url)
            if urls.is_home(page.final_url) and not urls.is_home(entry.url):
                raise FetchError(f"{urls.host(entry.url)} leads to its home page instead of the article.")
            loop = asyncio.get_running_loop()
            return *await loop.run_in_executor(_readers, _understood, page, entry, outlet), page
        except BroadsheetError as fault:
            article = from_entry(entry, _in_short(fault), again=True, base_url=base)
    else:
        article = from_entry(entry, None, again=False, base_url=base)
    return article, understand(article, outlet), page


def _in_short(fault: BroadsheetError) -> str:
    """What happened, without the advice that follows: it is for the one who looks after a source, not for readers."""
    return fault.reason.split(". ")[0].rstrip(".") + "."


def _says_all(entry: Entry) -> bool:
    """A podcast or video that is described in its feed: its page would say less."""
    return entry.kind is not Kind.ARTICLE and max(len(entry.content), len(entry.summary)) >= DESCRIBED


def _understood(page: Page, entry: Entry, outlet: str) -> tuple[Article, Insight]:
    article = extract(page, entry)
    return article, understand(article, outlet)


def _save(ctx: Context, source: Source, entry: Entry, article: Article, insight: Insight, page: Page | None) -> Outcome:
    if not article.title and not article.text:
        return Outcome.LEFT
    now = ctx.clock()
    with ctx.database.write() as conn:
        identities = _identities(conn, entry.url, article, page)
        again = after_page_failure(now, 1) if article.again else None
        saved = articles.save(
            conn,
            source=source,
            key=entry.key,
            article=article,
            insight=insight,
            identities=identities,
            now=now,
            next_try=again,
        )
    if page is not None:
        ctx.shelf.put(saved.id, page, now)
    if not saved.fresh:
        return Outcome.KNOWN
    return Outcome.EXCERPT if article.excerpt_because else Outcome.WHOLE


def _identities(conn: Connection, listed: str, article: Article, page: Page | None) -> tuple[str, ...]:
    """The addresses that this article is known by. The listed one is its own. Where a redirect led, and what the page
    calls canonical, count only if no article with another headline has them: outlets redirect dead pages to one page,
    and templates name one canonical address for many."""
    own = urls.identity(listed or article.url) if listed or article.url else None
    identities = [own] if own else []
    for url in (page.final_url if page else None, article.canonical):
        identity = urls.identity(url) if url and not urls.is_home(url) else None
        if identity and identity not in identities and _agrees(conn, identity, article):
            identities.append(identity)
    return tuple(identities)


def _agrees(conn: Connection, identity: str, article: Article) -> bool:
    article_id = articles.by_identity(conn, identity)
    if article_id is None:
        return True
    other = articles.get(conn, article_id)
    ours, theirs = set(words.tokens(article.title)), set(words.tokens(other.article.title if other else ""))
    return len(ours & theirs) * 2 >= min(len(ours), len(theirs))


async def _retry(ctx: Context, stored: StoredArticle, slots: asyncio.Semaphore, watcher: Watcher | None) -> bool:
    async with slots:
        entry = _as_entry(stored.article)
        article, insight, page = await _read(ctx, entry, stored.article.url, stored.outlet.name)
    now, tries = ctx.clock(), stored.tries + 1
    again = after_page_failure(now, tries) if article.again else None
    try:
        with ctx.database.write() as conn:
            identities = _identities(conn, "", article, page)
            articles.renew(conn, stored.id, article, insight, identities, now, tries, again)
    except NotFound:  # somebody removed the article meanwhile
        return False
    if page is not None:
        ctx.shelf.put(stored.id, page, now)
    if watcher:
        watcher.page_read()
    return article.excerpt_because is None


def _as_entry(article: Article) -> Entry:
    """What the feed said, as far as the archive kept it."""
    return Entry(
        key=article.url,
        url=article.url,
        title=article.title,
        summary=article.lead,
        content=article.html,
        authors=article.authors,
        published=article.published,
        modified=article.modified,
        language=article.language,
        topics=article.topics,
        image=article.image,
        enclosures=article.enclosures,
        kind=article.kind,
    )


async def _page(ctx: Context, url: str) -> Page:
    page = await ctx.client.get(url)
    if isinstance(page, NotModified):  # the client raises for a 304 that nobody asked for
        raise FetchError(f"{urls.host(url)} answered “not modified” to a first request.")
    return page


def _pause(ctx: Context) -> int:
    return ctx.settings.refresh_minutes * 60


def _record(ctx: Context, source: Source, look: Look) -> None:
    with ctx.database.write() as conn:
        sources.looked(conn, source.id, look)


def _report(source: Source, listed: int, outcomes: Counter[Outcome]) -> Report:
    whole, excerpts = outcomes[Outcome.WHOLE], outcomes[Outcome.EXCERPT]
    return Report(source.id, source.title, listed=listed, new=whole + excerpts, whole=whole, excerpts=excerpts)
