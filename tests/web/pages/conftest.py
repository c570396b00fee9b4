"""A real Context on a fresh SQLite file, and the real app over it, for pages whose services are tested with them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from broadsheet.boot import open_context
from broadsheet.config import Settings
from broadsheet.model.readers import Reader
from broadsheet.service import sessions
from broadsheet.service.context import Context
from broadsheet.web.app import create_app
from tests.web.conftest import door_of


@pytest.fixture
def ctx(tmp_path: Path, now: int) -> Iterator[Context]:
    with open_context(Settings(data=tmp_path), clock=lambda: now) as context:
        yield context


@pytest.fixture
def visit(ctx) -> Callable[..., Callable]:
    """The door for one reader: `visit(alice)(path, form=…)`; for None, that of a visitor."""
    door = door_of(create_app(ctx, version="1.2.3"))

    def of(reader: Reader | None):
        if reader is None:
            return door
        cookie = f"broadsheet-{ctx.settings.port}={sessions.begin(ctx, reader, agent='test')}"
        return lambda path, **more: door(path, cookie=cookie, sec_fetch_site="same-origin", **more)

    return of
