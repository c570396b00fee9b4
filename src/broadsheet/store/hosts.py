"""What each host allows us, and until when it wants to be left alone. An origin is a scheme, a name and a port."""

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from broadsheet.model.hosts import Host
from broadsheet.store.database import Database
from broadsheet.store.rows import plain, short
from broadsheet.store.schema import hosts

KEPT = 30 * 86_400  # seconds that a host is remembered after its rules have run out


class Hosts:
    """The hosts of a database, each question and each word in a transaction of its own: what `fetch.guest` is given."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, origin: str) -> Host:
        """What is known of a host."""
        with self._database.read() as conn:
            return get(conn, origin)

    def set_robots(self, origin: str, robots: str | None, until: int) -> None:
        """Write down what its robots.txt says."""
        with self._database.write() as conn:
            set_robots(conn, origin, robots, until)

    def set_tdm(self, origin: str, tdm: str, until: int) -> None:
        """Write down what its tdmrep.json says."""
        with self._database.write() as conn:
            set_tdm(conn, origin, tdm, until)

    def set_rest(self, origin: str, until: int, because: str) -> None:
        """Write down until when it wants to be left alone."""
        with self._database.write() as conn:
            set_rest(conn, origin, until, because)


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
