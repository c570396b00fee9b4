"""What each host allows us, and until when it wants to be left alone. An origin is a scheme, a name and a port."""

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from broadsheet.store.rows import plain, short
from broadsheet.store.schema import hosts

KEPT = 30 * 86_400  # seconds that a host is remembered after its rules have run out


@dataclass(frozen=True, slots=True)
class Host:
    """`robots`: the text of its robots.txt, None where it could not say; `robots_until`: how long that counts, None
    where it was never asked. `tdm`, `tdm_until`: the same of its tdmrep.json, "" where it has none. `rests_until`,
    `rests_because`: when it may be asked again, and who said so. All times are seconds since 1970, UTC."""

    robots: str | None = None
    robots_until: int | None = None
    rests_until: int | None = None
    rests_because: str = ""
    tdm: str = ""
    tdm_until: int | None = None

    def rests(self, now: int) -> bool:
        """Whether it wants to be left alone."""
        return self.rests_until is not None and self.rests_until > now


def get(conn: Connection, origin: str) -> Host:
    """What is known of a host; nothing, where it was never met."""
    row = conn.execute(_GET, {"key": short(origin)}).first()
    if row is None:
        return Host()
    rests = (row.rests_until, row.rests_because or "")
    return Host(row.robots, row.robots_until, *rests, row.tdm or "", row.tdm_until)


def set_robots(conn: Connection, origin: str, robots: str | None, until: int) -> None:
    """Write down what its robots.txt says; and forget hosts whose rules ran out long ago."""
    _write(conn, origin, {"robots": None if robots is None else plain(robots), "robots_until": until})
    conn.execute(delete(hosts).where(hosts.c.robots_until < until - KEPT))


def set_tdm(conn: Connection, origin: str, tdm: str, until: int) -> None:
    """Write down what its tdmrep.json says; "" where it has none."""
    _write(conn, origin, {"tdm": plain(tdm) or None, "tdm_until": until})


def set_rest(conn: Connection, origin: str, until: int, because: str) -> None:
    """Write down until when it wants to be left alone; a later end that is known already stays."""
    if (get(conn, origin).rests_until or 0) < until:
        _write(conn, origin, {"rests_until": until, "rests_because": plain(because)})


def _write(conn: Connection, origin: str, values: dict[str, int | str | None]) -> None:
    key = short(origin)
    if not conn.execute(update(hosts).where(hosts.c.origin == key).values(values)).rowcount:
        conn.execute(insert(hosts).values(origin=key, **values))


_GET = select(hosts).where(hosts.c.origin == bindparam("key"))  # built once: it runs before every request
