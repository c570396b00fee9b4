"""The publishers whose articles we hold."""

import re
from collections.abc import Sequence
from difflib import get_close_matches

from sqlalchemy import Connection, insert, select, update

from broadsheet.model.sources import Outlet
from broadsheet.store.rows import number, plain
from broadsheet.store.schema import outlets
from broadsheet.text.words import fold


def find_or_add(conn: Connection, host: str, name: str, language: str | None = None) -> Outlet:
    """The outlet at `host`, which is added under `name` where it is new."""
    found = conn.execute(select(outlets).where(outlets.c.host == host)).first()
    if found:
        return Outlet(found.id, found.name, found.host, found.language)
    values = {"host": host, "name": plain(name) or host, "language": language and plain(language)}
    added = conn.execute(insert(outlets).values(values).returning(outlets)).one()
    return Outlet(added.id, added.name, added.host, added.language)


def get(conn: Connection, outlet_id: int) -> Outlet | None:
    """The outlet of that number, or None."""
    row = conn.execute(select(outlets).where(outlets.c.id == number(outlet_id))).first()
    return Outlet(row.id, row.name, row.host, row.language) if row else None


def all(conn: Connection) -> list[Outlet]:  # noqa: A001  read as outlets.all(conn)
    """Every outlet, by name."""
    rows = conn.execute(select(outlets))
    return sorted((Outlet(row.id, row.name, row.host, row.language) for row in rows), key=_by_name)


def named(conn: Connection, names: Sequence[str]) -> list[Outlet]:
    """The outlets of exactly these names, the longest known first."""
    rows = conn.execute(select(outlets).where(outlets.c.name.in_(names)).order_by(outlets.c.id.desc()))
    return [Outlet(row.id, row.name, row.host, row.language) for row in rows]


def called(conn: Connection, names: Sequence[str]) -> dict[str, list[Outlet]]:
    """The outlets that each of these may mean: those of that host or name, else those whose name has these words."""
    if not names:
        return {}
    known = [(outlet, fold(outlet.name).strip()) for outlet in all(conn)]
    return {name: _called(known, fold(name).strip()) for name in names}


def _called(known: Sequence[tuple[Outlet, str]], said: str) -> list[Outlet]:
    host = said.removeprefix("https://").removeprefix("http://").strip("/").removeprefix("www.")
    exact = [one for one, name in known if said in (name, one.host) or f".{one.host}".endswith(f".{host}")]
    words = re.compile(rf"(?<!\w){re.escape(said)}")
    return exact or [one for one, name in known if words.search(name)]


def resembling(conn: Connection, name: str) -> list[str]:
    """Names of outlets that this may be a slip of, the likeliest first."""
    known = {fold(outlet.name): outlet.name for outlet in all(conn)}
    return [known[near] for near in get_close_matches(fold(name), list(known), n=3, cutoff=0.6)]


def rename(conn: Connection, outlet_id: int, name: str, language: str | None = None) -> None:
    """A better name is known; so may be the language, which None leaves as it is."""
    values = {"name": plain(name)} | ({"language": plain(language)} if language else {})
    conn.execute(update(outlets).where(outlets.c.id == outlet_id).values(values))


def _by_name(outlet: Outlet) -> tuple[str, int]:
    # Sorted here: the two databases would put accents and capitals in different places.
    return outlet.name.casefold(), outlet.id
