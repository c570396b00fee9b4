"""Stories as they are: by number, by article, with what covers them, and the chain that they are a link of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, literal, select, union

from broadsheet.model.copies import Copy, CopyKind
from broadsheet.model.coverage import Joined, Story
from broadsheet.model.insights import Hashtag
from broadsheet.model.rights import Rights
from broadsheet.model.timeline import Card
from broadsheet.store import rights, timeline
from broadsheet.store.hashtags import HASHTAG, as_hashtag
from broadsheet.store.rows import AnyRow, number
from broadsheet.store.schema import article_hashtags, articles, hashtags
from broadsheet.store.schema.copies import copies
from broadsheet.store.schema.stories import stories, story_articles

MOST = 500  # articles of a story that are looked at
_CHAIN = 12  # stories before a story that are followed


@dataclass(frozen=True, slots=True)
class Report:
    """An article of a story as its page shows it: the card without its lists, the revision of its text, how it came
    into the story, and whose text it has."""

    card: Card
    revision: int
    joined: Joined
    copy: Copy | None


@dataclass(frozen=True, slots=True)
class Affair:
    """The stories of the same affair `earlier` and `later` than one, in order of time. `rights`: what the outlet of
    each one's headline lets others do with it, by the story's number."""

    earlier: tuple[Story, ...]
    later: tuple[Story, ...]
    rights: Mapping[int, Rights]


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


def reports(conn: Connection, story_id: int, most: int = MOST) -> list[Report]:
    """The articles of a story in order of time; of a very long one, the newest. One query."""
    return [
        Report(card, row.revision, _joined(row), _copy(row))
        for card, row in timeline.of_story(conn, story_id, _OF_REPORTS, most)
    ]


def joined(conn: Connection, story_id: int) -> dict[int, Joined]:
    """How each article came into a story."""
    found = select(story_articles).where(story_articles.c.story_id == story_id)
    return {row.article_id: _joined(row) for row in conn.execute(found)}


def affair(conn: Connection, story: Story) -> Affair:
    """The stories before and after a story. One query."""
    first = select(stories.c.id, stories.c.follows_id, literal(1).label("place")).where(stories.c.id == story.follows)
    before = first.cte("before", recursive=True)
    more = select(stories.c.id, stories.c.follows_id, before.c.place + 1)
    more = more.join(before, stories.c.id == before.c.follows_id).where(before.c.place < _CHAIN)
    chain = before.union_all(more)
    after = select(stories.c.id).where(stories.c.follows_id == story.id, stories.c.merged_id.is_(None))
    ids = union(select(chain.c.id), after).subquery()
    rows = conn.execute(_STORIES.add_columns(articles.c.rights).where(stories.c.id.in_(select(ids.c.id)))).all()
    known = {row.id: read(row) for row in rows if row.id != story.id}
    earlier: list[Story] = []
    at = known.pop(story.follows or 0, None)
    while at is not None:
        earlier.append(at)
        at = known.pop(at.follows or 0, None)
    later = sorted(known.values(), key=lambda one: (one.opened, one.id))[:_CHAIN]
    said = {row.id: rights.read(row.rights) for row in rows if row.headline_id is not None}
    return Affair(tuple(reversed(earlier)), tuple(later), said)


def hashtags_of(conn: Connection, article_ids: Sequence[int], most: int) -> tuple[Hashtag, ...]:
    """What most outlets of these articles write about."""
    found = (
        select(*HASHTAG)
        .join(article_hashtags, article_hashtags.c.hashtag_id == hashtags.c.id)
        .join(articles, articles.c.id == article_hashtags.c.article_id)
        .where(article_hashtags.c.article_id.in_(article_ids))
        .group_by(hashtags.c.id)
        .order_by(
            func.count(articles.c.outlet_id.distinct()).desc(),
            func.min(articles.c.dated),
            func.min(article_hashtags.c.place),
            hashtags.c.id,
        )
    )
    return tuple(as_hashtag(row) for row in conn.execute(found.limit(most)))


def headline_rights(conn: Connection, found: Sequence[Story]) -> dict[int, Rights]:
    """What the outlet of each story's headline lets others do with it, by the story's number."""
    its = select(articles.c.id, articles.c.rights).where(articles.c.id.in_([one.headline_id for one in found]))
    known = {row.id: rights.read(row.rights) for row in conn.execute(its)}
    return {one.id: known[one.headline_id] for one in found if one.headline_id in known}


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
        independent=row.independent,
        section=row.section,
        follows=row.follows_id,
        merged=row.merged_id,
        locked=row.locked,
    )


def _joined(row: AnyRow) -> Joined:
    return Joined(row.article_id, row.joined, row.nearest_id, row.near / 1000, row.fixed is not None)


def _copy(row: AnyRow) -> Copy | None:
    if row.of_id is None:
        return None
    return Copy(row.article_id, row.of_id, CopyKind(row.copy_kind), row.share / 100, row.reason)


_OF_REPORTS = (
    articles.c.revision,
    story_articles.c.article_id,
    story_articles.c.joined,
    story_articles.c.nearest_id,
    story_articles.c.near,
    story_articles.c.fixed,
    copies.c.of_id,
    copies.c.kind.label("copy_kind"),
    copies.c.share,
    copies.c.reason,
)
_STORIES = select(*stories.c, articles.c.title).outerjoin(articles, articles.c.id == stories.c.headline_id)
