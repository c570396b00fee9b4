"""A story, as a reader sees it: all that covers it, the stories before and after it, and how it came together."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from broadsheet.errors import NotFound
from broadsheet.model.copies import Copy, CopyKind
from broadsheet.model.coverage import Coverage, Story
from broadsheet.model.readers import Reader, Right
from broadsheet.model.rights import Rights, may
from broadsheet.model.timeline import Card
from broadsheet.service.context import Context, demand, policy_for
from broadsheet.service.stories.telling import account
from broadsheet.store import timeline
from broadsheet.store.database import Connection
from broadsheet.store.stories import history, reading
from broadsheet.text.rights import shown_cards

MOST_HASHTAGS = 8


def read(ctx: Context, reader: Reader | None, story_id: int) -> Coverage:
    """A story with what covers it and what that says together, as far as the outlets' rights let it be shown to who
    asks. Where it was merged into another one, that one. Raises NotFound."""
    demand(ctx, reader, Right.SKIM)
    policy = policy_for(ctx, reader)
    with ctx.database.read() as conn:
        story = known(conn, story_id)
        found = reading.reports(conn, story.id)
        cards = shown_cards((one.card for one in found), policy, ctx.clock())
        if not cards:
            raise NotFound("The outlets of this story ask that it not be shown any more.")
        ids = {card.id for card in cards}
        reports = [one for one in found if one.card.id in ids]
        affair = reading.affair(conn, story)
        covered = Coverage(
            story,
            cards,
            reading.hashtags_of(conn, sorted(ids), MOST_HASHTAGS),
            _named(ctx, reader, affair.earlier, affair.rights),
            _named(ctx, reader, affair.later, affair.rights),
            {one.card.id: one.joined for one in reports},
            history.of_story(conn, story.id),
            reprints=_reprints(cards, {one.card.id: one.copy for one in reports if one.copy}),
        )
    return replace(covered, account=account(ctx, story.id, reports, policy))


def newest(ctx: Context, reader: Reader | None, story_id: int, limit: int) -> tuple[Story, tuple[Card, ...]]:
    """A story and the newest articles of it, with all that a feed tells of them. Raises NotFound."""
    demand(ctx, reader, Right.SKIM)
    with ctx.database.read() as conn:
        story = known(conn, story_id)
        found = timeline.of_ids(conn, reading.members(conn, story.id, limit)[::-1]).cards
    return story, shown_cards(found, policy_for(ctx, reader), ctx.clock())


def named(ctx: Context, conn: Connection, reader: Reader | None, found: Sequence[Story]) -> tuple[Story, ...]:
    """Those of the stories whose headline may be shown to who asks."""
    return _named(ctx, reader, found, reading.headline_rights(conn, found))


def known(conn: Connection, story_id: int) -> Story:
    """The story of that number, or the one that it was merged into. Raises NotFound."""
    story = reading.get(conn, story_id)
    if story is not None and story.merged is not None:
        story = reading.get(conn, story.merged)
    if story is None or not story.articles:
        raise NotFound("There is no such story here.")
    return story


def _named(
    ctx: Context, reader: Reader | None, found: Sequence[Story], rights: Mapping[int, Rights]
) -> tuple[Story, ...]:  # fmt: skip
    policy, now = policy_for(ctx, reader), ctx.clock()
    return tuple(one for one in found if one.id in rights and may(rights[one.id], policy, now).listed)


def _reprints(cards: Sequence[Card], copied: Mapping[int, Copy]) -> dict[int, tuple[Card, ...]]:
    """Of each text that several have, the article that had it first, with the others; `cards`: the earliest first."""
    first: dict[int, int] = {}  # of a text's first known article, that of the story
    found: dict[int, list[Card]] = {}
    for card in cards:
        at, seen = card.id, set[int]()
        while (copy := copied.get(at)) and copy.kind is CopyKind.COPY and at not in seen:
            seen.add(at)
            at = copy.of
        if (front := first.setdefault(at, card.id)) != card.id:
            found.setdefault(front, []).append(card)
    return {front: tuple(others) for front, others in found.items()}
