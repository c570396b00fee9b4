"""The database: opened once, read by many threads, written by one at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from sqlalchemy import Connection as Connection  # for the services too, which know no SQL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from broadsheet.errors import StoreBusy
from broadsheet.store.dialects import (
    bytes_used,
    has_jobs,
    keep_log_ahead,
    open_engines,
    queue_for_writing,
    read_address,
    translate,
)
from broadsheet.store.rebuild import rebuild_search
from broadsheet.store.search_index import is_stale
from broadsheet.store.upgrades import upgrade

WAIT_SECONDS = 60  # for another thread's transaction: they are short, so longer means that something hangs


class Database:
    """One database, SQLite or PostgreSQL. Safe to share between threads; a connection is not."""

    def __init__(self, address: str) -> None:
        """`address`: sqlite:///file or postgresql://user:password@host/name. Opens nothing yet. Raises BadSettings."""
        self._url = read_address(address)
        self._readers, self._writer = open_engines(self._url)
        self._writing = Lock()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees the database as it was at its first statement, and can change nothing.

        Raises StoreBusy and StoreError.
        """
        try:
            with self._readers.connect() as connection:
                yield connection
        except (DBAPIError, PoolTimeout) as error:
            raise translate(error, self._url) from error

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction: all of it is kept when the block ends, nothing when it raises. One writer at a time.

        Keep it short: no waiting for anything else inside. Raises StoreBusy and StoreError.
        """
        if self._writer.dialect.name == "sqlite" and not self._writing.acquire(timeout=WAIT_SECONDS):
            raise StoreBusy("Another task is writing to the database. Please try again in a moment.")
        try:
            with self._writer.begin() as connection:
                queue_for_writing(connection)
                yield connection
        except (DBAPIError, PoolTimeout) as error:
            raise translate(error, self._url) from error
        finally:
            if self._writer.dialect.name == "sqlite":
                self._writing.release()

    def migrate(self, backups: Path, now: int) -> Path | None:
        """Bring the tables up to this program; gives the path of the backup, where one was made.

        A SQLite file that holds older tables is first copied into the folder `backups`, where the newest five are
        kept. `now`: seconds since 1970, UTC. Raises NewerDatabase, StoreBusy, StoreError.
        """
        try:
            backup = upgrade(self._url, self._readers, backups, now)
        except (DBAPIError, PoolTimeout) as error:
            raise translate(error, self._url) from error
        with self.read() as connection:
            stale = is_stale(connection)
        if stale:
            with self.write() as connection:
                rebuild_search(connection)
        return backup

    def size(self) -> int:
        """Bytes that the database takes."""
        with self.read() as connection:
            return bytes_used(connection)

    def jobs_address(self, folder: Path) -> str:
        """Where the job engine keeps its own tables: a SQLite file in `folder`, apart from the news so that the two do
        not wait for each other; or the same PostgreSQL. For SQLAlchemy, with the password in it."""
        if self._url.get_backend_name() == "sqlite":
            return keep_log_ahead(folder / "jobs.db")
        return self._url.render_as_string(hide_password=False)

    def jobs_kept(self, folder: Path) -> str | None:
        """The same where the job engine has begun to keep its tables; None where it never ran. Raises StoreError."""
        if self._url.get_backend_name() == "sqlite" and not (folder / "jobs.db").exists():
            return None
        address = self.jobs_address(folder)
        try:
            return address if has_jobs(address) else None
        except DBAPIError as error:
            raise translate(error, self._url) from error

    def close(self) -> None:
        """Close all connections; the database can be used again, which opens new ones."""
        self._readers.dispose()
        self._writer.dispose()
