"""Finding articles by their words: newest first or best first, at a cost that does not grow with the archive.

Hits are looked at in windows of a thousand, the last to arrive first: at a million articles, ranking every hit of a
common word would take a second. A query with at most a thousand hits is one window, and so is answered exactly.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, select

from broadsheet.errors import BadInput
from broadsheet.model.timeline import Query, Results, Timeline
from broadsheet.store.rows import LARGEST
from broadsheet.store.schema import articles
from broadsheet.store.search_index import index_of
from broadsheet.store.search_words import read_query
from broadsheet.store.timeline import MOST, of_ids, read_cursor
from broadsheet.text.words import tokens

WINDOW = 1000  # hits that are put in order together
MOST_WORDS = 64  # words looked up at once for related articles
SIMILAR_WINDOW = 400  # hits that are ranked for related articles
FADES = 30 * 24 * 3600  # seconds; the pace at which a better hit loses to a newer one. Chosen by eye, not tuned.
CLOCK_SLACK = 24 * 3600  # seconds that a machine's clock may once have been wrong


def search(conn: Connection, query: Query, cursor: str | None, limit: int) -> Results:
    """The articles that have all the words of `query`. `cursor`: the last results' `next`; raises BadInput for others.

    Counts up to 1,001. "best" is relevance (bm25 on SQLite, ts_rank on PostgreSQL) times freshness.
    """
    terms = read_query(query.words)
    window, last, place = _read(cursor)
    if not terms.wanted:
        return Results(Timeline(()), 0, more_than_counted=False)
    dates = (-LARGEST if query.after is None else query.after, LARGEST if query.before is None else query.before)
    best = query.order == "best"
    ids = (_first_since(conn, query.after), last)
    hits = index_of(conn).hits(conn, terms, query.outlet_id, ids, dates, WINDOW + 1, ranked=best)
    more = len(hits) > WINDOW
    ordered = _best(hits[:WINDOW]) if best else _newest(hits[:WINDOW])
    limit = max(1, min(limit, MOST))
    page = of_ids(conn, [hit.id for hit in ordered[place : place + limit]])
    if place + limit < len(ordered):
        page = replace(page, next=f"{window}.{hits[0].id}.{place + limit}")
    elif more:
        page = replace(page, next=f"{window + 1}.{hits[WINDOW].id}.0")
    return Results(page, WINDOW + 1 if window else len(hits), more or window > 0, terms.marks)


def similar(conn: Connection, words: Sequence[str], limit: int, after: int) -> list[int]:
    """The numbers of articles dated from `after` on (seconds since 1970, UTC) that have some of these folded words,
    best first. Only the last few hundred to arrive are ranked: rare words make better use of them."""
    looked_up = _words(words)[:MOST_WORDS]
    if not looked_up:
        return []
    ids = (_first_since(conn, after), LARGEST)
    hits = index_of(conn).any_of(conn, looked_up, ids, (after, LARGEST), SIMILAR_WINDOW)
    return [hit.id for hit in sorted(hits, key=lambda hit: (-hit.relevance, -hit.id))[:limit]]


def counts(conn: Connection, words: Sequence[str]) -> dict[str, int]:
    """How many articles have each of these folded words, counted up to 1,001; what is not one word is in none."""
    looked_up = _words(words)
    found = zip(looked_up, index_of(conn).counts(conn, looked_up, WINDOW + 1), strict=True)
    return dict.fromkeys(words, 0) | dict(found)


def _words(given: Sequence[str]) -> list[str]:
    return [word for word in dict.fromkeys(given) if tokens(word) == [word]]


def _read(cursor: str | None) -> tuple[int, int, int]:
    """Which window of hits, the number of the last article in it, and where in the window a page begins."""
    if cursor is None:
        return 0, LARGEST, 0
    window, last, place = read_cursor(cursor, 3)
    if min(window, last, place) < 0:
        raise BadInput("This address does not lead to a place in the list. Start the search again.")
    return window, last, place


def _first_since(conn: Connection, after: int | None) -> int:
    """The lowest number that an article dated from `after` on can have: none is dated later than it arrived."""
    if after is None:
        return 0
    arrived = articles.c.arrived >= after - CLOCK_SLACK
    found = conn.execute(select(articles.c.id).where(arrived).order_by(articles.c.arrived, articles.c.id).limit(1))
    return found.scalar() or LARGEST


def _newest(hits: Sequence[Row[int, int, float]]) -> list[Any]:
    return sorted(hits, key=lambda hit: (-hit.dated, -hit.id))


def _best(hits: Sequence[Row[int, int, float]]) -> list[Any]:
    """By relevance times freshness, as seen from the newest hit, so that pages fit together whenever they are read."""
    newest = max((hit.dated for hit in hits), default=0)

    def score(hit: Any) -> float:
        return float(hit.relevance / (1 + (newest - hit.dated) / FADES) ** 0.5)

    return sorted(hits, key=lambda hit: (-score(hit), -hit.dated, -hit.id))
