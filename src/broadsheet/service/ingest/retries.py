"""Articles that are but excerpts so far: their pages are asked for again, some times over some days."""

import asyncio

from broadsheet.collect.rhythm import after_page_failure
from broadsheet.errors import NotFound
from broadsheet.model.articles import Article, StoredArticle
from broadsheet.model.listings import Entry
from broadsheet.service.context import Context
from broadsheet.service.ingest.identities import identities
from broadsheet.service.ingest.pages import Reading, read_entry
from broadsheet.service.ingest.watcher import Watcher
from broadsheet.store import articles

LEASE = 15 * 60  # seconds that a claimed article is left alone by others
MOST_RETRIES = 200  # in one round


async def retry_due(ctx: Context, watcher: Watcher | None = None) -> tuple[int, int]:
    """Ask again for the pages that are due. Returns how many were asked for, and how many came whole."""
    now = ctx.clock()
    with ctx.database.write() as conn:
        due = articles.claim_retries(conn, now, now + LEASE, MOST_RETRIES)
    slots = asyncio.Semaphore(ctx.settings.fetch_concurrency)

    async def one(stored: StoredArticle) -> bool:
        async with slots:
            entry = _as_entry(stored.article)
            reading = await read_entry(ctx, entry, stored.article.url, stored.outlet.name)
        if watcher:
            watcher.page_read()
        return _renew(ctx, stored, reading)

    wholes = await asyncio.gather(*(one(stored) for stored in due))
    return len(due), sum(wholes)


def _renew(ctx: Context, stored: StoredArticle, reading: Reading) -> bool:
    """Put what came in the place of what was there; whether it is the whole now."""
    article, insight, now, tries = reading.article, reading.insight, ctx.clock(), stored.tries + 1
    assert article is not None
    assert insight is not None  # an article that is in the archive has a title, so there is always something to show
    next_try = after_page_failure(now, tries) if article.again else None
    try:
        with ctx.database.write() as conn:
            known_by = identities(conn, stored.article.url, article, reading.page)
            articles.renew(conn, stored.id, article, insight, known_by, now, tries, next_try)
    except NotFound:  # somebody removed the article meanwhile
        return False
    if reading.page is not None:
        ctx.shelf.put(stored.id, reading.page, now)
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
