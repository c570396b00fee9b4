"""What belongs to one event loop: the connections, the names looked up, the turns at each host."""

import ssl
from dataclasses import dataclass

import aiohttp
from yarl import URL

from broadsheet.fetch.guard import open_socket
from broadsheet.fetch.limits import Limits
from broadsheet.fetch.names import Names
from broadsheet.fetch.pace import Pace

_KEEP_ALIVE = 5.0  # seconds; longer than the usual pause at a host, short enough not to gather open connections
_KEEP_NAMES = 60  # seconds; what is dialled is judged each time, so an old answer does no harm


@dataclass(frozen=True, slots=True)
class Setup:
    """How a Client was made; its fields are described there."""

    agent: str
    proxy: URL | None
    allow_private: bool
    concurrency: int
    host_pause: float
    limits: Limits
    tls: ssl.SSLContext | None


@dataclass(frozen=True, slots=True)
class Session:
    """The connections and turns of one loop."""

    http: aiohttp.ClientSession
    names: Names
    pace: Pace

    async def close(self) -> None:
        """Close all connections, and wait until they are."""
        await self.http.close()
        await self.names.close()


def open_session(setup: Setup) -> Session:
    """A session for the running loop; nothing is connected yet."""
    names = Names(2 * setup.concurrency)  # a look-up that nobody waits for any more still runs to its end
    # With a proxy all dialling is to the proxy, which is where the operator put it, maybe on this machine.
    guarded = setup.proxy is None and not setup.allow_private
    connector = aiohttp.TCPConnector(
        limit=0,  # the pace limits
        resolver=names,
        ttl_dns_cache=_KEEP_NAMES,
        keepalive_timeout=_KEEP_ALIVE,
        socket_factory=open_socket if guarded else None,
        ssl=setup.tls or True,
    )
    http = aiohttp.ClientSession(
        connector=connector,
        headers={"User-Agent": setup.agent, "Accept-Encoding": "gzip, deflate"},
        cookie_jar=aiohttp.DummyCookieJar(),
        trust_env=False,  # no proxy and no password from the environment
        auto_decompress=False,  # it has no limit
        timeout=aiohttp.ClientTimeout(total=None, connect=setup.limits.connect, sock_read=setup.limits.idle),
        max_line_size=setup.limits.header_line,
        max_field_size=setup.limits.header_line,
        max_headers=setup.limits.header_lines,
    )
    return Session(http, names, Pace(concurrency=setup.concurrency, host_pause=setup.host_pause))
