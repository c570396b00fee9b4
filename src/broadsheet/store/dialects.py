"""Where SQLite and PostgreSQL differ when they are opened, locked and read: the one home of those differences.

Searching differs too, and has its own: store/search_sqlite.py and store/search_postgresql.py.
"""

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DatabaseError, DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import NullPool

from broadsheet.errors import BadSettings, StoreBusy, StoreError

BUSY_SECONDS = 5  # how long another process may hold the SQLite file before we say that it is busy
LOCK_SECONDS = 30  # the same for PostgreSQL, where many workers queue for the one lock
IDLE_SECONDS = 20  # after which PostgreSQL ends a transaction whose process is frozen: it may hold that lock
WRITERS_LOCK = 0x62726F6164  # "broad": the key of the advisory lock that orders writers on PostgreSQL
WRITER = [
    "PRAGMA cache_size = -16000",  # 16 MB: inserts go to many places at once
    "PRAGMA wal_autocheckpoint = 4000",  # pages: 16 MB; saves a tenth of the time, for pages written again and again
    "PRAGMA journal_size_limit = 67108864",  # 64 MB: the log is cut back to this after a long reader let it grow
]

# Statements are not prepared: each is planned for its own words and numbers, and a PgBouncer may stand between.
_PSYCOPG = {"prepare_threshold": None, "client_encoding": "UTF8"}

_UNREADABLE = (
    "The database's address cannot be read. Write sqlite:///folder/file.db or postgresql://user:password@host/name."
)
_BUSY = ("database is locked", "database table is locked", "database schema is locked")
_BUSY_STATES = {"55P03", "40P01", "40001"}  # PostgreSQL's: lock not available, deadlock, serialization failure
_OURS = ("IntegrityError", "ProgrammingError", "DataError", "NotSupportedError", "InterfaceError")


def read_address(address: str) -> URL:
    """The address of a database as an operator writes it, for SQLAlchemy. Raises BadSettings.

    A path is taken as it stands: it may hold any character.
    """
    if address.startswith("sqlite:///"):
        path = address.removeprefix("sqlite:///")
        if path and path != ":memory:":
            return URL.create("sqlite", database=path)
    elif address.startswith("postgresql://"):
        try:
            return make_url(address).set(drivername="postgresql+psycopg")
        except (ArgumentError, ValueError) as error:
            raise BadSettings(_UNREADABLE) from error
    raise BadSettings(_UNREADABLE)


def open_engines(url: URL) -> tuple[Engine, Engine]:
    """An engine for reading and one for writing; no connection is made yet.

    Neither tells the values of a statement in its errors or its log: addresses of people are among them.
    """
    if url.get_backend_name() == "sqlite":
        readers = create_engine(url, pool_size=8, max_overflow=40, pool_timeout=10, hide_parameters=True)
        writer = create_engine(url, pool_size=1, max_overflow=0, hide_parameters=True)
        _prepare(readers, ["PRAGMA query_only = ON"], begin="BEGIN")
        _prepare(writer, WRITER, "BEGIN IMMEDIATE")
        return readers, writer
    engine = create_engine(
        url,
        pool_size=5,
        max_overflow=40,
        pool_timeout=10,
        pool_pre_ping=True,
        connect_args=_PSYCOPG,
        hide_parameters=True,
    )
    event.listen(engine, "connect", _set_timeouts)
    readers = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return readers, engine


def open_for_upgrade(url: URL) -> Engine:
    """An engine for the one connection that changes tables; its first use makes the SQLite file, with its log ahead.

    SQLite changes most tables by building them anew, which foreign keys would forbid half way; they are checked when
    it is done.
    """
    sqlite = url.get_backend_name() == "sqlite"
    engine = create_engine(url, poolclass=NullPool, connect_args={} if sqlite else _PSYCOPG)
    if sqlite:
        _prepare(engine, ["PRAGMA foreign_keys = OFF", "PRAGMA journal_mode = WAL"], "BEGIN IMMEDIATE")
    else:
        event.listen(engine, "connect", _set_lock_timeout)
    return engine


def keep_log_ahead(path: Path) -> str:
    """The address of a SQLite file that is in WAL mode from now on: a mode that the file itself remembers."""
    url = URL.create("sqlite", database=str(path))
    engine = open_for_upgrade(url)
    with engine.connect():
        pass
    engine.dispose()
    return url.render_as_string()


def has_jobs(address: str) -> bool:
    """Whether the job engine has made its tables at this address."""
    engine = open_for_upgrade(make_url(address))
    try:
        with engine.connect() as connection:
            schema = None if connection.dialect.name == "sqlite" else "dbos"
            return inspect(connection).has_table("workflow_schedules", schema=schema)
    finally:
        engine.dispose()


def _prepare(engine: Engine, pragmas: list[str], begin: str) -> None:
    """Take transactions into our own hands: sqlite3 would begin them late, and never before a read."""

    def connect(connection: Any, _: object) -> None:
        connection.isolation_level = None
        for pragma in [
            f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}",
            "PRAGMA synchronous = NORMAL",  # with a write-ahead log: safe against a crash of ours at any moment
            "PRAGMA foreign_keys = ON",
            "PRAGMA temp_store = MEMORY",
            *pragmas,
        ]:
            connection.execute(pragma).close()

    event.listen(engine, "connect", connect)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))


def _set_timeouts(connection: Any, record: object) -> None:
    _set_lock_timeout(connection, record)
    connection.autocommit = True
    connection.execute(f"SET idle_in_transaction_session_timeout = '{IDLE_SECONDS}s'")
    connection.autocommit = False


def _set_lock_timeout(connection: Any, _: object) -> None:
    connection.autocommit = True
    connection.execute(f"SET lock_timeout = '{LOCK_SECONDS}s'")
    connection.autocommit = False


def queue_for_writing(connection: Connection) -> None:
    """Wait for our turn to write, until the transaction's end; on SQLite, BEGIN IMMEDIATE has done it.

    One writer at a time on PostgreSQL too: so ids become visible in the order in which they were given out, and a
    reader who has seen number 7 never meets a number 6 later.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITERS_LOCK})


def check_encoding(connection: Connection) -> None:
    """Raises StoreError for a PostgreSQL database that cannot hold every script."""
    if connection.dialect.name == "postgresql":
        encoding = connection.execute(text("SHOW server_encoding")).scalar_one()
        if encoding != "UTF8":
            raise StoreError(
                f"The database keeps text as {encoding}, which cannot hold every script. Make one with "
                "CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0."
            )


def bytes_used(connection: Connection) -> int:
    """The size of the database, without SQLite's write-ahead log."""
    if connection.dialect.name == "postgresql":
        return int(connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one())
    pages = connection.execute(text("PRAGMA page_count")).scalar_one()
    return int(pages) * int(connection.execute(text("PRAGMA page_size")).scalar_one())


def translate(error: DBAPIError | PoolTimeout, url: URL) -> Exception:
    """Our error for one of the database's, as a sentence; a fault in our own statements stays as it is."""
    if isinstance(error, PoolTimeout):
        return StoreBusy("Too many readers at once: no connection to the database was free. Please try again.")
    said = str(error.orig).strip().split("\n")[0]
    if any(sign in said for sign in _BUSY) or getattr(error.orig, "sqlstate", None) in _BUSY_STATES:
        return StoreBusy("Another process is holding the database. Please try again in a moment.")
    if not isinstance(error, DatabaseError) or type(error).__name__ in _OURS:
        return error
    if url.get_backend_name() == "sqlite":
        return StoreError(_about_the_file(Path(str(url.database)), said))
    if isinstance(error, OperationalError):
        shown = url.set(drivername="postgresql").render_as_string(hide_password=True)
        return StoreError(
            f"The database at {shown} cannot be used: {said}. Check that the server runs and the address is right."
        )
    return StoreError(f"The database failed: {said}.")


def _about_the_file(path: Path, said: str) -> str:
    if "not a database" in said or "malformed" in said:
        return f"{path} is damaged or not a database. Put a backup in its place, or move it away to start anew."
    if "full" in said:
        return f"The disk that holds {path} is full. Make room, then start again."
    if "readonly" in said or "unable to open" in said:
        return f"The database {path} cannot be opened for writing. Check that its folder exists and belongs to you."
    return f"The database {path} cannot be used: {said}."
