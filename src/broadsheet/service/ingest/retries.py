"""Pages that are asked for again: of articles that are but excerpts so far, some times over some days; and of those
that their outlets have changed."""

import asyncio
import logging
import threading

from broadsheet.collect.rhythm import after_page_failure
from broadsheet.errors import NotFound, StoreError
from broadsheet.model.articles import Article, StoredArticle
from broadsheet.model.listings import Entry
from broadsheet.service.context import Context
from broadsheet.service.ingest.identities import identities
from broadsheet.service.ingest.pages import Reading, keep_page, read_entry
from broadsheet.service.ingest.second_looks import look
from broadsheet.service.ingest.together import all_of
from broadsheet.service.ingest.watcher import Watcher
from broadsheet.store import articles, sites

LEASE = 15 * 60  # seconds that a claimed article is left alone by others
MOST_RETRIES = 200  # in one round
PATIENCE = 14 * 24 * 3600  # seconds from its arrival that an article waits for a robots.txt to change

log = logging.getLogger(__name__)
_round = threading.Lock()  # one round at a time in one process


async def retry_due(ctx: Context, watcher: Watcher | None = None) -> tuple[int, int]:
    """Ask again for the pages that are due, unless this process is still doing so. Returns how many excerpts
    were asked for, and how many came whole."""
    if _round.locked():
        return 0, 0
    with _round:
        now = ctx.clock()
        with ctx.database.write() as conn:
            due = articles.claim_retries(conn, now, now + LEASE, MOST_RETRIES)
        slots = asyncio.Semaphore(ctx.settings.fetch_concurrency)

        async def one(stored: StoredArticle) -> bool:
            async with slots:
                if ctx.clock() >= now + LEASE:  # by now another worker may have claimed it
                    return False
                came = await _ask(ctx, stored)
            if watcher:
                watcher.page_read()
            return came

        came = sum(await all_of(one(stored) for stored in due))
        return sum(stored.article.excerpt_because is not None for stored in due), came


async def _ask(ctx: Context, stored: StoredArticle) -> bool:
    """Ask for one article's page; whether the whole is there now. A mistake of ours counts as a try like any other."""
    now, tries = ctx.clock(), stored.tries + 1
    try:
        reading = await read_entry(ctx, as_entry(stored.article), stored.article.url, stored.outlet.name)
        if not reading.asked:
            return _put_off(ctx, stored, reading, now)
        if stored.article.excerpt_because is None:
            await look(ctx, stored, reading, now, tries)
            return False
        return _renew(ctx, stored, reading, now, tries)
    except NotFound:  # somebody removed the article meanwhile
        return False
    except StoreError:
        raise
    except Exception:  # one poisoned article must not end every round; the reason that it has stays, and the try counts
        log.exception("Asking again for %s failed", stored.article.url)
        with ctx.database.write() as conn:
            articles.postpone(conn, stored.id, tries, after_page_failure(now, tries))
        return False


def _renew(ctx: Context, stored: StoredArticle, reading: Reading, now: int, tries: int) -> bool:
    """Put what came in the place of what was there; where no page came, only count the try."""
    article, insight = reading.article, reading.insight
    with ctx.database.write() as conn:
        if article is None or insight is None or reading.page is None:
            articles.postpone(conn, stored.id, tries, reading.next_try(now, tries))
            return False
        next_try = reading.next_try(now, tries) if article.again else None
        known_by = identities(conn, stored.article.url, article, reading.page)
        articles.renew(conn, stored.id, article, insight, known_by, now, tries, next_try)
        if reading.impression is not None:
            sites.learn(conn, reading.impression, now)
    keep_page(ctx, stored.id, article, reading.page, now)
    return article.excerpt_because is None


def _put_off(ctx: Context, stored: StoredArticle, reading: Reading, now: int) -> bool:
    """The outlet does not let us ask, or not now: that is no try, and ends when nobody waits for the article now."""
    with ctx.database.write() as conn:
        next_try = reading.until if now - stored.arrived < PATIENCE else None
        articles.postpone(conn, stored.id, stored.tries, next_try)
    return False


def as_entry(article: Article) -> Entry:
    """What the feed said, as far as the archive kept it. Of a whole article the text is left out: a page that has
    become shorter would be taken for a beginning of it."""
    return Entry(
        key=article.url,
        url=article.url,
        title=article.title,
        summary=article.lead,
        content=article.html if article.excerpt_because is not None else "",
        authors=article.authors,
        published=article.published,
        modified=article.modified,
        language=article.language,
        topics=article.topics,
        image=article.image,
        enclosures=article.enclosures,
        kind=article.kind,
        paywalled=article.paywalled or None,
    )
