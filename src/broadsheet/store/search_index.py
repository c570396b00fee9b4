"""The row of words that makes an article findable, on whichever database.

The words are made in Python (store/search_words.py), so that matching cannot differ between the two; they are made
anew from the article whenever a row is taken out. WORDS_VERSION, kept in the database, says when all rows must be
rebuilt because other words would come out.
"""

from collections.abc import Sequence
from typing import Protocol

from sqlalchemy import Connection, Row, delete, insert, select

from broadsheet.model.articles import Article
from broadsheet.store.schema import versions
from broadsheet.store.search_postgresql import PostgresIndex
from broadsheet.store.search_sqlite import SqliteIndex
from broadsheet.store.search_words import WORDS_VERSION, IndexRow, Terms, body_words, title_words


class Index(Protocol):
    """What both databases can do with words. `ids` and `dates`: the first and last that count, both included."""

    def add(self, conn: Connection, rows: Sequence[IndexRow]) -> None:
        """Put rows in, which are not there."""

    def take_out(self, conn: Connection, row: IndexRow) -> None:
        """Take a row out, by the words that it was put in with."""

    def clear(self, conn: Connection) -> None:
        """Take every row out."""

    def hits(
        self,
        conn: Connection,
        terms: Terms,
        outlet_id: int | None,
        ids: tuple[int, int],
        dates: tuple[int, int],
        most: int,
        *,
        ranked: bool,
    ) -> Sequence[Row[int, int, float]]:
        """`id`, `dated` and `relevance` (0 unless `ranked`) of the hits that arrived last, at most `most` of them."""

    def any_of(
        self, conn: Connection, words: Sequence[str], ids: tuple[int, int], dates: tuple[int, int], most: int
    ) -> Sequence[Row[int, int, float]]:
        """The same for articles that have at least one of the words."""

    def counts(self, conn: Connection, words: Sequence[str], most: int) -> list[int]:
        """How many articles have each word, counted up to `most`."""


_INDEXES: dict[str, Index] = {"sqlite": SqliteIndex(), "postgresql": PostgresIndex()}


def index_of(conn: Connection) -> Index:
    """The index of the database that the connection leads to."""
    return _INDEXES[conn.dialect.name]


def save(conn: Connection, found: Sequence[tuple[int, int, Article]]) -> None:
    """Make articles findable, which are not yet. Each is told by its number and that of its outlet."""
    rows = [
        IndexRow(article_id, outlet_id, title_words(article), body_words(article))
        for article_id, outlet_id, article in found
    ]
    index_of(conn).add(conn, rows)


def forget(conn: Connection, article_id: int, outlet_id: int, article: Article) -> None:
    """Take an article out of the index. `article`: as it was when it was put in."""
    index_of(conn).take_out(conn, IndexRow(article_id, outlet_id, title_words(article), body_words(article)))


def is_stale(conn: Connection) -> bool:
    """Whether the index holds words that this program would not make, or does not say which it holds."""
    held = conn.execute(select(versions.c.number).where(versions.c.name == "words")).scalar()
    return held != WORDS_VERSION


def clear(conn: Connection) -> None:
    """Take every article out of the index, before all are put in again with the words of now."""
    index_of(conn).clear(conn)
    conn.execute(delete(versions).where(versions.c.name == "words"))
    conn.execute(insert(versions).values(name="words", number=WORDS_VERSION))
