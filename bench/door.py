"""A reader's browser without a network: whole requests to the app in this process, with what each of them cost."""

import asyncio
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import event

from broadsheet.model.readers import Reader, Role
from broadsheet.service import sessions
from broadsheet.service.context import Context
from broadsheet.store import readers
from broadsheet.web.app import create_app


@dataclass(frozen=True)
class Answered:
    """What a request cost. `cpu`: milliseconds of the whole process; `size`: bytes as they are sent, gzip and all."""

    cpu: float
    size: int
    statements: int
    headers: Mapping[str, str]


Ask = Callable[[str], Answered]


@contextmanager
def door(ctx: Context, name: str = "bench") -> Iterator[Ask]:
    """Ask for pages as the reader of that name, who is made where there is none."""
    app = create_app(ctx, version="bench")
    cookie = f"broadsheet-{ctx.settings.port}={sessions.begin(ctx, reader(ctx, name), agent='')}"
    loop = asyncio.new_event_loop()
    asked: list[str] = []
    note = lambda *said: asked.append(said[2])  # noqa: E731 (the same one is taken off again)
    engines = (ctx.database._readers, ctx.database._writer)
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)

    def ask(address: str) -> Answered:
        asked.clear()
        start = time.process_time()
        status, headers, size = loop.run_until_complete(_exchange(app, address, cookie))
        assert status == 200, (status, address)
        spent = (time.process_time() - start) * 1000
        return Answered(spent, size, len(asked) - asked.count("BEGIN"), headers)

    yield ask
    for engine in engines:
        event.remove(engine, "before_cursor_execute", note)
    loop.close()


def reader(ctx: Context, name: str) -> Reader:
    """The reader of that name."""
    with ctx.database.write() as conn:
        found = readers.by_name_or_email(conn, name)
        if found:
            return found[0]
        return readers.add(conn, name=name, role=Role.READER, password="x", email=None, now=ctx.clock())


def percentiles(costs: list[float]) -> str:
    """The middle, the 95th of a hundred, and the most."""
    ordered = sorted(costs)
    half, most = ordered[len(ordered) // 2], ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return f"p50 {half:6.1f}  p95 {most:6.1f}  most {ordered[-1]:6.1f} ms CPU"


async def _exchange(app: object, address: str, cookie: str) -> tuple[int, dict[str, str], int]:
    path, _, query = address.partition("?")
    headers = [(b"host", b"localhost:8480"), (b"cookie", cookie.encode()), (b"accept-encoding", b"gzip")]
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "scheme": "http", "root_path": "",
        "method": "GET", "path": path, "raw_path": path.encode(), "query_string": query.encode(), "headers": headers,
        "client": ("127.0.0.1", 5), "server": ("127.0.0.1", 8480),
    }  # fmt: skip
    sent: list[dict[str, object]] = []

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    await app(scope, receive, send)  # type: ignore[operator]
    status, said = sent[0]["status"], sent[0]["headers"]
    assert isinstance(status, int)
    named = {key.decode(): value.decode() for key, value in said}  # type: ignore[attr-defined]
    return status, named, sum(len(bytes(message.get("body", b""))) for message in sent[1:])  # type: ignore[call-overload]
