"""The index of words on PostgreSQL: a tsvector for each article and a GIN index over them.

PostgreSQL's own parser and dictionaries are left aside: vectors and queries are written word by word.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, Row, text

from broadsheet.store.search_words import IndexRow, Phrase, Terms, is_beginning, outlet_word

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
_ADD = text("INSERT INTO search (article_id, words) VALUES (:id, CAST(:words AS tsvector))")
# For words that are common but never meet, it would rather read every article than the lists of both words.
_BY_INDEX = text("SET LOCAL enable_seqscan = off")
_COUNT = text("SELECT count(*) FROM (SELECT 1 FROM search WHERE words @@ CAST(:match AS tsquery) LIMIT :most) AS hits")
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
SELECT articles.id AS id, articles.dated AS dated, {relevance} AS relevance
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
        terms: Terms,
        outlet_id: int | None,
        ids: tuple[int, int],
        dates: tuple[int, int],
        most: int,
        *,
        ranked: bool,
    ) -> Sequence[Row[int, int, float]]:
        """The newest hits."""
        asked = " & ".join(map(_quoted, terms.wanted))
        match = asked + "".join(f" & !{_quoted(phrase)}" for phrase in terms.unwanted)
        if outlet_id is not None:
            match += f" & '{outlet_word(outlet_id)}'"
        if sum(map(len, terms.wanted)) > 1:
            conn.execute(_BY_INDEX)
        few = self._count(conn, match, FEW + 1) <= FEW
        statement = (_GATHERED if few else _WALKED) + _NEWEST.format(relevance=_RELEVANCE if ranked else "0.0")
        return self._newest(conn, statement, match, asked, ids, dates, most)

    def any_of(
        self, conn: Connection, words: Sequence[str], ids: tuple[int, int], dates: tuple[int, int], most: int
    ) -> Sequence[Row[int, int, float]]:
        """The newest hits of at least one word."""
        match = " | ".join(_quoted((word,)) for word in words)
        statement = _GATHERED + _NEWEST.format(relevance=_RELEVANCE)
        return self._newest(conn, statement, match, match, ids, dates, most)

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
        given = {f"word{place}": _quoted((word,)) for place, word in enumerate(rare)}
        rows = conn.execute(text(" UNION ALL ".join(branches) + " ORDER BY place"), {**given, "most": most})
        found = {word: row[1] for word, row in zip(rare, rows, strict=True)}
        return [found.get(word, most) for word in words]

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
    ) -> Sequence[Row[int, int, float]]:
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


def as_vector(row: IndexRow) -> str:
    """The words as PostgreSQL writes a tsvector, with their positions, those of the headline marked A."""
    places: dict[str, list[str]] = {}
    for place, word in enumerate(row.title, start=1):
        places.setdefault(word, []).append(f"{place}A")
    for place, word in enumerate(row.body, start=len(row.title) + 2):  # the gap keeps phrases from running across
        places.setdefault(word, []).append(str(place))
    words = (f"{_lexeme(word)}:{','.join(at[:255])}" for word, at in places.items())
    return " ".join((f"'{outlet_word(row.outlet_id)}'", *words))


def _quoted(phrase: Phrase) -> str:
    """A phrase as a tsquery writes it."""
    if is_beginning(phrase):
        return f"{_lexeme(phrase[0])}:*"
    return f"({' <-> '.join(map(_lexeme, phrase))})"


def _lexeme(word: str) -> str:
    """A word in quotes; words hold neither quotes nor backslashes, but nothing here relies on it."""
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"
