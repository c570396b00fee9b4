"""The hand of an editor: stories are merged, articles taken out, and what was done is undone; each with a reason that
every reader can see. The hand wins over the gatherer, then and later."""

import re
from dataclasses import dataclass

from broadsheet.errors import BadInput, NotFound
from broadsheet.model.coverage import Act, Story
from broadsheet.model.readers import Reader, Right
from broadsheet.service.context import Context, demand_reader
from broadsheet.service.stories.showing import known, named
from broadsheet.store import hashtags, parts
from broadsheet.store.database import Connection
from broadsheet.store.stories import changing, gathering, history, reading
from broadsheet.store.stories.counting import stories_of
from broadsheet.text.words import squash

LONGEST_REASON = 300  # characters
CHOICES = 8  # similar stories that are offered
_LOOKED_AT = 60  # articles with the same hashtags
_NUMBER = re.compile(r"(?:.*/story/)?(\d{1,16})(?:[/?#].*)?")


@dataclass(frozen=True, slots=True)
class Choice:
    """A story, and those that it may be the same as."""

    story: Story
    similar: tuple[Story, ...]


def choices(ctx: Context, reader: Reader | None, story_id: int) -> Choice:
    """The stories that may be the same: those with the same hashtags, and those of the same affair. Raises NotFound."""
    demand_reader(ctx, reader, Right.EDIT)
    with ctx.database.read() as conn:
        story = known(conn, story_id)
        affair = reading.affair(conn, story)
        near = [one.id for one in (*affair.later, *affair.earlier[::-1])]
        ids = [one for one in dict.fromkeys([*near, *_alike(conn, story)]) if one != story.id][:CHOICES]
        found = reading.many(conn, ids)
        similar = [found[one] for one in ids if one in found and found[one].articles]
        return Choice(story, named(ctx, conn, reader, similar))


def merge(ctx: Context, reader: Reader | None, story_id: int, other: str, reason: str) -> int:
    """Two stories become one; gives its number, the lower of the two. `other`: a number or an address. Raises BadInput
    and NotFound."""
    editor, why = demand_reader(ctx, reader, Right.EDIT), _reason(reason)
    with ctx.database.write() as conn:
        one, two = known(conn, story_id), known(conn, _number(other))
        if one.id == two.id:
            raise BadInput("That is the same story. Give the number or the address of another one.")
        into, gone = sorted((one.id, two.id))
        changing.let_together(conn, into, gone)
        changing.merge(conn, into, gone, editor.name, why, ctx.clock())
        gathering.changed(conn)
    return into


def take_out(ctx: Context, reader: Reader | None, story_id: int, article_id: int, into: str, reason: str) -> int:
    """An article leaves its story, for another one (a number or an address) or with "" for a new one; gives that one.
    Raises BadInput and NotFound."""
    editor, why = demand_reader(ctx, reader, Right.EDIT), _reason(reason)
    with ctx.database.write() as conn:
        story = known(conn, story_id)
        target = known(conn, _number(into)).id if into.strip() else None
        if article_id not in reading.joined(conn, story.id):
            raise NotFound("That article is not in this story any more.")
        if target == story.id:
            raise BadInput("The article is in that story already. Give the number or the address of another one.")
        if target is None and story.articles == 1:
            raise BadInput("It is the only article of this story. Give the number of the story where it belongs.")
        moved = changing.move(conn, [article_id], story.id, target, editor.name, why, ctx.clock())
        gathering.changed(conn)
    return moved


def undo(ctx: Context, reader: Reader | None, event_id: int, reason: str) -> int:
    """The opposite of what was done: a merge is parted, articles that left come back; gives the story to look at.
    Raises BadInput and NotFound."""
    editor, why = demand_reader(ctx, reader, Right.EDIT), _reason(reason)
    with ctx.database.write() as conn:
        event = history.get(conn, event_id)
        if event is None or event.other is None:
            raise NotFound("There is nothing to undo there.")
        held = known(conn, event.other if event.act is Act.PARTED else event.story)
        before = reading.get(conn, event.story if event.act is Act.PARTED else event.other)
        if before is not None and before.merged not in (None, held.id):
            before = known(conn, before.id)
        articles = [one for one in event.articles if one in reading.joined(conn, held.id)]
        if before is None or before.id == held.id or not articles:
            raise BadInput("Those articles have moved on since. Take them out one by one.")
        changing.give_back(conn, articles, held.id, before.id, editor.name, why, ctx.clock())
        gathering.changed(conn)
    return before.id


def lock(ctx: Context, reader: Reader | None, story_id: int, *, locked: bool, reason: str) -> int:
    """Let the gatherer leave a story alone, or no longer: no article joins it and it is merged with none."""
    editor, why = demand_reader(ctx, reader, Right.EDIT), _reason(reason)
    with ctx.database.write() as conn:
        story = known(conn, story_id)
        if (story.locked is not None) != locked:
            changing.lock(conn, story.id, editor.name, why, ctx.clock(), locked=locked)
            gathering.changed(conn)
    return story.id


def _alike(conn: Connection, story: Story) -> list[int]:
    if story.headline_id is None:
        return []
    keys = [tag.key for tag in parts.hashtags_of(conn, [story.headline_id]).get(story.headline_id, ())]
    articles = hashtags.together(conn, keys, story.headline_id, _LOOKED_AT)
    its = stories_of(conn, articles)
    return [its[article_id] for article_id in articles if article_id in its]


def _number(typed: str) -> int:
    found = _NUMBER.fullmatch(typed.strip())
    if found is None:
        raise BadInput("Give the number of the other story, or its address: /story/12")
    return int(found[1])


def _reason(typed: str) -> str:
    reason = squash(typed)
    if not reason:
        raise BadInput("Say in a few words why: every reader of the story can see it.")
    if len(reason) > LONGEST_REASON:
        raise BadInput(f"A reason has at most {LONGEST_REASON} characters; this one has {len(reason)}.")
    return reason
