"""Making every article findable anew, after the rules that make its words have changed."""

import logging

from sqlalchemy import Connection, select

from broadsheet.store import search_index
from broadsheet.store.articles import many
from broadsheet.store.schema import articles

AT_ONCE = 200  # articles in memory

log = logging.getLogger(__name__)


def rebuild_search(conn: Connection) -> None:
    """Put all articles into the index of words again, in the caller's transaction: about a minute per 100,000."""
    search_index.clear(conn)
    last = 0
    while ids := _next(conn, last):
        found = many(conn, ids).values()
        search_index.save(conn, [search_index.findable(stored) for stored in found])
        last = ids[-1]
        log.info("Made the articles up to number %s findable with this version's words.", last)


def _next(conn: Connection, last: int) -> list[int]:
    ids = select(articles.c.id).where(articles.c.id > last).order_by(articles.c.id).limit(AT_ONCE)
    return list(conn.execute(ids).scalars())
