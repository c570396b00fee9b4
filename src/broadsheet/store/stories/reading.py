"""Stories as they are: by number, by article, with what covers them, and the chain that they are a link of."""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from broadsheet.model.coverage import Joined, Story
from broadsheet.store.rows import AnyRow, number
from broadsheet.store.schema import articles
from broadsheet.store.schema.stories import stories, story_articles

MOST = 500  # articles of a story that are looked at
_CHAIN = 12  # stories before a story that are followed


def get(conn: Connection, story_id: int) -> Story | None:
    """The story of that number, or None."""
    return many(conn, [story_id]).get(story_id)


def many(conn: Connection, ids: Sequence[int]) -> dict[int, Story]:
    """The stories of those numbers."""
    possible = [story_id for story_id in ids if number(story_id) is not None]
    return {row.id: read(row) for row in conn.execute(_STORIES.where(stories.c.id.in_(possible)))}


def of_article(conn: Connection, article_id: int) -> Story | None:
    """The story of an article, or None where it was not gathered yet."""
    found = _STORIES.join(story_articles, story_articles.c.story_id == stories.c.id)
    row = conn.execute(found.where(story_articles.c.article_id == number(article_id))).first()
    return row and read(row)


def members(conn: Connection, story_id: int, most: int = MOST) -> list[int]:
    """The numbers of a story's articles in order of time; of a very long one, the newest."""
    joined = select(articles.c.id).join(story_articles, story_articles.c.article_id == articles.c.id)
    found = joined.where(story_articles.c.story_id == story_id).order_by(articles.c.dated.desc(), articles.c.id.desc())
    return list(conn.execute(found.limit(most)).scalars())[::-1]


def joined(conn: Connection, story_id: int) -> dict[int, Joined]:
    """How each article came into a story."""
    found = select(story_articles).where(story_articles.c.story_id == story_id)
    return {
        row.article_id: Joined(row.article_id, row.joined, row.nearest_id, row.near / 1000, row.fixed is not None)
        for row in conn.execute(found)
    }


def earlier(conn: Connection, story: Story) -> tuple[Story, ...]:
    """The stories of the same affair before this one, the first of all first."""
    chain: list[Story] = []
    seen, before = {story.id}, story.follows
    while before is not None and before not in seen and len(chain) < _CHAIN:
        found = get(conn, before)
        if found is None:
            break
        seen.add(before)
        chain.append(found)
        before = found.follows
    return tuple(reversed(chain))


def later(conn: Connection, story: Story) -> tuple[Story, ...]:
    """The stories that go on from this one, in order of time."""
    found = _STORIES.where(stories.c.follows_id == story.id, stories.c.merged_id.is_(None))
    return tuple(read(row) for row in conn.execute(found.order_by(stories.c.opened, stories.c.id).limit(_CHAIN)))


def read(row: AnyRow) -> Story:
    """A story from a row of `stories` with the title of its headline article."""
    return Story(
        id=row.id,
        title=row.title or "",
        headline_id=row.headline_id,
        opened=row.opened,
        covered=row.covered,
        articles=row.articles,
        outlets=row.outlets,
        section=row.section,
        follows=row.follows_id,
        merged=row.merged_id,
        locked=row.locked,
    )


_STORIES = select(*stories.c, articles.c.title).outerjoin(articles, articles.c.id == stories.c.headline_id)
