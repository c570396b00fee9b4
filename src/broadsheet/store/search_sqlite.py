"""The index of words on SQLite: an FTS5 table without content, whose row numbers are those of the articles.

It keeps no copy of the words: to take a row out, the very words that went in must be given again.
"""

import json
from collections.abc import Sequence

from sqlalchemy import Connection, text

from broadsheet.model.queries import Either, Every, Mark, Node, Not, Where, Words
from broadsheet.store.rows import AnyRow
from broadsheet.store.search_words import ALL, IndexRow

# bm25 weighs the headline three times; marks are there to filter and weigh nothing.
_HITS = """
SELECT articles.id AS id, articles.dated AS dated, {relevance} AS relevance,
       articles.outlet_id AS outlet_id, articles.language AS language
FROM search CROSS JOIN articles ON articles.id = search.rowid
WHERE search MATCH :match AND search.rowid BETWEEN {first} AND :last AND articles.dated BETWEEN :after AND :before
ORDER BY search.rowid DESC
LIMIT :most
"""
_FIRST = "coalesce((SELECT id FROM articles WHERE arrived >= :arrived ORDER BY arrived, id LIMIT 1), :last + 1)"
_ADD = text("INSERT INTO search (rowid, title, authors, body, marks) VALUES (:id, :title, :authors, :body, :marks)")
_TAKE_OUT = text(
    "INSERT INTO search (search, rowid, title, authors, body, marks) "
    "VALUES ('delete', :id, :title, :authors, :body, :marks)"
)
_COUNTS = text(
    "SELECT (SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH value LIMIT :most)) "
    "FROM json_each(:matches) ORDER BY key"
)
_RELEVANCE = "-bm25(search, 3.0, 1.0, 1.0, 0.0)"


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
        node: Node,
        arrived: int | None,
        last: int,
        dates: tuple[int, int],
        most: int,
        *,
        ranked: bool,
    ) -> Sequence[AnyRow]:
        """The newest hits."""
        return self._hits(conn, match(node), arrived, last, dates, most, ranked=ranked)

    def counts(self, conn: Connection, words: Sequence[str], most: int) -> list[int]:
        """How many articles have each word."""
        given = {"matches": json.dumps([_string(word) for word in words]), "most": most}
        return list(conn.execute(_COUNTS, given).scalars())

    def known(self, conn: Connection, words: Sequence[str], most: int) -> list[int]:
        """The same; here it costs a look for each, whatever the words are."""
        return self.counts(conn, words, most)

    def _hits(
        self,
        conn: Connection,
        asked: str,
        arrived: int | None,
        last: int,
        dates: tuple[int, int],
        most: int,
        *,
        ranked: bool,
    ) -> Sequence[AnyRow]:
        first = "0" if arrived is None else _FIRST
        statement = text(_HITS.format(relevance=_RELEVANCE if ranked else "0.0", first=first))
        given = {"match": asked, "last": last, "after": dates[0], "before": dates[1], "most": most}
        return conn.execute(statement, given if arrived is None else {**given, "arrived": arrived}).all()


def match(node: Node) -> str:
    """A tree as FTS5 asks for it (sqlite.org/fts5.html, 3)."""
    if isinstance(node, Words):
        column = {Where.TITLE: "title : ", Where.AUTHOR: "authors : "}.get(node.where, "")
        return column + _string(" ".join(node.words), beginning=node.beginning)
    if isinstance(node, Mark):
        return "marks : " + _string(node.word, beginning=node.beginning)
    if isinstance(node, Either):
        return f"({' OR '.join(map(match, node.of))})"
    if isinstance(node, Every | Not):  # NOT stands between two: so what is not wanted follows what is
        parts = node.of if isinstance(node, Every) else (node,)
        wanted = [match(one) for one in parts if not isinstance(one, Not)] or [match(Mark(ALL))]
        return f"({' AND '.join(wanted)}{''.join(f' NOT {match(one.of)}' for one in parts if isinstance(one, Not))})"
    raise TypeError(f"{node!r} is not for an index")


def _columns(row: IndexRow) -> dict[str, str | int]:
    words = {name: " ".join(getattr(row, name)) for name in ("title", "authors", "body", "marks")}
    return {"id": row.article_id, **words}


def _string(words: str, *, beginning: bool = False) -> str:
    """Words as FTS5 reads them; they hold no quotes, but nothing here relies on it."""
    return '"' + words.replace('"', "") + ('"*' if beginning else '"')
