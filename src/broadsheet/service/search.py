"""Search in everything that was read."""

from dataclasses import replace

from broadsheet.model.readers import Reader, Right
from broadsheet.model.timeline import Query, Results
from broadsheet.service.context import Context, demand, policy_for
from broadsheet.store import search as store
from broadsheet.text.rights import shown_cards


def search(ctx: Context, reader: Reader | None, query: Query, *, cursor: str | None = None, limit: int = 30) -> Results:
    """The articles that hold all of the words. Nothing found is an empty result, never an error."""
    demand(ctx, reader, Right.SKIM)
    with ctx.database.read() as conn:
        found = store.search(conn, query, cursor, limit)
    cards = shown_cards(found.timeline.cards, policy_for(ctx, reader), ctx.clock(), searched=True)
    return replace(found, timeline=replace(found.timeline, cards=cards))
