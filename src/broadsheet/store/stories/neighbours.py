"""Which articles stood out as near when each was gathered: what stands beside an article is found by it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, insert, select

from broadsheet.model.related import Standing
from broadsheet.store.schema import articles
from broadsheet.store.schema.stories import neighbours, story_articles

UNIT = 1000  # nearness is kept in thousandths


def keep(conn: Connection, found: Iterable[tuple[int, Sequence[tuple[int, float]]]]) -> None:
    """Write what was near to each of these articles, and how near, in place of what was written before."""
    found = list(found)
    conn.execute(delete(neighbours).where(neighbours.c.article_id.in_([article_id for article_id, _ in found])))
    rows = [
        {"article_id": article_id, "other_id": other, "near": round(UNIT * near)}
        for article_id, others in found
        for other, near in others
    ]
    if rows:
        conn.execute(insert(neighbours), rows)


def around(conn: Connection, ids: Sequence[int]) -> dict[int, dict[int, float]]:
    """What is near to each of these articles, came it before or after them, and how near."""
    near: defaultdict[int, dict[int, float]] = defaultdict(dict)
    for one, other in (
        (neighbours.c.article_id, neighbours.c.other_id),
        (neighbours.c.other_id, neighbours.c.article_id),
    ):
        found = select(one.label("one"), other.label("other"), neighbours.c.near).where(one.in_(ids))
        for row in conn.execute(found):
            near[row.one][row.other] = row.near / UNIT
    return dict(near)


def standings(conn: Connection, ids: Sequence[int]) -> dict[int, Standing]:
    """Where each of these articles stands; those that were removed are left out."""
    found = select(articles.c.id, articles.c.outlet_id, articles.c.dated, story_articles.c.story_id)
    joined = found.outerjoin(story_articles, story_articles.c.article_id == articles.c.id)
    rows = conn.execute(joined.where(articles.c.id.in_(ids)))
    return {row.id: Standing(row.outlet_id, row.dated, row.story_id) for row in rows}
