"""The articles that a reader's follows lead to."""

from collections.abc import Sequence

from sqlalchemy import Connection, literal, select, tuple_, union_all

from broadsheet.model.interests import Interest, Thing
from broadsheet.model.timeline import Timeline
from broadsheet.store import timeline
from broadsheet.store.schema import article_hashtags, articles, authors, hashtags
from broadsheet.store.timeline import MOST, read_cursor

_TOUCHED = 2_000  # articles of a kind that are looked at


def touched(conn: Connection, followed: Sequence[Interest], since: int) -> set[int]:
    """The articles dated from `since` on (seconds since 1970, UTC) that carry a followed hashtag or are by a followed
    author; the newest, where there are very many."""
    keys = [one.key for one in followed if one.thing is Thing.HASHTAG]
    names = [one.name for one in followed if one.thing is Thing.AUTHOR]
    tagged = article_hashtags.c
    tag_ids = select(hashtags.c.id).where(hashtags.c.key.in_(keys))
    carry = select(tagged.article_id).where(tagged.hashtag_id.in_(tag_ids), tagged.dated >= since)
    wrote = select(authors.c.article_id).join(articles, articles.c.id == authors.c.article_id)
    ways = (
        carry.order_by(tagged.dated.desc()).limit(_TOUCHED).subquery(),
        wrote.where(authors.c.name.in_(names), articles.c.dated >= since).limit(_TOUCHED).subquery(),
    )
    return set(conn.execute(union_all(*map(select, ways))).scalars())


def of_interests(conn: Connection, followed: Sequence[Interest], cursor: str | None, limit: int) -> Timeline:
    """The articles with one of these hashtags, of one of these outlets or by one of these authors, newest first; words
    lead nowhere. Raises BadInput for a cursor that is not ours."""
    keys = {thing: [one.key for one in followed if one.thing is thing] for thing in Thing}
    names = [one.name for one in followed if one.thing is Thing.AUTHOR]
    tagged = article_hashtags.c
    tag_ids = select(hashtags.c.id).where(hashtags.c.key.in_(keys[Thing.HASHTAG]))
    ways = (
        (select(tagged.dated, tagged.article_id.label("id")).where(tagged.hashtag_id.in_(tag_ids)), tagged),
        (select(articles.c.dated, articles.c.id).where(articles.c.outlet_id.in_(map(int, keys[Thing.OUTLET]))), None),
        (
            select(articles.c.dated, articles.c.id)
            .join(authors, authors.c.article_id == articles.c.id)
            .where(authors.c.name.in_(names)),
            None,
        ),
    )
    limit = max(1, min(limit, MOST))
    found = []
    for way, through in ways:
        order = (through.dated, through.article_id) if through is not None else (articles.c.dated, articles.c.id)
        if cursor is not None:
            way = way.where(tuple_(*order) < tuple_(*map(literal, read_cursor(cursor, 2))))
        found.append(select(way.order_by(*(column.desc() for column in order)).limit(limit + 1).subquery()))
    rows = sorted({(row.dated, row.id) for row in conn.execute(union_all(*found))}, reverse=True)
    shown = timeline.of_ids(conn, [article_id for _, article_id in rows[:limit]])
    last = rows[limit - 1] if len(rows) > limit else None
    return Timeline(shown.cards, f"{last[0]}.{last[1]}" if last else None)
