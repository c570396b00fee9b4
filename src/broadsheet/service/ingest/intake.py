"""One wanted entry on its way into the archive."""

import logging
from enum import StrEnum

from broadsheet.collect.second_looks import word_of
from broadsheet.errors import NotFound, StoreError
from broadsheet.model.articles import Article
from broadsheet.model.listings import Entry
from broadsheet.model.sources import Source
from broadsheet.service.context import Context
from broadsheet.service.ingest.identities import identities, same_headline
from broadsheet.service.ingest.pages import Reading, keep_page, read_entry
from broadsheet.store import articles, entries, outlets, sites
from broadsheet.store.articles import Arrival
from broadsheet.store.database import Connection
from broadsheet.text import urls

LONGEST_NAME = 80  # characters of an outlet's name

log = logging.getLogger(__name__)


class Outcome(StrEnum):
    """What became of one wanted entry."""

    WHOLE = "whole"
    EXCERPT = "excerpt"
    KNOWN = "known"  # the same article came before, by another address or another source
    NOTHING = "nothing"  # there is nothing to show, and never will be
    LEFT = "left"  # nothing to show yet: it is tried again with the next look at the listing


async def take_in(ctx: Context, source: Source, entry: Entry, *, shared: bool) -> Outcome:
    """Read one entry's article and save it. What an outlet does never raises; StoreError does.

    `shared`: the address is not the entry's own; then the feed's words are all there is, and the key alone tells this
    entry from others.
    """
    try:
        if not shared and _link_known(ctx, source, entry):
            return Outcome.KNOWN
        reading = await read_entry(ctx, entry, source.url, source.outlet.name, alone=not shared)
        return _save(ctx, source, entry, reading, "" if shared else entry.url)
    except NotFound:  # somebody removed the source meanwhile
        return Outcome.LEFT
    except StoreError:
        raise
    except Exception as surprise:
        log.exception("Taking in %s failed", entry.url or entry.key)
        with ctx.database.write() as conn:
            entries.note(conn, source.id, entry.key, f"A mistake of ours: {type(surprise).__name__}.", ctx.clock())
        return Outcome.NOTHING


def _link_known(ctx: Context, source: Source, entry: Entry) -> bool:
    """Whether the entry's address belongs to an article that is here already: then nothing needs to be fetched.

    Where this source has listed that article before, by another key, it is the same only with much the same headline:
    an address that is used again and again, such as a live ticker's, is no identity.
    """
    if not entry.url:
        return False
    with ctx.database.read() as conn:
        article_id = articles.by_identity(conn, urls.identity(entry.url))
        if article_id is None:
            return False
        if entries.has_listed(conn, source.id, article_id) and not same_headline(conn, article_id, entry.title):
            return False
    with ctx.database.write() as conn:
        entries.link(conn, source.id, entry.key, article_id, ctx.clock())
    return True


def _save(ctx: Context, source: Source, entry: Entry, reading: Reading, listed: str) -> Outcome:
    article, insight, now = reading.article, reading.insight, ctx.clock()
    if article is None or insight is None:
        if not reading.for_good:
            return Outcome.LEFT
        with ctx.database.write() as conn:
            entries.note(conn, source.id, entry.key, reading.fault, now)
        return Outcome.NOTHING
    with ctx.database.write() as conn:
        known_by = identities(conn, listed, article, reading.page)
        next_try = reading.next_try(now, 1) if article.again else None
        (saved,) = articles.save(conn, source, [Arrival(word_of(entry), article, insight, known_by, next_try)], now)
        name_outlet(conn, source, article)
        if reading.impression is not None:
            sites.learn(conn, reading.impression, now)
    if reading.page is not None:
        keep_page(ctx, saved.id, article, reading.page, now)
    if not saved.fresh:
        return Outcome.KNOWN
    return Outcome.EXCERPT if article.excerpt_because else Outcome.WHOLE


def name_outlet(conn: Connection, source: Source, article: Article) -> None:
    """An outlet that is known by its host alone takes the name that its pages give it."""
    home = f"http://{source.outlet.host}/"
    if not article.site or urls.is_unnamed(article.site, home) or not urls.is_unnamed(source.outlet.name, home):
        return
    outlet = outlets.get(conn, source.outlet.id)
    if outlet is not None and urls.is_unnamed(outlet.name, home):
        outlets.rename(conn, outlet.id, article.site[:LONGEST_NAME])
