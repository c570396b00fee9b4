"""An outlet on loopback that says what a test wants, and a client that asks it."""

import asyncio
import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from broadsheet.fetch.client import Client, Limits
from broadsheet.model.pages import NotModified, Page
from tests.fetch.wire import Wire

SMALL = Limits(body=100_000)
Get = Callable[..., Page | NotModified]


@pytest.fixture
def outlet() -> Iterator[Wire]:
    with Wire() as wire:
        yield wire


@pytest.fixture
def proxy() -> Iterator[Wire]:
    with Wire() as wire:
        yield wire


@pytest.fixture
def secure() -> Iterator[Wire]:
    with Wire(tls=True) as wire:
        yield wire


@pytest.fixture
def client(now: int) -> Callable[..., Client]:
    """Makes clients that may ask loopback and do not pause, unless told otherwise."""

    def make(**how: Any) -> Client:
        how = {"allow_private": True, "host_pause": 0, "limits": SMALL, **how}
        return Client(agent="Broadsheet/0 (test)", clock=lambda: now, **how)

    return make


@pytest.fixture
def get(client: Callable[..., Client]) -> Get:
    """Asks once, in a loop of its own. Options that `get` does not take are the client's."""

    def ask(url: str, **options: Any) -> Page | NotModified:
        asked = {name: options.pop(name) for name in ("unless", "accept", "most", "enough", "ahead") if name in options}

        async def once() -> Page | NotModified:
            async with client(**options) as opened:
                return await opened.get(url, **asked)

        return asyncio.run(once())

    return ask


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Name → number, instead of the system's names."""
    known: dict[str, str] = {}

    def look_up(host: str, port: int, **_: object) -> list[Any]:
        if host not in known:
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        numbers = known[host].split()
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port)) for number in numbers]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return known
