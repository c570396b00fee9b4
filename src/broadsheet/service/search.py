"""Search in everything that was read."""

from broadsheet.model.readers import Reader, Right
from broadsheet.model.timeline import Query, Results
from broadsheet.service.context import Context, demand
from broadsheet.store import search as store


def search(ctx: Context, reader: Reader | None, query: Query, *, cursor: str | None = None, limit: int = 30) -> Results:
    """The articles that hold all of the words. Nothing found is an empty result, never an error."""
    demand(ctx, reader, Right.SKIM)
    with ctx.database.read() as conn:
        return store.search(conn, query, cursor, limit)
