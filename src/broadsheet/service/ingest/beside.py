"""What a host says beside its pages of what may be done with them: in its robots.txt, which is here already, and in its
tdmrep.json, which is asked for once a day."""

import asyncio
from weakref import WeakKeyDictionary

from broadsheet.errors import BadStatus, FetchError
from broadsheet.fetch import preferences, robots
from broadsheet.model.rights import Said
from broadsheet.service.context import Context
from broadsheet.store import hosts
from broadsheet.store.hosts import Host
from broadsheet.text import urls

# One question for a host at a time: all its articles come together.
_asking: WeakKeyDictionary[asyncio.AbstractEventLoop, dict[str, asyncio.Lock]] = WeakKeyDictionary()


def known_beside(ctx: Context, url: str) -> tuple[Said, ...]:
    """What is known already of the host of an address; nothing is asked for."""
    if not urls.host(url):
        return ()
    with ctx.database.read() as conn:
        return _read(hosts.get(conn, robots.place(url)[0]), url)


async def said_beside(ctx: Context, url: str) -> tuple[Said, ...]:
    """The same of a page that was just read: its host's tdmrep.json is asked for where that was not done today."""
    origin, _ = robots.place(url)
    locks = _asking.setdefault(asyncio.get_running_loop(), {})
    async with locks.setdefault(origin, asyncio.Lock()):
        with ctx.database.read() as conn:
            host = hosts.get(conn, origin)
        now = ctx.clock()
        if host.tdm_until is not None and host.tdm_until > now:
            return _read(host, url)
        text, kept = await _ask(ctx, origin, host)
        with ctx.database.write() as conn:
            hosts.set_tdm(conn, origin, text, now + kept)
            return _read(hosts.get(conn, origin), url)


async def _ask(ctx: Context, origin: str, host: Host) -> tuple[str, int]:
    """The file, and for how many seconds that counts; what was known before, where it cannot be had now."""
    place, rules = preferences.well_known(origin), robots.Rules(host.robots)
    if host.rests(ctx.clock()) or not rules.allows(place):
        return host.tdm, robots.ASKED_AGAIN

    async def ahead(_: str) -> float:
        return rules.pause

    try:
        page = await ctx.client.get(place, enough=preferences.LARGEST + 1, ahead=ahead)
    except FetchError as fault:
        gone = isinstance(fault, BadStatus) and 400 <= fault.status < 500 and fault.status != 429
        return ("", robots.KEPT) if gone else (host.tdm, robots.ASKED_AGAIN)
    return preferences.read(page.body), robots.KEPT


def _read(host: Host, url: str) -> tuple[Said, ...]:
    return (*preferences.in_robots(host.robots or "", url), *preferences.in_tdm_file(host.tdm, url))
