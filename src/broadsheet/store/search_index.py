"""The row of words that makes an article findable: the same words on both databases, only kept differently.

The words are made in Python (text/words.py), so that matching cannot differ. SQLite's FTS5 table keeps no copy of
them: to take a row out, the very words that went in must be given again. They are made anew from the article, and
WORDS_VERSION, kept in the database, says when all rows must be rebuilt because other words would come out.
"""

from itertools import accumulate

from sqlalchemy import Connection, text

from broadsheet.model.articles import Article
from broadsheet.text.words import tokens

WORDS_VERSION = 1  # add one whenever text.words.tokens or the two functions below give other words
MOST_CHARACTERS = 200_000  # of one article's words; PostgreSQL refuses a row of more than a megabyte
MOST_WORDS = 16_000  # of one article; PostgreSQL tells no positions apart after 16,383


def save(conn: Connection, article_id: int, article: Article) -> None:
    """Make an article findable; it is not yet."""
    _write(conn, article_id, article, _ADD)


def forget(conn: Connection, article_id: int, article: Article) -> None:
    """Take an article out of the index. `article`: as it was when it was put in."""
    _write(conn, article_id, article, _TAKE_OUT)


def title_words(article: Article) -> list[str]:
    """The words of the headline, which weigh more."""
    return _bounded(tokens(article.title), 500)


def body_words(article: Article) -> list[str]:
    """The words of the rest: lead, text, authors."""
    return _bounded(tokens("\n".join((article.lead, article.text, *article.authors))), MOST_WORDS)


def _bounded(words: list[str], most: int) -> list[str]:
    words, room = words[:most], MOST_CHARACTERS
    if sum(map(len, words)) <= room:
        return words
    lengths = accumulate(map(len, words))
    return [word for word, length in zip(words, lengths, strict=True) if length <= room]


def as_vector(title: list[str], body: list[str]) -> str:
    """The words as PostgreSQL writes a tsvector, with their positions, those of the headline marked A."""
    places: dict[str, list[str]] = {}
    for place, word in enumerate(title, start=1):
        places.setdefault(word, []).append(f"{place}A")
    for place, word in enumerate(body, start=len(title) + 2):  # the gap keeps phrases from running across
        places.setdefault(word, []).append(str(place))
    return " ".join(f"'{word}':{','.join(at[:255])}" for word, at in places.items())


def _write(conn: Connection, article_id: int, article: Article, statements: dict[str, str]) -> None:
    title, body = title_words(article), body_words(article)
    if conn.dialect.name == "sqlite":
        given = {"title": " ".join(title), "body": " ".join(body)}
    else:
        given = {"words": as_vector(title, body)}
    conn.execute(text(statements[conn.dialect.name]), {"id": article_id, **given})


_ADD = {
    "sqlite": "INSERT INTO search (rowid, title, body) VALUES (:id, :title, :body)",
    "postgresql": "INSERT INTO search (article_id, words) VALUES (:id, CAST(:words AS tsvector))",
}
_TAKE_OUT = {
    "sqlite": "INSERT INTO search (search, rowid, title, body) VALUES ('delete', :id, :title, :body)",
    "postgresql": "DELETE FROM search WHERE article_id = :id",
}
