"""The accounts."""

from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from broadsheet.errors import BadInput
from broadsheet.model.appearance import PLAIN, Appearance, Ground, Measure, TextSize, View
from broadsheet.model.readers import Reader, Role
from broadsheet.store.rows import AnyRow, number, plain
from broadsheet.store.schema.readers import readers, sessions
from broadsheet.text import tokens
from broadsheet.text.words import fold, squash


def add(conn: Connection, *, name: str, role: Role, password: str, email: str | None, now: int) -> Reader:
    """A new account; `password`: its hash. Raises BadInput where the name or the address is somebody else's."""
    _refuse_taken(conn, name, email)
    values = {
        "name": plain(name),
        "key": key(name),
        "email": email,
        "role": role.value,
        "password": password,
        "joined": now,
        "feed_key": tokens.new(),
    }
    return read(conn.execute(insert(readers).values(values).returning(readers)).one())


def get(conn: Connection, reader_id: int) -> Reader | None:
    """The reader of that number, or None."""
    return _one(conn, readers.c.id == number(reader_id))


def by_name_or_email(conn: Connection, typed: str) -> tuple[Reader, str] | None:
    """The reader whose name or address of mail that is, with the hash of the password; or None."""
    named = readers.c.key == key(typed)
    mailed = readers.c.email == plain(typed.strip().lower())
    row = conn.execute(select(readers).where(named | mailed).order_by(named.desc()).limit(1)).first()
    return (read(row), row.password) if row else None


def by_feed_key(conn: Connection, feed_key: str) -> Reader | None:
    """The reader whose feeds that key opens, or None."""
    return _one(conn, readers.c.feed_key == plain(feed_key))


def all(conn: Connection) -> list[Reader]:  # noqa: A001  read as readers.all(conn)
    """Every reader, in the order of joining."""
    return [read(row) for row in conn.execute(select(readers).order_by(readers.c.id))]


def has_owner(conn: Connection) -> bool:
    """Whether this Broadsheet belongs to somebody."""
    return owners(conn) > 0


def owners(conn: Connection) -> int:
    """How many owners there are."""
    return conn.execute(select(func.count()).where(readers.c.role == Role.OWNER.value)).scalar() or 0


def password_of(conn: Connection, reader_id: int) -> str | None:
    """The hash of a reader's password, or None where there is no such reader."""
    found: str | None = conn.execute(select(readers.c.password).where(readers.c.id == number(reader_id))).scalar()
    return found


def change(conn: Connection, reader_id: int, **values: Any) -> None:
    """Set `name`, `email`, `role`, `password` (its hash), `feed_key` or `interface`. Raises BadInput where a name is
    taken."""
    _refuse_taken(conn, values.get("name"), values.get("email"), except_id=reader_id)
    if "name" in values:
        values |= {"name": plain(values["name"]), "key": key(values["name"])}
    conn.execute(update(readers).where(readers.c.id == reader_id).values(values))


def show_as(conn: Connection, reader_id: int, chosen: Appearance) -> None:
    """How the paper looks to a reader from now on."""
    values = {
        "ground": None if chosen.ground is PLAIN.ground else chosen.ground.value,
        "size": None if chosen.size is PLAIN.size else chosen.size.value,
        "measure": None if chosen.measure is PLAIN.measure else chosen.measure.value,
        "view": None if chosen.view is PLAIN.view else chosen.view.value,
    }
    conn.execute(update(readers).where(readers.c.id == reader_id).values(values))


def remove(conn: Connection, reader_id: int) -> None:
    """Take an account away. What it said stays, without a name."""
    conn.execute(delete(readers).where(readers.c.id == reader_id))


def of_session(conn: Connection, digest: str, since: int) -> tuple[Reader, int, int] | None:
    """The reader whose session has this digest and was seen after `since`, with its number and when it was seen."""
    columns = (*readers.c, sessions.c.id.label("session"), sessions.c.seen)
    found = select(*columns).join(sessions, sessions.c.reader_id == readers.c.id)
    row = conn.execute(found.where(sessions.c.digest == digest, sessions.c.seen > since)).first()
    return (read(row), row.session, row.seen) if row else None


def key(name: str) -> str:
    """What makes two spellings of a name the same reader."""
    return fold(squash(plain(name)))


def read(row: AnyRow) -> Reader:
    """A reader from a row of `readers`."""
    return Reader(
        row.id, row.name, Role(row.role), row.joined, row.email, row.feed_key, _appearance(row), row.interface
    )


def _appearance(row: AnyRow) -> Appearance:
    return Appearance(
        Ground(row.ground) if row.ground else PLAIN.ground,
        TextSize(row.size) if row.size else PLAIN.size,
        Measure(row.measure) if row.measure else PLAIN.measure,
        View(row.view) if row.view else PLAIN.view,
    )


def _one(conn: Connection, where: Any) -> Reader | None:
    row = conn.execute(select(readers).where(where)).first()
    return read(row) if row else None


def _refuse_taken(conn: Connection, name: str | None, email: str | None, except_id: int = 0) -> None:
    if name is not None and conn.execute(
        select(readers.c.id).where(readers.c.key == key(name), readers.c.id != except_id)
    ).first():  # fmt: skip
        raise BadInput("Another reader has that name already. Choose another one.")
    if email is not None and conn.execute(
        select(readers.c.id).where(readers.c.email == email, readers.c.id != except_id)
    ).first():  # fmt: skip
        raise BadInput("Another reader has that address already.")
