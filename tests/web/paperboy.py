"""The real app over a real Context with a mail server: for tests that go the whole way from the page to the mail."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from broadsheet.boot import open_context
from broadsheet.config import Settings
from broadsheet.model.readers import Reader, Role
from broadsheet.service import sessions
from broadsheet.store import readers
from broadsheet.web.app import create_app
from tests.conftest import NOW
from tests.service.broadcast import Mailroom, mailroom
from tests.web.conftest import Answer, door_of


@dataclass
class Clock:
    """Stands still until a test moves it."""

    now: int = NOW

    def __call__(self) -> int:
        return self.now


@dataclass
class Paperboy:
    """`ask` as a visitor; `as_(role)` gives an `ask` for one who is signed in."""

    room: Mailroom
    clock: Clock
    app: Any
    ask: Callable[..., Answer]

    def as_(self, role: Role) -> Callable[..., Answer]:
        cookie = (
            f"broadsheet-{self.room.ctx.settings.port}={sessions.begin(self.room.ctx, self.reader(role), agent='')}"
        )

        def asking(path: str, **given: Any) -> Answer:
            return self.ask(path, cookie=cookie, sec_fetch_site="same-origin", **given)

        return asking

    def reader(self, role: Role) -> Reader:
        with self.room.ctx.database.write() as conn:
            found = readers.by_name_or_email(conn, role.value)
            return found[0] if found else readers.add(
                conn, name=role.value, role=role, password="x", email=None, now=self.clock.now
            )  # fmt: skip


@contextmanager
def paperboy(folder: Path, **settings: Any) -> Iterator[Paperboy]:
    """Open the house on a fresh SQLite file, with an owner."""
    clock = Clock()
    with open_context(Settings(data=folder / "data"), clock=clock) as ctx, mailroom(ctx, **settings) as room:
        app = create_app(room.ctx, version="1.2.3")
        boy = Paperboy(room, clock, app, door_of(app))
        boy.reader(Role.OWNER)
        yield boy
