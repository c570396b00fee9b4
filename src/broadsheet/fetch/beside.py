"""What a host says beside its pages of what may be done with them: in its robots.txt, which is here already, and in its
tdmrep.json, which is asked for once a day."""

import asyncio
from collections.abc import Callable, Iterable
from weakref import WeakKeyDictionary

from broadsheet.errors import BadStatus, FetchError
from broadsheet.fetch import preferences, robots
from broadsheet.fetch.client import Client
from broadsheet.fetch.memory import Memory
from broadsheet.model.hosts import Host
from broadsheet.model.rights import Said
from broadsheet.text import urls


class Beside:
    """Knows what hosts say beside their pages. `clock`: seconds since 1970, UTC."""

    def __init__(self, client: Client, memory: Memory, clock: Callable[[], int]) -> None:
        self._client, self._memory, self._clock = client, memory, clock
        # One question for a host at a time: all its articles come together.
        self._asking: WeakKeyDictionary[asyncio.AbstractEventLoop, dict[str, asyncio.Lock]] = WeakKeyDictionary()

    def known(self, addresses: Iterable[str]) -> dict[str, tuple[Said, ...]]:
        """What is known already of the hosts of addresses; nothing is asked for."""
        hosts: dict[str, Host] = {}
        said: dict[str, tuple[Said, ...]] = {}
        for url in addresses:
            if not urls.host(url):
                said[url] = ()
                continue
            origin = robots.place(url)[0]
            if origin not in hosts:
                hosts[origin] = self._memory.get(origin)
            said[url] = _read(hosts[origin], url)
        return said

    async def said(self, url: str) -> tuple[Said, ...]:
        """The same of a page that was just read: its host's tdmrep.json is asked for where that was not done today."""
        origin, _ = robots.place(url)
        locks = self._asking.setdefault(asyncio.get_running_loop(), {})
        async with locks.setdefault(origin, asyncio.Lock()):
            host, now = self._memory.get(origin), self._clock()
            if host.tdm_until is None or host.tdm_until <= now:
                text, kept = await self._ask(origin, host)
                self._memory.set_tdm(origin, text, now + kept)
                host = self._memory.get(origin)
        return _read(host, url)

    async def _ask(self, origin: str, host: Host) -> tuple[str, int]:
        """The file, and for how many seconds that counts; what was known before, where it cannot be had now."""
        place, rules = preferences.well_known(origin), robots.Rules(host.robots)
        if host.rests(self._clock()) or not rules.allows(place):
            return host.tdm, robots.ASKED_AGAIN

        async def ahead(_: str) -> float:
            return rules.pause

        try:
            page = await self._client.get(place, enough=preferences.LARGEST + 1, ahead=ahead)
        except FetchError as fault:
            gone = isinstance(fault, BadStatus) and 400 <= fault.status < 500 and fault.status != 429
            return ("", robots.KEPT) if gone else (host.tdm, robots.ASKED_AGAIN)
        return preferences.read(page.body), robots.KEPT


def _read(host: Host, url: str) -> tuple[Said, ...]:
    return (*preferences.in_robots(host.robots or "", url), *preferences.in_tdm_file(host.tdm, url))
