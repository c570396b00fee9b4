"""The lists that belong to articles (authors, topics, enclosures, hashtags): read for many articles in one query."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter, itemgetter
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, Text, bindparam, cast, delete, insert, literal_column, null, select, union_all

from broadsheet.model.articles import Article
from broadsheet.model.insights import Hashtag, HashtagType
from broadsheet.model.listings import Enclosure
from broadsheet.store.hashtags import HASHTAG, as_hashtag
from broadsheet.store.rows import AnyRow
from broadsheet.store.schema import Number, article_hashtags, authors, enclosures, hashtags, topics

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


def of_cards(
    conn: Connection, ids: Sequence[int]
) -> tuple[Lists[str], Lists[Hashtag], Lists[Enclosure]]:  # fmt: skip
    """The authors, hashtags and media files of each article, in one statement: every list of cards asks for them."""
    found: tuple[dict[int, list[Any]], ...] = ({}, {}, {})
    for row in conn.execute(_OF_CARDS, {"ids": list(ids)}).all():
        found[row.kind].setdefault(row.article_id, []).append((row.place, _READ[row.kind](row)))
    by_place = itemgetter(0)
    writers, tags, media = (
        {article_id: tuple(one for _, one in sorted(listed, key=by_place)) for article_id, listed in lists.items()}
        for lists in found
    )
    return writers, tags, media


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


_NO_TEXT, _NO_NUMBER = cast(null(), Text), cast(null(), Number)


def _row(kind: int, table: Table, *values: Any) -> Any:
    """The columns of one kind of part: four texts, two numbers."""
    texts = (*values[:4], *[_NO_TEXT] * (4 - len(values)))
    numbers = values[4:] or (_NO_NUMBER, _NO_NUMBER)
    named = (column.label(name) for name, column in zip(("a", "b", "c", "d", "m", "n"), texts + numbers, strict=True))
    return select(literal_column(str(kind)).label("kind"), table.c.article_id, table.c.place, *named)


_THEIRS: Any = bindparam("ids", expanding=True)
_OF_CARDS = union_all(
    _row(0, authors, authors.c.name).where(authors.c.article_id.in_(_THEIRS)),
    _row(1, article_hashtags, *HASHTAG)
    .join(hashtags, hashtags.c.id == article_hashtags.c.hashtag_id)
    .where(article_hashtags.c.article_id.in_(_THEIRS)),
    _row(2, enclosures, enclosures.c.url, enclosures.c.type, _NO_TEXT, _NO_TEXT, enclosures.c.length,
         enclosures.c.duration).where(enclosures.c.article_id.in_(_THEIRS)),
)  # fmt: skip
_READ: tuple[Callable[[AnyRow], Any], ...] = (
    lambda row: row.a,
    lambda row: Hashtag(row.a, row.b, row.c, HashtagType(row.d) if row.d else None),
    lambda row: Enclosure(row.a, row.b, row.m, row.n),
)
