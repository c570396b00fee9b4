"""Second looks at whole articles that their outlets have changed: which are due, and what becomes of what came.

They wait in the same line as the pages of excerpts that are asked for again (`retries`), and go at the same pace.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import replace

from broadsheet.collect.second_looks import after_failed_look, is_news, second_looks, word_of
from broadsheet.extract.memory import without
from broadsheet.model.articles import Article, StoredArticle
from broadsheet.model.insights import Insight
from broadsheet.model.listings import Entry
from broadsheet.model.pages import Page
from broadsheet.model.revisions import Change, Version
from broadsheet.model.sources import Source
from broadsheet.service.context import Context
from broadsheet.service.ingest.identities import identities
from broadsheet.service.ingest.pages import Reading, keep_page
from broadsheet.store import articles, entries, sites
from broadsheet.understand.changes import compare, doubt

log = logging.getLogger(__name__)


def listen(ctx: Context, source: Source, said: Sequence[Entry]) -> int:
    """Write down what a listing says of articles that are here, and make the pages of those due that it says have
    changed; gives how many."""
    with ctx.database.read() as conn:
        heard = entries.heard(conn, source.id, [entry.key for entry in said])
    words = [word for entry in said if entry.key in heard and is_news(word := word_of(entry), heard[entry.key])]
    if not words:
        return 0
    again = second_looks(said, heard, ctx.clock())
    with ctx.database.write() as conn:
        entries.hear(conn, source.id, words)
        for each in again:
            articles.look_again(conn, each.article_id, each.at)
    for each in again:
        log.info("Article %d is looked at again. %s", each.article_id, each.reason)
    return len(again)


async def look(ctx: Context, stored: StoredArticle, reading: Reading, now: int, tries: int) -> bool:
    """Put what a second look brought in the place of what was there, and keep the earlier version where a person would
    call it a change. Gives whether the article is another now."""
    article, insight, page = reading.article, reading.insight, reading.page
    if article is None or insight is None or page is None:
        _later(ctx, stored, now, tries, reading.until)
        return False
    if article.excerpt_because is not None:
        return _leave(ctx, stored, tries, article.excerpt_because)
    language = insight.language or stored.article.language
    old, new = _version(_bare(ctx, stored.article, reading)), _version(_filled(article, stored.article))
    change = await asyncio.to_thread(compare, old, new, language.split("-")[0].lower() if language else None)
    because = doubt(old, new, change)
    if because:
        return _leave(ctx, stored, tries, because)
    _replace(ctx, stored, (article, insight, page), change, now, tries)
    if reading.impression is not None:
        with ctx.database.write() as conn:
            sites.learn(conn, reading.impression, now)
    return not change.is_churn


def _replace(
    ctx: Context, stored: StoredArticle, came: tuple[Article, Insight, Page], change: Change, now: int, tries: int
) -> None:
    article, insight, page = came
    what = () if change.is_churn else change.kinds
    with ctx.database.write() as conn:
        known_by = identities(conn, stored.article.url, article, page)
        articles.renew(conn, stored.id, article, insight, known_by, now, tries, None, what)
    keep_page(ctx, stored.id, article, page, now)


def _leave(ctx: Context, stored: StoredArticle, tries: int, because: str) -> bool:
    """Keep the article as it was."""
    log.info("A second look at article %d changed nothing. %s", stored.id, because)
    with ctx.database.write() as conn:
        articles.postpone(conn, stored.id, tries, None)
    return False


def _later(ctx: Context, stored: StoredArticle, now: int, tries: int, until: int) -> None:
    """No page came: look once more, as often as a page may be looked at, not before the outlet lets us (`until`)."""
    at = after_failed_look(now, stored.looks)
    with ctx.database.write() as conn:
        articles.postpone(conn, stored.id, tries, at)
        if at is not None:
            articles.look_again(conn, stored.id, max(at, until))


def _bare(ctx: Context, article: Article, reading: Reading) -> Article:
    """The article without what is known for its site's furniture by now: that it goes is no change of the outlet's."""
    if reading.impression is None:
        return article
    with ctx.database.read() as conn:
        known = sites.blocks(conn, reading.impression.site)
    return replace(article, text=without(article.text, (*known, *reading.impression.learned)))


def _version(article: Article) -> Version:
    return Version(article.title, article.lead, article.text)


def _filled(article: Article, old: Article) -> Article:
    """What does not come again stays: see store/merging.filled."""
    return replace(article, title=article.title or old.title, lead=article.lead or old.lead)
