"""Finding articles by their words: newest first or best first, at a cost that does not grow with the archive.

Hits are looked at in windows of a thousand, the last to arrive first: at a million articles, ranking every hit of a
common word would take a second. A query with at most a thousand hits is one window, and so is answered exactly.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from broadsheet.errors import BadInput
from broadsheet.model.queries import Asked
from broadsheet.model.searches import Facet, Place
from broadsheet.model.timeline import Query, Results, Timeline
from broadsheet.store import outlets, search_facets
from broadsheet.store.rows import LARGEST, AnyRow
from broadsheet.store.search_index import index_of
from broadsheet.store.search_words import outlets_in, to_find
from broadsheet.store.timeline import MOST, of_ids, read_cursor, with_texts
from broadsheet.text import hints, queries
from broadsheet.text.terms import bare
from broadsheet.text.words import tokens

WINDOW = 1000  # hits that are put in order together
MOST_OUTLETS = 100  # that one name in a search may mean
MOST_KNOWN = 50  # articles of one of many words that are counted
FADES = 30 * 24 * 3600  # seconds; the pace at which a better hit loses to a newer one. Chosen by eye, not tuned.
CLOCK_SLACK = 24 * 3600  # seconds that a machine's clock may once have been wrong


@dataclass(frozen=True, slots=True)
class Page:
    """A page of hits with all that stands beside it. `texts`: the beginning of each article's text, by its number;
    `facets`: what the `looked_at` hits have in common; `places`: hashtags and outlets that it may be the name of."""

    results: Results
    texts: dict[int, str]
    facets: tuple[Facet, ...]
    looked_at: int
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class _Window:
    """The hits that are looked at, in order; which of them make the page; the cursor of the next one."""

    hits: tuple[AnyRow, ...] = ()
    ids: tuple[int, ...] = ()
    next: str | None = None
    total: int = 0
    more: bool = False
    hints: tuple[str, ...] = ()

    def results(self, page: Timeline, marks: tuple[str, ...]) -> Results:
        """A page of this window."""
        return Results(replace(page, next=self.next), self.total, self.more, marks, self.hints)


def search(conn: Connection, query: Query, cursor: str | None, limit: int, now: int) -> Results:
    """The articles that `query` asks for. `cursor`: the last results' `next`; raises BadInput for others. `now`:
    seconds since 1970, UTC, for ages such as "7d".

    Counts up to 1,001. "best" is relevance (bm25 on SQLite, ts_rank on PostgreSQL) times freshness.
    """
    asked = queries.read(query.words)
    window = _look(conn, query, asked, cursor, limit, now)
    return window.results(of_ids(conn, window.ids), queries.marks(asked))


def explore(conn: Connection, query: Query, cursor: str | None, limit: int, now: int) -> Page:
    """The same with all that a page of hits shows."""
    asked = queries.read(query.words)
    window = _look(conn, query, asked, cursor, limit, now)
    timeline, texts = with_texts(conn, window.ids)
    named = "" if cursor else search_facets.name_in(asked)
    facets, places = search_facets.beside(conn, window.hits, named)
    results = window.results(timeline, queries.marks(asked))
    return Page(results, texts, facets, len(window.hits), places)


def _look(conn: Connection, query: Query, asked: Asked, cursor: str | None, limit: int, now: int) -> _Window:
    number, last, place = _read(cursor)
    if not asked.asks:
        return _Window(hints=asked.hints)
    dates = _dates(query, asked, now)
    if dates[0] > dates[1]:
        backwards = hints.BACKWARDS.format(asked.after or "…", asked.before or "…")
        return _Window(hints=(*asked.hints, backwards))
    meant = _outlets(conn, asked)
    unknown = [hints.NO_OUTLET.format(said) for said, ids in meant.items() if not ids]
    unknown += [hints.MANY_OUTLETS.format(said, MOST_OUTLETS) for said, ids in meant.items() if len(ids) > MOST_OUTLETS]
    meant = {said: ids[:MOST_OUTLETS] for said, ids in meant.items()}
    best = query.order == "best"
    found = index_of(conn).hits(conn, to_find(asked, meant), _arrived(dates[0]), last, dates, WINDOW + 1, ranked=best)
    hits, more = found[:WINDOW], len(found) > WINDOW
    ordered = _best(hits) if best else _newest(hits)
    limit = max(1, min(limit, MOST))
    following = None
    if place + limit < len(ordered):
        following = f"{number}.{found[0].id}.{place + limit}"
    elif more:
        following = f"{number + 1}.{found[WINDOW].id}.0"
    return _Window(
        tuple(ordered),
        tuple(hit.id for hit in ordered[place : place + limit]),
        following,
        WINDOW + 1 if number else len(found),
        more or number > 0,
        (*asked.hints, *unknown),
    )


def _dates(query: Query, asked: Asked, now: int) -> tuple[int, int]:
    """The first and the last second that count."""
    after, before = queries.bounds(asked, now)
    return (
        max((at for at in (after, query.after) if at is not None), default=-LARGEST),
        min((at for at in (before, query.before) if at is not None), default=LARGEST),
    )


def _outlets(conn: Connection, asked: Asked) -> dict[str, list[int]]:
    """The outlets that a search means by each of the names that it gives."""
    said = dict.fromkeys(name for node in asked.of for name in outlets_in(node))
    return {name: [outlet.id for outlet in found] for name, found in outlets.called(conn, list(said)).items()}


def counts(conn: Connection, words: Sequence[str]) -> dict[str, int]:
    """How many articles have each of these folded words, counted up to 1,001; what is not one word is in none."""
    looked_up = _words(words)
    found = zip(looked_up, index_of(conn).counts(conn, [bare(word) for word in looked_up], WINDOW + 1), strict=True)
    return dict.fromkeys(words, 0) | dict(found)


def known(conn: Connection, words: Sequence[str]) -> dict[str, int]:
    """Those of many folded words that some article has, with how many articles do, counted up to 50."""
    looked_up = _words(words)
    found = zip(looked_up, index_of(conn).known(conn, [bare(word) for word in looked_up], MOST_KNOWN), strict=True)
    return {word: count for word, count in found if count}


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


def _arrived(after: int) -> int | None:
    """When the first article arrived, at the earliest, that is dated from `after` on: none is dated later than it
    arrived. None where any may be."""
    return None if after == -LARGEST else after - CLOCK_SLACK


def _newest(hits: Sequence[AnyRow]) -> list[AnyRow]:
    return sorted(hits, key=lambda hit: (-hit.dated, -hit.id))


def _best(hits: Sequence[AnyRow]) -> list[AnyRow]:
    """By relevance times freshness, as seen from the newest hit, so that pages fit together whenever they are read."""
    newest = max((hit.dated for hit in hits), default=0)

    def score(hit: AnyRow) -> float:
        return float(hit.relevance / (1 + (newest - hit.dated) / FADES) ** 0.5)

    return sorted(hits, key=lambda hit: (-score(hit), -hit.dated, -hit.id))
