"""Search in everything that was read."""

from broadsheet.model.timeline import Query, Results
from broadsheet.service.context import Context
from broadsheet.store import search as store


def search(ctx: Context, query: Query, *, cursor: str | None = None, limit: int = 30) -> Results:
    """The articles that hold all of the words. Nothing found is an empty result, never an error."""
    with ctx.database.read() as conn:
        return store.search(conn, query, cursor, limit)
