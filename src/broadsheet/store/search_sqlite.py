"""The index of words on SQLite: an FTS5 table without content, whose row numbers are those of the articles.

It keeps no copy of the words: to take a row out, the very words that went in must be given again.
"""

import json
from collections.abc import Sequence

from sqlalchemy import Connection, Row, text

from broadsheet.store.search_words import IndexRow, Phrase, Terms, is_beginning, outlet_word

# bm25 weighs the headline three times; the outlet's word is there to filter and weighs nothing.
_HITS = """
SELECT articles.id AS id, articles.dated AS dated, {relevance} AS relevance
FROM search CROSS JOIN articles ON articles.id = search.rowid
WHERE search MATCH :match AND search.rowid BETWEEN :first AND :last AND articles.dated BETWEEN :after AND :before
ORDER BY search.rowid DESC
LIMIT :most
"""
_ADD = text("INSERT INTO search (rowid, title, body, outlet) VALUES (:id, :title, :body, :outlet)")
_TAKE_OUT = text(
    "INSERT INTO search (search, rowid, title, body, outlet) VALUES ('delete', :id, :title, :body, :outlet)"
)
_COUNTS = text(
    "SELECT (SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH value LIMIT :most)) "
    "FROM json_each(:matches) ORDER BY key"
)
_RELEVANCE = "-bm25(search, 3.0, 1.0, 0.0)"


class SqliteIndex:
    """The same methods as PostgresIndex; what they do is said in store/search_index.py."""

    def add(self, conn: Connection, rows: Sequence[IndexRow]) -> None:
        """Put rows in."""
        conn.execute(_ADD, [_columns(row) for row in rows])

    def take_out(self, conn: Connection, row: IndexRow) -> None:
        """Take a row out, by the words that it was put in with."""
        conn.execute(_TAKE_OUT, _columns(row))

    def clear(self, conn: Connection) -> None:
        """Take every row out."""
        conn.execute(text("INSERT INTO search (search) VALUES ('delete-all')"))

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
        """The newest hits."""
        match = " AND ".join(map(_quoted, terms.wanted))
        if outlet_id is not None:
            match += f' AND "{outlet_word(outlet_id)}"'
        match = f"({match})" + "".join(f" NOT {_quoted(phrase)}" for phrase in terms.unwanted)
        return self._hits(conn, match, ids, dates, most, ranked=ranked)

    def any_of(
        self, conn: Connection, words: Sequence[str], ids: tuple[int, int], dates: tuple[int, int], most: int
    ) -> Sequence[Row[int, int, float]]:
        """The newest hits of at least one word."""
        return self._hits(conn, " OR ".join(_quoted((word,)) for word in words), ids, dates, most, ranked=True)

    def counts(self, conn: Connection, words: Sequence[str], most: int) -> list[int]:
        """How many articles have each word."""
        given = {"matches": json.dumps([_quoted((word,)) for word in words]), "most": most}
        return list(conn.execute(_COUNTS, given).scalars())

    def _hits(
        self, conn: Connection, match: str, ids: tuple[int, int], dates: tuple[int, int], most: int, *, ranked: bool
    ) -> Sequence[Row[int, int, float]]:
        statement = text(_HITS.format(relevance=_RELEVANCE if ranked else "0.0"))
        given = {
            "match": match,
            "first": ids[0],
            "last": ids[1],
            "after": dates[0],
            "before": dates[1],
            "most": most,
        }
        return conn.execute(statement, given).all()


def _columns(row: IndexRow) -> dict[str, str | int]:
    words = {"title": " ".join(row.title), "body": " ".join(row.body)}
    return {"id": row.article_id, "outlet": outlet_word(row.outlet_id), **words}


def _quoted(phrase: Phrase) -> str:
    """A phrase as FTS5 reads it; words hold no quotes, but nothing here relies on it."""
    words = " ".join(phrase).replace('"', "")
    return f'"{words}"*' if is_beginning(phrase) else f'"{words}"'
