"""A story, as a reader sees it: all that covers it, the stories before and after it, and how it came together."""

from collections import Counter
from collections.abc import Sequence

from broadsheet.errors import NotFound
from broadsheet.model.coverage import Coverage, Story
from broadsheet.model.insights import Hashtag
from broadsheet.model.readers import Reader, Right
from broadsheet.model.timeline import Card
from broadsheet.service.context import Context, demand, policy_for
from broadsheet.store import timeline
from broadsheet.store.database import Connection
from broadsheet.store.stories import history, reading
from broadsheet.text.rights import shown_cards

MOST_HASHTAGS = 8


def read(ctx: Context, reader: Reader | None, story_id: int) -> Coverage:
    """A story with what covers it, as far as the outlets' rights let it be shown to who asks. Where it was merged into
    another one, that one. Raises NotFound."""
    demand(ctx, reader, Right.SKIM)
    with ctx.database.read() as conn:
        story = known(conn, story_id)
        found = timeline.of_ids(conn, reading.members(conn, story.id)).cards
        earlier = named(ctx, conn, reader, reading.earlier(conn, story))
        later = named(ctx, conn, reader, reading.later(conn, story))
        joined, events = reading.joined(conn, story.id), history.of_story(conn, story.id)
    cards = shown_cards(found, policy_for(ctx, reader), ctx.clock())
    if not cards:
        raise NotFound("The outlets of this story ask that it not be shown any more.")
    return Coverage(story, cards, _hashtags(cards), earlier, later, joined, events)


def named(ctx: Context, conn: Connection, reader: Reader | None, found: Sequence[Story]) -> tuple[Story, ...]:
    """Those of the stories whose headline may be shown to who asks."""
    if not found:
        return ()
    cards = timeline.of_ids(conn, [story.headline_id for story in found if story.headline_id is not None]).cards
    shown = {card.id for card in shown_cards(cards, policy_for(ctx, reader), ctx.clock())}
    return tuple(story for story in found if story.headline_id in shown)


def known(conn: Connection, story_id: int) -> Story:
    """The story of that number, or the one that it was merged into. Raises NotFound."""
    story = reading.get(conn, story_id)
    if story is not None and story.merged is not None:
        story = reading.get(conn, story.merged)
    if story is None or not story.articles:
        raise NotFound("There is no such story here.")
    return story


def _hashtags(cards: Sequence[Card]) -> tuple[Hashtag, ...]:
    """What most outlets of the story write about."""
    outlets = {(tag, card.outlet.id): None for card in cards for tag in card.hashtags}
    counted = Counter(tag for tag, _ in outlets)
    return tuple(tag for tag, _ in counted.most_common(MOST_HASHTAGS))
