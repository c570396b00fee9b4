"""The row of words that makes an article findable, on whichever database.

The words are made in Python (store/search_words.py), so that matching cannot differ between the two; they are made
anew from the article whenever a row is taken out. WORDS_VERSION, kept in the database, says when all rows must be
rebuilt because other words would come out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Connection, delete, insert, select

from broadsheet.model.articles import Article, StoredArticle
from broadsheet.model.queries import Node
from broadsheet.store.rows import AnyRow
from broadsheet.store.schema import versions
from broadsheet.store.search_postgresql import PostgresIndex
from broadsheet.store.search_sqlite import SqliteIndex
from broadsheet.store.search_words import WORDS_VERSION, IndexRow, index_row


class Index(Protocol):
    """What both databases can do with words. `arrived`: only articles from that second on, or all; `last`: the
    highest number that counts; `dates`: the first and the last second, both included."""

    def add(self, conn: Connection, rows: Sequence[IndexRow]) -> None:
        """Put rows in, which are not there."""

    def take_out(self, conn: Connection, row: IndexRow) -> None:
        """Take a row out, by the words that it was put in with."""

    def clear(self, conn: Connection) -> None:
        """Take every row out."""

    def hits(
        self,
        conn: Connection,
        node: Node,
        arrived: int | None,
        last: int,
        dates: tuple[int, int],
        most: int,
        *,
        ranked: bool,
    ) -> Sequence[AnyRow]:
        """`id`, `dated`, `relevance` (0 unless `ranked`), `outlet_id` and `language` of the hits that arrived last, at
        most `most` of them. Filters of the tree are marks by now."""

    def counts(self, conn: Connection, words: Sequence[str], most: int) -> list[int]:
        """How many articles have each word, counted up to `most`."""

    def known(self, conn: Connection, words: Sequence[str], most: int) -> list[int]:
        """The same for many words, most of which no article has."""


_INDEXES: dict[str, Index] = {"sqlite": SqliteIndex(), "postgresql": PostgresIndex()}


def index_of(conn: Connection) -> Index:
    """The index of the database that the connection leads to."""
    return _INDEXES[conn.dialect.name]


@dataclass(frozen=True, slots=True)
class Findable:
    """An article as it is made findable. `language`: as it is stored; `tags`: the keys of its hashtags."""

    id: int
    outlet_id: int
    article: Article
    language: str | None
    tags: tuple[str, ...]


def findable(stored: StoredArticle) -> Findable:
    """An article as it was made findable when it was stored."""
    tags = tuple(tag.key for tag in stored.hashtags)
    return Findable(stored.id, stored.outlet.id, stored.article, stored.article.language, tags)


def save(conn: Connection, found: Sequence[Findable]) -> None:
    """Make articles findable, which are not yet."""
    index_of(conn).add(conn, [_row(one) for one in found])


def forget(conn: Connection, one: Findable) -> None:
    """Take an article out of the index, given as it was when it was put in."""
    index_of(conn).take_out(conn, _row(one))


def _row(one: Findable) -> IndexRow:
    return index_row(one.id, one.outlet_id, one.article, one.language, one.tags)


def is_stale(conn: Connection) -> bool:
    """Whether the index holds words that this program would not make, or does not say which it holds."""
    held = conn.execute(select(versions.c.number).where(versions.c.name == "words")).scalar()
    return held != WORDS_VERSION


def clear(conn: Connection) -> None:
    """Take every article out of the index, before all are put in again with the words of now."""
    index_of(conn).clear(conn)
    conn.execute(delete(versions).where(versions.c.name == "words"))
    conn.execute(insert(versions).values(name="words", number=WORDS_VERSION))
