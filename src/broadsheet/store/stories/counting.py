"""What a story is counted by, made anew from its articles whenever those change."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Text, bindparam, func, select, update

from broadsheet.store.rows import AnyRow
from broadsheet.store.schema import Number, articles, outlets
from broadsheet.store.schema.copies import copies, prints
from broadsheet.store.schema.stories import stories, story_articles
from broadsheet.store.stories.independence import independent

AT_ONCE = 500  # stories in one statement


def recount(conn: Connection, story_ids: Iterable[int]) -> None:
    """Counts, times, headline and section of these stories, from the articles that they have now."""
    ids = sorted(set(story_ids))
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        rows: dict[int, list[AnyRow]] = {story_id: [] for story_id in some}
        for row in conn.execute(_MEMBERS, {"stories": some}):
            rows[row.story_id].append(row)
        conn.execute(_COUNTED, [_values(story_id, its) for story_id, its in rows.items()])


def stories_of(conn: Connection, article_ids: Sequence[int]) -> dict[int, int]:
    """The story of each of these articles; one that was not gathered is left out."""
    found = select(story_articles.c.article_id, story_articles.c.story_id)
    rows = conn.execute(found.where(story_articles.c.article_id.in_(article_ids)))
    return {row.article_id: row.story_id for row in rows}


def _values(story_id: int, rows: Sequence[AnyRow]) -> dict[str, int | str | None]:
    counts = {"articles": len(rows), "outlets": len({row.outlet_id for row in rows}), "independent": independent(rows)}
    values = {"story": story_id, **counts}
    if not rows:  # its times stay: they are when it was
        return {**values, "headline_id": None, "section": None, "opened": None, "covered": None}
    return {
        **values,
        "headline_id": min(rows, key=_rank).id,
        "section": _section(rows),
        "opened": min(row.dated for row in rows),
        "covered": max(row.dated for row in rows),
    }


def _rank(row: AnyRow) -> tuple[bool, bool, int, int]:
    """Which article gives a story its headline: the first to report that can be read here whole. So the one who had
    the news keeps the front, and the headline does not change with each that joins."""
    return not row.title, row.excerpt_because is not None or row.paywalled is not None, row.dated, row.id


def _section(rows: Sequence[AnyRow]) -> str | None:
    """Where most outlets put it; between two, the one that an article had first."""
    votes: defaultdict[str, set[int]] = defaultdict(set)
    for row in sorted(rows, key=lambda row: (row.dated, row.id)):
        if row.section:
            votes[row.section].add(row.outlet_id)
    counted = Counter({section: len(outlets) for section, outlets in votes.items()})
    return counted.most_common(1)[0][0] if counted else None


_MEMBERS = (
    select(
        articles.c.id,
        articles.c.outlet_id,
        articles.c.dated,
        articles.c.title,
        articles.c.excerpt_because,
        articles.c.paywalled,
        story_articles.c.story_id,
        story_articles.c.section,
        outlets.c.name.label("outlet"),
        copies.c.of_id,
        copies.c.kind,
        prints.c.credits,
        prints.c.cites,
    )
    .join(story_articles, story_articles.c.article_id == articles.c.id)
    .join(outlets, outlets.c.id == articles.c.outlet_id)
    .outerjoin(copies, copies.c.article_id == articles.c.id)
    .outerjoin(prints, prints.c.article_id == articles.c.id)
    .where(story_articles.c.story_id.in_(bindparam("stories", expanding=True)))
)
_COUNTED = (
    update(stories)
    .where(stories.c.id == bindparam("story"))
    .values(
        articles=bindparam("articles"),
        outlets=bindparam("outlets"),
        independent=bindparam("independent"),
        headline_id=bindparam("headline_id", type_=Number),
        section=bindparam("section", type_=Text),
        opened=func.coalesce(bindparam("opened", type_=Number), stories.c.opened),
        covered=func.coalesce(bindparam("covered", type_=Number), stories.c.covered),
    )
)
