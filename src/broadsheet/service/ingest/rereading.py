"""Kept pages read again, with what is known of their sites by now. Nothing is fetched.

Killed at any moment, it goes on where it was: how far it has come stands in the database, written together with each
article.
"""

import logging
from collections.abc import Callable
from dataclasses import replace

from broadsheet.errors import BroadsheetError
from broadsheet.extract.memory import without
from broadsheet.model.articles import Article, StoredArticle
from broadsheet.model.insights import Insight
from broadsheet.model.pages import Page
from broadsheet.model.readers import Reader, Right
from broadsheet.model.sites import Impression, Reread
from broadsheet.service.context import Context, demand
from broadsheet.service.ingest.identities import identities
from broadsheet.service.ingest.pages import read_page
from broadsheet.service.ingest.retries import as_entry
from broadsheet.store import articles, rereads, sites
from broadsheet.store.database import Connection
from broadsheet.text import urls
from broadsheet.text.words import fold

AT_ONCE = 100  # articles that are looked up together
LEAST_LEFT = 0.9  # of a text without its furniture; with less, more of it is known from elsewhere, such as the feed
DAY = 86_400

log = logging.getLogger(__name__)


def reread(
    ctx: Context,
    reader: Reader | None,
    host: str = "",
    days: int = 0,
    tell: Callable[[Reread], None] = lambda _: None,
) -> Reread:
    """Read the kept pages again, oldest first, and put better texts in the place of those that are there.

    `host`: of one outlet only; `days`: only of articles that came in that many last days, 0: of all. `tell` is told
    after each hundred articles.

    No new text counts as a change of the outlet's: it is our reading that changed.
    """
    demand(ctx, reader, Right.COLLECT)
    scope, since = f"{host} {days}".strip(), ctx.clock() - days * DAY if days else 0
    with ctx.database.read() as conn:
        done = rereads.after(conn, scope)
    so_far = Reread(after=done)
    while True:
        with ctx.database.read() as conn:
            ids = rereads.next_ids(conn, done, host, since, AT_ONCE)
        if not ids:
            break
        for article_id in ids:
            so_far = _one(ctx, scope, article_id, so_far)
        done = ids[-1]
        with ctx.database.write() as conn:
            rereads.note(conn, scope, done)
        tell(so_far)
    with ctx.database.write() as conn:
        rereads.finish(conn, scope)
    return so_far


def _one(ctx: Context, scope: str, article_id: int, so_far: Reread) -> Reread:
    """What reading comes to with one more article."""
    page = ctx.shelf.get(article_id)
    with ctx.database.read() as conn:
        stored = articles.get(conn, article_id)
    if page is None or stored is None:
        return so_far
    try:
        came = read_page(ctx, page, as_entry(stored.article), stored.outlet.name)
    except BroadsheetError as fault:  # as it was when it came first: the feed's words stay
        log.debug("Article %d stays as it is. %s", article_id, fault.reason)
        return replace(so_far, read=so_far.read + 1)
    article, _, impression = came
    with ctx.database.read() as conn:
        known = sites.blocks(conn, urls.site(page.final_url))
    bare = without(stored.article.text, (*known, *(impression.learned if impression else ())))
    doubtful = _is_doubtful(stored.article, len(bare), article)
    changed = not doubtful and _words(article) != _words(stored.article)
    with ctx.database.write() as conn:
        if changed:
            changed = _renew(ctx, conn, stored, came, page)
        if impression is not None and not doubtful:
            sites.learn(conn, impression, ctx.clock())
        rereads.note(conn, scope, article_id)
    return replace(so_far, read=so_far.read + 1, changed=so_far.changed + changed, left=so_far.left + doubtful)


def _renew(
    ctx: Context, conn: Connection, stored: StoredArticle, came: tuple[Article, Insight, Impression | None], page: Page
) -> bool:
    """Put the new text in the place of the old, unless another has come meanwhile. When the page is asked for again,
    and how often it was, stay as they were."""
    current = articles.get(conn, stored.id)
    if current is None or current.revision != stored.revision:
        return False
    article, insight, _ = came
    known_by = identities(conn, stored.article.url, article, page)
    articles.renew(conn, stored.id, article, insight, known_by, ctx.clock(), stored.tries, stored.next_try)
    if article.excerpt_because is None and stored.article.excerpt_because is None:
        articles.postpone(conn, stored.id, stored.tries, stored.next_try)
    return True


def _is_doubtful(old: Article, size: int, new: Article) -> bool:
    """Whether the page says clearly less than what is here. `size`: letters of the old text without furniture."""
    is_part = old.excerpt_because is None and new.excerpt_because is not None
    return is_part or len(new.text) < LEAST_LEFT * size


def _words(article: Article) -> str:
    return fold(f"{article.title}\n{article.lead}\n{article.text}")
