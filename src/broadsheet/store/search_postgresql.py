"""The index of words on PostgreSQL: a tsvector for each article and a GIN index over them.

PostgreSQL's own parser and dictionaries are left aside: vectors and queries are written word by word.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, text

from broadsheet.model.queries import Either, Every, Mark, Node, Not, Where, Words
from broadsheet.store.rows import LARGEST, AnyRow
from broadsheet.store.search_words import ALL, IndexRow, without_filters

FEW = 1000  # hits; with so few, all of them are gathered before they are put in order

# Where a word is rare, PostgreSQL likes to walk all articles from the newest on, in the hope of meeting it soon.
# MATERIALIZED makes it ask the index of words first.
_GATHERED = """
WITH hits AS MATERIALIZED (
    SELECT article_id, words FROM search
    WHERE words @@ CAST(:match AS tsquery) AND article_id BETWEEN :first AND :last
)
"""
_WALKED = """
WITH hits AS NOT MATERIALIZED (
    SELECT article_id, words FROM search
    WHERE words @@ CAST(:match AS tsquery) AND article_id BETWEEN :first AND :last
)
"""
_FIRST = text("SELECT id FROM articles WHERE arrived >= :arrived ORDER BY arrived, id LIMIT 1")
_ADD = text("INSERT INTO search (article_id, words) VALUES (:id, CAST(:words AS tsvector))")
# For words that are common but never meet, it would rather read every article than the lists of both words.
_BY_INDEX = text("SET LOCAL enable_seqscan = off")
_COUNT = text("SELECT count(*) FROM (SELECT 1 FROM search WHERE words @@ CAST(:match AS tsquery) LIMIT :most) AS hits")
_KNOWN = text("""
SELECT (SELECT count(*) FROM (SELECT 1 FROM search WHERE words @@ CAST(asked.match AS tsquery) LIMIT :most) AS hits)
FROM unnest(CAST(:matches AS text[])) WITH ORDINALITY AS asked (match, place) ORDER BY asked.place
""")
# The commonest words, with the share of articles that have them, are in the planner's own statistics.
_COMMON = text("""
SELECT word FROM (
    SELECT unnest(CAST(CAST(most_common_elems AS text) AS text[])) AS word, unnest(most_common_elem_freqs) AS share
    FROM pg_stats WHERE schemaname = current_schema() AND tablename = 'search' AND attname = 'words'
) AS commonest
WHERE word = ANY(:words)
AND share * (SELECT reltuples FROM pg_class WHERE oid = CAST('search' AS regclass)) > 2 * :most
""")
_NEWEST = """
SELECT articles.id AS id, articles.dated AS dated, {relevance} AS relevance,
       articles.outlet_id AS outlet_id, articles.language AS language
FROM hits JOIN articles ON articles.id = hits.article_id
WHERE articles.dated BETWEEN :after AND :before
ORDER BY hits.article_id DESC
LIMIT :most
"""
# ts_rank knows nothing of how rare a word is. The headline (A) weighs three times; 1: less so in a long text.
_RELEVANCE = "CAST(ts_rank('{0.3, 0.3, 0.3, 0.9}', hits.words, CAST(:asked AS tsquery), 1) AS double precision)"


class PostgresIndex:
    """The same methods as SqliteIndex; what they do is said in store/search_index.py."""

    def add(self, conn: Connection, rows: Sequence[IndexRow]) -> None:
        """Put rows in."""
        conn.execute(_ADD, [{"id": row.article_id, "words": as_vector(row)} for row in rows])

    def take_out(self, conn: Connection, row: IndexRow) -> None:
        """Take a row out; here, its number is enough."""
        conn.execute(text("DELETE FROM search WHERE article_id = :id"), {"id": row.article_id})

    def clear(self, conn: Connection) -> None:
        """Take every row out."""
        conn.execute(text("DELETE FROM search"))

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
        asked, words = match(node), without_filters(node)
        if words and not (isinstance(words, Words) and len(words.words) == 1):
            conn.execute(_BY_INDEX)
        few = self._count(conn, asked, FEW + 1) <= FEW
        relevance = _RELEVANCE if ranked and words else "0.0"
        statement = (_GATHERED if few else _WALKED) + _NEWEST.format(relevance=relevance)
        ids = (_first(conn, arrived), last)
        return self._newest(conn, statement, asked, match(words) if words else "", ids, dates, most)

    def counts(self, conn: Connection, words: Sequence[str], most: int) -> list[int]:
        """How many articles have each word."""
        common = set(conn.execute(_COMMON, {"words": list(words), "most": most}).scalars())
        rare = [word for word in words if word not in common]
        if not rare:
            return [most for _ in words]
        conn.execute(_BY_INDEX)
        one = str(_COUNT)
        branches = (
            f"SELECT {place} AS place, ({one.replace(':match', f':word{place}')})" for place in range(len(rare))
        )
        given = {f"word{place}": _lexeme(word) for place, word in enumerate(rare)}
        rows = conn.execute(text(" UNION ALL ".join(branches) + " ORDER BY place"), {**given, "most": most})
        found = {word: row[1] for word, row in zip(rare, rows, strict=True)}
        return [found.get(word, most) for word in words]

    def known(self, conn: Connection, words: Sequence[str], most: int) -> list[int]:
        """The same for many words that are rare or not there: one statement that is planned once."""
        conn.execute(_BY_INDEX)
        given = {"matches": [_lexeme(word) for word in words], "most": most}
        return list(conn.execute(_KNOWN, given).scalars())

    def _count(self, conn: Connection, match: str, most: int) -> int:
        given = {"match": match, "most": most}
        return int(conn.execute(_COUNT, given).scalar_one())

    def _newest(
        self,
        conn: Connection,
        statement: str,
        match: str,
        asked: str,
        ids: tuple[int, int],
        dates: tuple[int, int],
        most: int,
    ) -> Sequence[AnyRow]:
        given = {
            "match": match,
            "asked": asked,
            "first": ids[0],
            "last": ids[1],
            "after": dates[0],
            "before": dates[1],
            "most": most,
        }
        return conn.execute(text(statement), given).all()


def _first(conn: Connection, arrived: int | None) -> int:
    """The lowest number of an article that arrived from then on: a number that the planner sees, not a subquery."""
    return 0 if arrived is None else conn.execute(_FIRST, {"arrived": arrived}).scalar() or LARGEST


def as_vector(row: IndexRow) -> str:
    """The words as PostgreSQL writes a tsvector, with their positions: those of the headline marked A, authors B."""
    places: dict[str, list[str]] = {}
    place = 0
    for words, label in ((row.title, "A"), (row.authors, "B"), (row.body, "")):
        for word in words:
            place += 1
            places.setdefault(word, []).append(f"{place}{label}")
        place += 1  # the gap keeps phrases from running across
    placed = (f"{_lexeme(word)}:{','.join(at[:255])}" for word, at in places.items())
    return " ".join((*map(_lexeme, row.marks), *placed))


def match(node: Node) -> str:
    """A tree as a tsquery (PostgreSQL's manual, 8.11.2)."""
    if isinstance(node, Words):
        label = {Where.TITLE: "A", Where.AUTHOR: "B"}.get(node.where, "")
        ends = [*([label] * (len(node.words) - 1)), ("*" if node.beginning else "") + label]
        return f"({' <-> '.join(_lexeme(word, end) for word, end in zip(node.words, ends, strict=True))})"
    if isinstance(node, Mark):
        return _lexeme(node.word, "*" if node.beginning else "")
    if isinstance(node, Either):
        return f"({' | '.join(map(match, node.of))})"
    if isinstance(node, Every):
        parts = node.of if any(not isinstance(one, Not) for one in node.of) else (Mark(ALL), *node.of)
        return f"({' & '.join(f'!{match(one.of)}' if isinstance(one, Not) else match(one) for one in parts)})"
    if isinstance(node, Not):
        return match(Every((node,)))
    raise TypeError(f"{node!r} is not for an index")


def _lexeme(word: str, flags: str = "") -> str:
    """A word in quotes; words hold neither quotes nor backslashes, but nothing here relies on it."""
    quoted = "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"
    return f"{quoted}:{flags}" if flags else quoted
