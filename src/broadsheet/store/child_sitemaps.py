"""What is remembered of the sitemaps that an index of sitemaps names."""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, delete, insert, select

from broadsheet.model.pages import Validators
from broadsheet.model.sitemaps import ChildState
from broadsheet.store.rows import number, plain
from broadsheet.store.schema import child_sitemaps


def of_source(conn: Connection, source_id: int) -> tuple[ChildState, ...]:
    """What the last look found; nothing for a source that is no index."""
    return tuple(
        ChildState(row.url, row.changed, row.read, Validators(row.etag, row.last_modified, row.answered_from), row.news)
        for row in conn.execute(_OF_SOURCE, {"source": source_id})
    )


def keep(conn: Connection, source_id: int, states: Sequence[ChildState]) -> None:
    """Put these in the place of what was known."""
    conn.execute(delete(child_sitemaps).where(child_sitemaps.c.source_id == source_id))
    rows = {plain(state.url): state for state in states}
    if rows:
        conn.execute(insert(child_sitemaps), [{"source_id": source_id, **_columns(state)} for state in rows.values()])


def _columns(state: ChildState) -> dict[str, str | int | None]:
    seen = state.validators
    return {
        "url": plain(state.url),
        "changed": number(state.changed),
        "read": state.read,
        "news": state.news,
        "etag": seen.etag and plain(seen.etag),
        "last_modified": seen.last_modified and plain(seen.last_modified),
        "answered_from": seen.of and plain(seen.of),
    }


_OF_SOURCE = select(child_sitemaps).where(child_sitemaps.c.source_id == bindparam("source"))
