import threading
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from broadsheet.errors import BadSettings, BroadsheetError, StoreBusy, StoreError
from broadsheet.store import articles, database, dialects, outlets, sources
from broadsheet.store.database import Database
from tests.store.conftest import named
from tests.store.samples import add_source, keep, numbered


def hosts(opened):
    with opened.read() as conn:
        return [outlet.host for outlet in outlets.all(conn)]


@pytest.mark.parametrize(
    "address",
    ["", "broadsheet.db", "sqlite://", "sqlite:///", "sqlite:///:memory:", "mysql://a/b", "postgresql://h:port/x"],
)
def test_an_address_that_is_none_is_refused_in_words(address):
    with pytest.raises(BadSettings, match="postgresql://user"):
        Database(address)


def test_what_is_written_can_be_read(database):
    with database.write() as conn:
        outlets.find_or_add(conn, "herald.example", "Herald")
    assert hosts(database) == ["herald.example"]


def test_a_transaction_that_fails_leaves_nothing(database):
    def write_half():
        with database.write() as conn:
            outlets.find_or_add(conn, "herald.example", "Herald")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_half()
    assert hosts(database) == []


def test_who_reads_can_change_nothing(database):
    with pytest.raises((StoreError, DBAPIError)), database.read() as conn:
        outlets.find_or_add(conn, "herald.example", "Herald")
    assert hosts(database) == []


def test_who_reads_sees_one_state_whatever_is_written_meanwhile(database):
    with database.read() as conn:
        assert outlets.all(conn) == []
        with database.write() as other:
            outlets.find_or_add(other, "herald.example", "Herald")
        assert outlets.all(conn) == []


def test_many_threads_write_one_after_the_other(database, now):
    with database.write() as conn:
        source = add_source(conn, "herald.example", now)

    def save(number):
        with database.write() as conn:
            return keep(conn, source, numbered(number), now).id

    with ThreadPoolExecutor(8) as threads:
        ids = list(threads.map(save, range(40)))
    assert sorted(ids) == list(range(1, 41))


def test_numbers_become_visible_in_order(database, now):
    with database.write() as conn:
        source = add_source(conn, "herald.example", now)
    second = threading.Thread(target=lambda: _save(database, source, 2, now))
    with database.write() as conn:
        keep(conn, source, numbered(1), now)
        second.start()
        with database.read() as reader:
            assert articles.count(reader) == 0
    second.join()
    with database.read() as conn:
        assert articles.get(conn, 1).article.title == "News number 1"


def _save(opened, source, number, now):
    with opened.write() as conn:
        keep(conn, source, numbered(number), now)


def test_a_database_that_another_process_holds_is_busy(address, monkeypatch):
    monkeypatch.setattr(dialects, "BUSY_SECONDS", 0.05)
    monkeypatch.setattr(dialects, "LOCK_SECONDS", 0.05)
    ours, theirs = Database(address), Database(address)
    with theirs.write() as conn:
        outlets.find_or_add(conn, "herald.example", "Herald")
        with pytest.raises(StoreBusy, match="try again") as caught, ours.write():
            pass
    assert caught.value.again
    with ours.write() as conn:
        outlets.find_or_add(conn, "times.example", "Times")
    ours.close()
    theirs.close()


def test_a_thread_that_waits_too_long_is_told_so(tmp_path, monkeypatch):
    monkeypatch.setattr(database, "WAIT_SECONDS", 0.05)
    opened = Database(f"sqlite:///{tmp_path}/b.db")
    opened.migrate(tmp_path, 0)
    with opened.write(), pytest.raises(StoreBusy, match="Another task"), opened.write():
        pass


@pytest.mark.parametrize("name", ["with space.db", "quest?ion.db", "per%20cent.db", "há#sh.db", "a'b.db"])
def test_a_database_may_have_any_name(tmp_path, name):
    opened = Database(f"sqlite:///{tmp_path}/{name}")
    opened.migrate(tmp_path / "backups", 0)
    assert hosts(opened) == []
    opened.close()
    assert (tmp_path / name).exists()


def spoil(tmp_path, kind):
    path = tmp_path / "broadsheet.db"
    if kind == "text":
        path.write_text("This is a letter. " * 1000)
    elif kind == "folder":
        path.mkdir()
    elif kind == "under a file":
        path.write_text("x")
        path = path / "deeper" / "broadsheet.db"
    return path


@pytest.mark.parametrize(
    ("kind", "said"), [("text", "not a database"), ("folder", "cannot be opened"), ("under a file", "data folder")]
)
def test_a_file_that_cannot_be_used_is_named_with_what_to_do(tmp_path, kind, said):
    path = spoil(tmp_path, kind)
    with pytest.raises(StoreError, match=said) as caught:
        Database(f"sqlite:///{path}").migrate(tmp_path / "backups", 0)
    assert str(tmp_path) in str(caught.value)


def test_a_server_that_is_not_there_is_named_without_the_password(tmp_path):
    with pytest.raises(StoreError, match="server runs") as caught:
        Database("postgresql://ada:secret@127.0.0.1:1/news").migrate(tmp_path, 0)
    assert "secret" not in str(caught.value)
    assert isinstance(caught.value, BroadsheetError)


def test_a_server_database_that_cannot_hold_every_script_is_refused(template, tmp_path):
    with psycopg.connect(template, autocommit=True) as server:
        server.execute("CREATE DATABASE ascii ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0")
    with pytest.raises(StoreError, match=r"SQL_ASCII.*UTF8"):
        Database(named(template, "ascii")).migrate(tmp_path, 0)


@pytest.mark.parametrize("find", [articles.get, outlets.get, sources.get])
@pytest.mark.parametrize("number", [-1, 0, 2**62, 2**63, 10**40])
def test_a_number_that_cannot_be_is_nothing(database, find, number):
    with database.read() as conn:
        assert find(conn, number) is None


def test_the_size_is_known(database):
    assert database.size() > 50_000


def test_a_closed_database_opens_again(database):
    database.close()
    assert hosts(database) == []


def test_a_writer_that_froze_does_not_keep_the_others_waiting_for_ever(postgres, monkeypatch, tmp_path):
    monkeypatch.setattr("broadsheet.store.dialects.IDLE_SECONDS", 1)
    frozen, other = Database(postgres), Database(postgres)
    with pytest.raises(StoreError), frozen.write(), other.write() as conn:  # waits until PostgreSQL has ended the first
        assert conn.execute(text("SELECT 1")).scalar() == 1
    frozen.close()
    other.close()
