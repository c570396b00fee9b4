import re
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from broadsheet.errors import NewerDatabase, StoreError
from broadsheet.model.timeline import Query
from broadsheet.store import search, search_index, search_words, upgrades
from broadsheet.store.database import Database
from broadsheet.store.schema import metadata
from broadsheet.text.terms import indexed
from tests.store.samples import WHOLE, add_source, keep

NEWEST = upgrades.newest_revision()
FOLLOWING = f"{int(NEWEST) + 1:04}"
NEXT = """
from alembic import op
import sqlalchemy as sa

revision = "{following}"
down_revision = "{newest}"


def upgrade() -> None:
    with op.batch_alter_table("outlets") as outlets:
        outlets.add_column(sa.Column("motto", sa.Text(), nullable=False, server_default="None"))
    {then}
"""


@pytest.fixture
def newer(tmp_path, monkeypatch):
    """Let the program be one revision newer; gives a way back, and a way to make that revision fail."""
    folder = tmp_path / "migrations"
    shutil.copytree(upgrades.MIGRATIONS, folder)
    ours = upgrades.MIGRATIONS

    def be(*, new=True, then=""):
        code = NEXT.format(then=then, newest=NEWEST, following=FOLLOWING)
        (folder / "versions" / f"{FOLLOWING}_motto.py").write_text(code)
        monkeypatch.setattr(upgrades, "MIGRATIONS", folder if new else ours)

    return be


def titles(opened):
    with opened.read() as conn:
        return [card.title for card in search.search(conn, Query("dam"), None, 9, 0).timeline.cards]


def fill(opened, now):
    with opened.write() as conn:
        keep(conn, add_source(conn, "herald.example", now), WHOLE, now)


def test_revisions_are_the_numbers_of_their_files():
    heads = ScriptDirectory(str(upgrades.MIGRATIONS)).get_heads()
    assert heads == [upgrades.newest_revision()]


def test_the_tables_are_those_of_the_schema(database):
    def ours(name, kind, _):
        return kind != "table" or not (re.fullmatch("search(_.*)?", name) or name == upgrades.REVISION_TABLE)

    with database.read() as conn:
        numbered_by_identity = conn.dialect.name == "postgresql"  # which SQLite's tables know nothing of
        options = {"include_name": ours, "compare_type": True, "compare_server_default": numbered_by_identity}
        assert compare_metadata(MigrationContext.configure(conn, opts=options), metadata) == []


def test_a_new_database_needs_no_backup(tmp_path):
    opened = Database(f"sqlite:///{tmp_path}/new folder/b.db")
    assert opened.migrate(tmp_path / "backups", 0) is None
    assert not (tmp_path / "backups").exists()


def test_a_database_that_is_up_to_date_is_left_alone(database, tmp_path):
    assert database.migrate(tmp_path / "none", 0) is None
    assert not (tmp_path / "none").exists()


def test_an_older_database_is_upgraded_and_keeps_its_articles(database, tmp_path, now, newer):
    fill(database, now)
    newer()
    database.migrate(tmp_path / "backups", now)
    with database.read() as conn:
        assert conn.execute(text("SELECT motto FROM outlets")).scalars().all() == ["None"]
        assert upgrades.current_revision(conn) == FOLLOWING
    assert titles(database) == [WHOLE.title]


def test_a_sqlite_file_is_copied_before_it_is_upgraded(tmp_path, now, newer):
    opened = Database(f"sqlite:///{tmp_path}/broadsheet.db")
    opened.migrate(tmp_path / "backups", now)
    fill(opened, now)
    newer()
    copy = opened.migrate(tmp_path / "backups", now)
    assert copy == tmp_path / "backups" / f"broadsheet-20251009T085320Z-{NEWEST}.db"
    newer(new=False)
    restored = Database(f"sqlite:///{copy}")
    assert restored.migrate(tmp_path, now) is None
    assert titles(restored) == [WHOLE.title]


def test_only_the_newest_five_backups_are_kept(tmp_path, now, newer):
    opened = Database(f"sqlite:///{tmp_path}/broadsheet.db")
    opened.migrate(tmp_path, now)
    backups = tmp_path / "backups"
    backups.mkdir()
    for day in range(7):
        (backups / f"broadsheet-2025010{day}T000000Z-0001.db").touch()
    (backups / "mine.db").touch()
    newer()
    copy = opened.migrate(backups, now)
    assert sorted(path.name for path in backups.iterdir()) == [
        *(f"broadsheet-2025010{day}T000000Z-0001.db" for day in range(3, 7)), copy.name, "mine.db",
    ]  # fmt: skip


def test_a_backup_that_cannot_be_written_stops_the_upgrade(tmp_path, now, newer):
    opened = Database(f"sqlite:///{tmp_path}/broadsheet.db")
    opened.migrate(tmp_path, now)
    (tmp_path / "backups").write_text("a file")
    newer()
    with pytest.raises(StoreError):
        opened.migrate(tmp_path / "backups", now)
    with opened.read() as conn:
        assert upgrades.current_revision(conn) == NEWEST


def test_an_upgrade_that_fails_leaves_the_database_as_it_was(database, tmp_path, now, newer):
    fill(database, now)
    newer(then="raise ValueError('stop')")
    with pytest.raises(ValueError, match="stop"):
        database.migrate(tmp_path / "backups", now)
    newer(new=False)
    assert database.migrate(tmp_path / "backups", now) is None
    assert titles(database) == [WHOLE.title]


def test_an_older_program_refuses_a_newer_database(database, tmp_path, now, newer):
    newer()
    database.migrate(tmp_path / "backups", now)
    newer(new=False)
    with pytest.raises(NewerDatabase, match=rf"{FOLLOWING}.*knows {NEWEST}.*backup"):
        database.migrate(tmp_path / "backups", now)


def test_two_programs_that_start_together_upgrade_once(address, tmp_path, now, newer):
    newer()
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda n: Database(address).migrate(tmp_path / str(n), now), range(2)))
    with Database(address).read() as conn:
        assert upgrades.current_revision(conn) == FOLLOWING


def test_all_articles_are_findable_by_new_words_after_the_words_have_changed(database, tmp_path, now, monkeypatch):
    fill(database, now)
    monkeypatch.setattr(search_index, "WORDS_VERSION", search_words.WORDS_VERSION + 1)
    monkeypatch.setattr(search_words, "indexed", lambda text: ["levee"] if "holds" in text else indexed(text))
    database.migrate(tmp_path, now)
    with database.read() as conn:
        assert search.counts(conn, ["holds", "levee", "slept"]) == {"holds": 0, "levee": 1, "slept": 1}
        assert not search_index.is_stale(conn)


def test_a_backup_is_one_whole_file(tmp_path, now, newer):
    opened = Database(f"sqlite:///{tmp_path}/broadsheet.db")
    opened.migrate(tmp_path, now)
    fill(opened, now)
    newer()
    copy = opened.migrate(tmp_path / "backups", now)
    with sqlite3.connect(f"file:{copy}?mode=ro&immutable=1", uri=True) as plain:
        assert plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert plain.execute("SELECT count(*) FROM articles").fetchone() == (1,)
    assert [path.name for path in (tmp_path / "backups").iterdir()] == [copy.name]
