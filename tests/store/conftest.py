"""A fresh database for each test, of both kinds."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Connection

from broadsheet.model.sources import Source
from broadsheet.store.database import Database
from tests.store.samples import add_source

_NUMBERS = count(1)


@pytest.fixture(scope="session")
def template(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The server's address, once a migrated database named "template_store" is there to be copied."""
    with psycopg.connect(postgres, autocommit=True) as server:
        server.execute("ALTER SYSTEM SET fsync = off")  # nothing here has to outlive a power cut
        server.execute("SELECT pg_reload_conf()")
        server.execute("CREATE DATABASE template_store TEMPLATE template0 ENCODING 'UTF8'")
    database = Database(named(postgres, "template_store"))
    database.migrate(tmp_path_factory.mktemp("backups"), 0)
    database.close()
    return postgres


def named(server: str, name: str) -> str:
    """The address of one database of a server."""
    return server.replace("/postgres?", f"/{name}?")


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a migrated, empty database."""
    if request.param == "sqlite":
        database = Database(f"sqlite:///{tmp_path}/broadsheet.db")
        database.migrate(tmp_path / "backups", 0)
        database.close()
        yield f"sqlite:///{tmp_path}/broadsheet.db"
    else:
        server, name = request.getfixturevalue("template"), f"store_{next(_NUMBERS)}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template_store")
            yield named(server, name)
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def database(address: str) -> Iterator[Database]:
    """A migrated, empty database."""
    opened = Database(address)
    yield opened
    opened.close()


@pytest.fixture
def conn(database: Database) -> Iterator[Connection]:
    """A transaction in an empty database, for tests of what happens inside one."""
    with database.write() as connection:
        yield connection


@pytest.fixture
def source(conn: Connection, now: int) -> Source:
    return add_source(conn, "herald.example", now)
