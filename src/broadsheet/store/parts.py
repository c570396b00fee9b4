"""The lists that belong to articles (authors, topics, enclosures, hashtags): read for many articles in one query."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, delete, insert, select

from broadsheet.model.articles import Article
from broadsheet.model.insights import Hashtag
from broadsheet.model.listings import Enclosure
from broadsheet.store.hashtags import HASHTAG, as_hashtag
from broadsheet.store.rows import AnyRow
from broadsheet.store.schema import article_hashtags, authors, enclosures, hashtags, topics

Part = TypeVar("Part")
Lists = dict[int, tuple[Part, ...]]  # by the article's number; an article without any is left out

_AUTHORS, _TOPICS = attrgetter("authors"), attrgetter("topics")


def authors_of(conn: Connection, ids: Sequence[int]) -> Lists[str]:
    """The authors of each of the articles `ids`, in the outlet's order."""
    return _gather(conn.execute(_listed(authors, ids)), lambda row: row.name)


def topics_of(conn: Connection, ids: Sequence[int]) -> Lists[str]:
    """What each article's outlet says that it is about."""
    return _gather(conn.execute(_listed(topics, ids)), lambda row: row.name)


def enclosures_of(conn: Connection, ids: Sequence[int]) -> Lists[Enclosure]:
    """The media files of each article."""
    rows = conn.execute(_listed(enclosures, ids))
    return _gather(rows, lambda row: Enclosure(row.url, row.type, row.length, row.duration))


def hashtags_of(conn: Connection, ids: Sequence[int]) -> Lists[Hashtag]:
    """The hashtags of each article, best first."""
    columns = (article_hashtags.c.article_id, *HASHTAG)
    joined = select(*columns).join(hashtags, hashtags.c.id == article_hashtags.c.hashtag_id)
    found = joined.where(article_hashtags.c.article_id.in_(ids))
    rows = conn.execute(found.order_by(article_hashtags.c.article_id, article_hashtags.c.place))
    return _gather(rows, as_hashtag)


def write_lists(conn: Connection, written: Sequence[tuple[int, Article]]) -> None:
    """Write the authors, topics and enclosures of articles, by their numbers; there are none yet."""
    for table, names_of in ((authors, _AUTHORS), (topics, _TOPICS)):
        rows = [
            {"article_id": article_id, "place": place, "name": name}
            for article_id, article in written
            for place, name in enumerate(names_of(article))
        ]
        if rows:
            conn.execute(insert(table), rows)
    rows = [
        {
            "article_id": article_id,
            "place": place,
            "url": one.url,
            "type": one.type,
            "length": one.length,
            "duration": one.duration,
        }
        for article_id, article in written
        for place, one in enumerate(article.enclosures)
    ]
    if rows:
        conn.execute(insert(enclosures), rows)


def remove_lists(conn: Connection, article_id: int) -> None:
    """Take away an article's authors, topics and enclosures, before others are written."""
    for table in (authors, topics, enclosures):
        conn.execute(delete(table).where(table.c.article_id == article_id))


def _listed(table: Table, ids: Sequence[int]) -> Any:
    return select(table).where(table.c.article_id.in_(ids)).order_by(table.c.article_id, table.c.place)


def _gather(rows: Iterable[AnyRow], read: Callable[[AnyRow], Part]) -> Lists[Part]:
    lists: dict[int, list[Part]] = defaultdict(list)
    for row in rows:
        lists[row.article_id].append(read(row))
    return {article_id: tuple(parts) for article_id, parts in lists.items()}
