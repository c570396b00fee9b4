"""A Context on a fresh SQLite file, and an outlet on loopback."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from broadsheet.boot import open_context
from broadsheet.config import Settings
from broadsheet.service.context import Context
from tests.conftest import NOW
from tests.outlet import Outlet


@dataclass
class Clock:
    """Stands still until a test moves it."""

    now: int = NOW

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ctx(tmp_path: Path, clock: Clock) -> Iterator[Context]:
    settings = Settings(data=tmp_path / "data", allow_private_addresses=True, host_pause=0)
    with open_context(settings, clock=clock) as context:
        yield context


@pytest.fixture
def outlet() -> Iterator[Outlet]:
    with Outlet() as running:
        yield running
