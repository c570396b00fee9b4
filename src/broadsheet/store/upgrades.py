"""Bringing an older database up to this program: look, back up, migrate in one transaction."""

import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, inspect, text

from broadsheet.errors import NewerDatabase, StoreError
from broadsheet.store.dialects import check_encoding, open_for_upgrade, queue_for_writing

MIGRATIONS = Path(__file__).parent / "migrations"
REVISION_TABLE = "broadsheet_revision"  # not Alembic's own name: a PostgreSQL database may serve two programs
BACKUPS_KEPT = 5


def upgrade(url: URL, readers: Engine, backups: Path, now: int) -> Path | None:
    """Bring the database at `url` up to the newest revision; gives the path of the backup, where one was made."""
    file = Path(str(url.database)) if url.get_backend_name() == "sqlite" else None
    if file:
        _make_folder(file.parent)
    with readers.connect() as connection:
        check_encoding(connection)
        revision = current_revision(connection)
    if revision == newest_revision():
        return None
    backup = _back_up(file, revision, backups, now) if file and revision else None
    engine = open_for_upgrade(url)
    try:
        with engine.begin() as connection:
            queue_for_writing(connection)
            _migrate(connection)
    finally:
        engine.dispose()
    return backup


def newest_revision() -> str:
    """The revision that this program's tables have. Revisions are numbered files: 0001_first.py, 0002_…."""
    return max(_revisions())


def current_revision(connection: Connection) -> str | None:
    """The revision of a database, or None where it is empty. Raises NewerDatabase for one that we do not know."""
    if not inspect(connection).has_table(REVISION_TABLE):
        return None
    revision = connection.execute(text(f"SELECT version_num FROM {REVISION_TABLE}")).scalar()  # noqa: S608 (our own constant)
    if revision is not None and revision not in _revisions():
        raise NewerDatabase(
            f"The database was written by a newer Broadsheet (its revision is {revision}, this program knows "
            f"{newest_revision()}). Install that Broadsheet again, or put a backup in the database's place."
        )
    return revision


def _revisions() -> set[str]:
    return {path.name[:4] for path in (MIGRATIONS / "versions").glob("[0-9]*.py")}


def _migrate(connection: Connection) -> None:
    # Imported here: most starts find nothing to do, and need not pay for loading it.
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection, "version_table": REVISION_TABLE})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    command.upgrade(config, "head")
    if connection.dialect.name == "sqlite" and connection.execute(text("PRAGMA foreign_key_check")).first():
        raise StoreError("The database could not be brought up to date; it is as it was. Please report this.")


def _back_up(file: Path, revision: str, backups: Path, now: int) -> Path:
    """A copy of the SQLite file, whole even while others write to it (sqlite3's backup API)."""
    _make_folder(backups)
    moment = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(now))
    copy = backups / f"{file.stem}-{moment}-{revision}.db"
    unfinished = copy.with_suffix(".part")
    unfinished.unlink(missing_ok=True)
    try:
        unfinished.touch(mode=0o600)
        with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(unfinished)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")  # one file, without a log beside it
        os.replace(unfinished, copy)
    except (OSError, sqlite3.Error) as error:
        unfinished.unlink(missing_ok=True)
        raise StoreError(
            f"The backup {copy} cannot be written: {error}. Make room or mend the folder first."
        ) from error
    for old in sorted(backups.glob("*-[0-9]*T[0-9]*Z-*.db"))[:-BACKUPS_KEPT]:
        old.unlink(missing_ok=True)
    return copy


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"The folder {folder} cannot be made: {error.strerror}. Choose another data folder."
        ) from error
