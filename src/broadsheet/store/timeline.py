"""Lists of articles, newest first: each page is one walk along one index, from where the last one ended."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, literal, select, tuple_

from broadsheet.errors import BadInput
from broadsheet.model.copies import CopyKind
from broadsheet.model.listings import Kind
from broadsheet.model.timeline import Card, InStory, Timeline
from broadsheet.store import parts, rights, threads
from broadsheet.store.rows import IMAGE, LARGEST, OUTLET, AnyRow, plain, read_image, read_moment, read_outlet, short
from broadsheet.store.schema import article_hashtags, articles, authors, hashtags, outlets, texts
from broadsheet.store.schema.copies import copies
from broadsheet.store.schema.stories import stories, story_articles

Told = tuple[Card, AnyRow]

MOST = 500  # cards in one list, whatever is asked for
BEGINNING = 8000  # characters of a text in which the words of a search are looked for, to be shown


def front(
    conn: Connection, cursor: str | None, limit: int, kind: Kind | None = None, *, reprints: bool = True
) -> Timeline:
    """All articles, or all of one kind; `reprints`: those too that have the same text as an earlier one of their story.
    `cursor`: the last timeline's `next`. Raises BadInput for any other."""
    only = [] if kind is None else [articles.c.kind == kind.value]
    if not reprints:
        first = story_articles.alias()
        same = (copies.c.article_id == articles.c.id, copies.c.kind == CopyKind.COPY.value)
        earlier = select(copies.c.of_id).join(first, first.c.article_id == copies.c.of_id)
        only.append(~earlier.where(*same, first.c.story_id == story_articles.c.story_id).exists())
    return _page(conn, _CARDS.where(*only), (articles.c.dated, articles.c.id), cursor, limit)


def of_outlet(conn: Connection, outlet_id: int, cursor: str | None, limit: int) -> Timeline:
    """The articles of one outlet. Raises BadInput for a cursor that is not ours."""
    cards = _CARDS.where(articles.c.outlet_id == outlet_id)
    return _page(conn, cards, (articles.c.dated, articles.c.id), cursor, limit)


def of_hashtag(conn: Connection, key: str, cursor: str | None, limit: int, *, by_story: bool = False) -> Timeline:
    """The articles that carry a hashtag; `by_story`: of each story the newest that does. Raises BadInput for a cursor
    that is not ours."""
    this = select(hashtags.c.id).where(hashtags.c.key == short(key)).scalar_subquery()
    cards = _CARDS.join(article_hashtags, article_hashtags.c.article_id == articles.c.id)
    order = (article_hashtags.c.dated, article_hashtags.c.article_id)
    cards = cards.where(article_hashtags.c.hashtag_id == this)
    if by_story:
        other, its = article_hashtags.alias(), story_articles.alias()
        newer = select(other.c.article_id).join(its, its.c.article_id == other.c.article_id)
        same = (its.c.story_id == story_articles.c.story_id, other.c.hashtag_id == article_hashtags.c.hashtag_id)
        later = tuple_(other.c.dated, other.c.article_id) > tuple_(*order)
        cards = cards.where(~newer.where(*same, later).exists())
    return _page(conn, cards, order, cursor, limit)


def of_author(conn: Connection, name: str, cursor: str | None, limit: int) -> Timeline:
    """The articles by somebody of exactly that name. Raises BadInput for a cursor that is not ours."""
    by = select(authors.c.article_id).where(authors.c.name == plain(name))
    return _page(conn, _CARDS.where(articles.c.id.in_(by)), (articles.c.dated, articles.c.id), cursor, limit)


def newest(conn: Connection) -> int:
    """The number of the article that arrived last; 0 where there is none."""
    return conn.execute(select(func.max(articles.c.id))).scalar() or 0


def newer(conn: Connection, article_id: int, most: int = 100) -> int:
    """How many articles arrived after the one of that number, counted up to `most`."""
    some = select(articles.c.id).where(articles.c.id > article_id).limit(most).subquery()
    return conn.execute(select(func.count()).select_from(some)).scalar_one()


def of_ids(conn: Connection, ids: Sequence[int]) -> Timeline:
    """The articles of those numbers, in that order; one that is not there is left out."""
    rows = {row.id: row for row in conn.execute(_CARDS.where(articles.c.id.in_(ids)))}
    return Timeline(_cards(conn, [rows[article_id] for article_id in ids if article_id in rows]))


def with_texts(conn: Connection, ids: Sequence[int]) -> tuple[Timeline, dict[int, str]]:
    """The same, with the beginning of each one's text, by its number."""
    beginning = func.substr(texts.c.text, 1, BEGINNING).label("text")
    found = _CARDS.add_columns(beginning).join(texts, texts.c.article_id == articles.c.id)
    rows = {row.id: row for row in conn.execute(found.where(articles.c.id.in_(ids)))}
    timeline = Timeline(_cards(conn, [rows[article_id] for article_id in ids if article_id in rows]))
    return timeline, {article_id: row.text for article_id, row in rows.items()}


def of_story(conn: Connection, story_id: int, columns: Sequence[ColumnElement[Any]], most: int) -> list[Told]:
    """The articles of a story, the earliest first and of a very long one the newest, as cards without their lists and
    comments; each with these other columns of `articles`, `story_articles` and `copies`. One query."""
    joined = _CARDS.add_columns(*columns).outerjoin(copies, copies.c.article_id == articles.c.id)
    found = joined.where(story_articles.c.story_id == story_id).order_by(articles.c.dated.desc(), articles.c.id.desc())
    return [(_card(row), row) for row in reversed(conn.execute(found.limit(most)).all())]


def _page(
    conn: Connection, cards: Select[Any], order: tuple[ColumnElement[int], ColumnElement[int]],
    cursor: str | None, limit: int,
) -> Timeline:  # fmt: skip
    limit = max(1, min(limit, MOST))
    if cursor is not None:
        dated, article_id = read_cursor(cursor, 2)
        cards = cards.where(tuple_(*order) < tuple_(literal(dated), literal(article_id)))
    rows = conn.execute(cards.order_by(*(column.desc() for column in order)).limit(limit + 1)).all()
    last = rows[limit - 1] if len(rows) > limit else None
    return Timeline(_cards(conn, rows[:limit]), f"{last.dated}.{last.id}" if last else None)


def read_cursor(cursor: str, numbers: int) -> tuple[int, ...]:
    """The whole numbers that a cursor is made of. Raises BadInput for one that we did not make."""
    try:
        found = tuple(int(part) for part in cursor.split(".", numbers) if len(part) <= 20)
    except ValueError:
        found = ()
    if len(found) != numbers or any(abs(one) > LARGEST for one in found):
        raise BadInput("This address does not lead to a place in the list. Start again from the list's first page.")
    return found


def _cards(conn: Connection, rows: Sequence[AnyRow]) -> tuple[Card, ...]:
    ids = [row.id for row in rows]
    if not ids:
        return ()
    writers = parts.authors_of(conn, ids)
    tags = parts.hashtags_of(conn, ids)
    enclosures = parts.enclosures_of(conn, ids)
    talk = threads.counts(conn, ids)
    return tuple(
        replace(
            _card(row),
            authors=writers.get(row.id, ()),
            hashtags=tags.get(row.id, ()),
            enclosures=enclosures.get(row.id, ()),
            comments=talk.get(row.id, 0),
        )
        for row in rows
    )


def _card(row: AnyRow) -> Card:
    return Card(
        id=row.id,
        outlet=read_outlet(row),
        kind=Kind(row.kind),
        url=row.url,
        title=row.title,
        excerpt=row.excerpt,
        dated=row.dated,
        published=read_moment(row.published, row.published_iso),
        language=row.language,
        image=read_image(row),
        authors=(),
        paywalled=row.paywalled is not None,
        whole=row.excerpt_because is None,
        rights=rights.read(row.rights),
        story=_in_story(row),
    )


def _in_story(row: AnyRow) -> InStory | None:
    if row.story_id is None:
        return None
    return InStory(row.story_id, row.story_articles, row.story_outlets, row.story_independent)


_CARDS = (
    select(
        articles.c.id,
        articles.c.outlet_id,
        articles.c.kind,
        articles.c.url,
        articles.c.title,
        articles.c.excerpt,
        articles.c.dated,
        articles.c.published,
        articles.c.published_iso,
        articles.c.language,
        articles.c.paywalled,
        articles.c.excerpt_because,
        articles.c.rights,
        *IMAGE,
        *OUTLET,
        stories.c.id.label("story_id"),
        stories.c.articles.label("story_articles"),
        stories.c.outlets.label("story_outlets"),
        stories.c.independent.label("story_independent"),
    )
    .join(outlets, outlets.c.id == articles.c.outlet_id)
    .outerjoin(story_articles, story_articles.c.article_id == articles.c.id)
    .outerjoin(stories, stories.c.id == story_articles.c.story_id)
)
