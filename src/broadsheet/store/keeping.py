"""A source that was found becomes one of ours, with its outlet."""

from broadsheet.model.outlines import Outline
from broadsheet.model.sources import Source
from broadsheet.store import outlets, page_sources, sources
from broadsheet.store.database import Connection
from broadsheet.text import urls, words

LONGEST_TITLE = 200  # characters


def keep(conn: Connection, found: Outline, language: str | None, now: int) -> tuple[Source, bool]:
    """The source, due at once, and whether it was known before; a known one stays as it is."""
    identity = urls.source_identity(found.url)
    known = sources.by_identity(conn, identity)
    if known is not None:
        return known, True
    host = urls.host(found.home_url) or urls.host(found.url)
    title = words.squash(found.title)[:LONGEST_TITLE] or host.removeprefix("www.")
    outlet = outlets.find_or_add(conn, host, title, language)
    source = sources.add(
        conn, outlet=outlet, url=found.url, identity=identity, title=title, folder=found.folder, now=now
    )
    if found.selectors is not None:
        page_sources.set_selectors(conn, source.id, found.selectors)
        source = sources.get(conn, source.id) or source
    return source, False
