"""The selectors of page sources."""

from sqlalchemy import Connection, insert, update

from broadsheet.errors import NotFound
from broadsheet.model.page_sources import Selectors
from broadsheet.model.sources import Way
from broadsheet.store.rows import plain
from broadsheet.store.schema import page_sources, sources


def set_selectors(conn: Connection, source_id: int, selectors: Selectors) -> None:
    """Let a source be read by these selectors; what was known of its answers no longer counts. Raises NotFound."""
    forgotten = {"etag": None, "last_modified": None, "answered_from": None}
    changed = update(sources).where(sources.c.id == source_id).values(way=Way.PAGE.value, **forgotten)
    if conn.execute(changed).rowcount == 0:
        raise NotFound(f"There is no source {source_id}.")
    values = {name: plain(text) for name, text in selectors.items()}
    known = update(page_sources).where(page_sources.c.source_id == source_id).values(values)
    if conn.execute(known).rowcount == 0:
        conn.execute(insert(page_sources).values(source_id=source_id, **values))
