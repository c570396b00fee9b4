"""How we behave at an outlet's: its robots.txt is obeyed for articles' pages, and a pause that it asks for holds for
all that we would ask it."""

import asyncio
from collections import deque
from weakref import WeakKeyDictionary

from broadsheet.errors import BadStatus, FetchError, KeptOut, NotAsked, TooManyRedirects
from broadsheet.fetch import robots
from broadsheet.model.pages import NotModified, Page, Validators
from broadsheet.service.context import Context
from broadsheet.store import hosts
from broadsheet.store.hosts import Host

PAUSING = frozenset({429, 503})  # the answers by which a server asks everybody to wait
WHILE = 10 * 60  # seconds: less than the lease of a source and of an article

_turns: dict[str, deque[int]] = {}  # when pages were asked for at the hosts that want long pauses
# One question for the rules of a host at a time: all its articles come together.
_asking: WeakKeyDictionary[asyncio.AbstractEventLoop, dict[str, asyncio.Lock]] = WeakKeyDictionary()


async def page_of(ctx: Context, url: str) -> Page:
    """An article's page, redirects included only as far as each outlet on the way lets us. Raises FetchError; NotAsked
    where a robots.txt forbids it or a host wants to be left alone."""
    found = await list_page_of(ctx, url, None)
    assert isinstance(found, Page)
    return found


async def list_page_of(ctx: Context, url: str, unless: Validators | None) -> Page | NotModified:
    """The page that a page source is read from. It is made for people: the same rules as for an article's page."""
    met: list[str] = []

    async def ahead(target: str) -> float:
        origin, place = robots.place(target)
        met.append(origin)
        _leave_alone(_host(ctx, origin), ctx.clock())
        rules, until = await _rules(ctx, origin, place)
        if not rules.allows(target):
            raise _forbidden(target, rules, until)
        _take_turn(origin, rules.pause, ctx.clock())
        return rules.pause

    try:
        if unless is None:
            return await ctx.client.get(url, ahead=ahead)
        return await ctx.client.get(url, unless=unless, ahead=ahead)
    except BadStatus as fault:
        _note_rest(ctx, met[-1], fault)
        raise


async def listing_of(ctx: Context, url: str, unless: Validators) -> Page | NotModified:
    """A source's listing. A person wants it, and feeds are made for programs: robots.txt is not asked. Raises
    FetchError; NotAsked where a host wants to be left alone."""
    met: list[str] = []

    async def ahead(target: str) -> float:
        met.append(robots.place(target)[0])
        _leave_alone(_host(ctx, met[-1]), ctx.clock())
        return 0

    try:
        return await ctx.client.get(url, unless=unless, ahead=ahead)
    except BadStatus as fault:
        _note_rest(ctx, met[-1], fault)
        raise


def _take_turn(origin: str, pause: float, now: int) -> None:
    """A host that wants a long pause between two pages gives only some of them in a while: the others are put off, so
    that nobody waits for hours."""
    if not pause:
        return
    turns = _turns.setdefault(origin, deque())
    while turns and turns[0] <= now - WHILE:
        turns.popleft()
    if pause * len(turns) >= WHILE:
        many = f"{_name(origin)} wants {pause:g} seconds between two pages. Broadsheet comes back for this one."
        raise NotAsked(many, turns[0] + WHILE)
    turns.append(now)


async def _rules(ctx: Context, origin: str, place: str) -> tuple[robots.Rules, int]:
    """What the host allows, and how long that counts: asked for once a day, by one of those who wait."""
    locks = _asking.setdefault(asyncio.get_running_loop(), {})
    async with locks.setdefault(origin, asyncio.Lock()):
        now, host = ctx.clock(), _host(ctx, origin)
        if host.robots_until is None or host.robots_until <= now:
            rules, kept = await _ask_for_rules(ctx, place, host)
            host = Host(rules.text, now + kept)
            with ctx.database.write() as conn:
                hosts.set_robots(conn, origin, rules.text, now + kept)
    return robots.Rules(host.robots), host.robots_until or now


async def _ask_for_rules(ctx: Context, place: str, host: Host) -> tuple[robots.Rules, int]:
    """RFC 9309, 2.3.1: a file that is not there allows all; one that cannot be had now forbids all, unless its rules
    are known from before. Gives the rules, and for how many seconds they count."""
    try:
        return robots.read((await ctx.client.get(place, enough=robots.LARGEST + 1)).body), robots.KEPT
    except TooManyRedirects:
        return robots.Rules(), robots.KEPT
    except FetchError as fault:
        if isinstance(fault, BadStatus) and 400 <= fault.status < 500 and fault.status != 429:
            return robots.Rules(), robots.KEPT
        known = robots.Rules(host.robots) if host.robots_until is not None else robots.Rules(None)
        return known, robots.ASKED_AGAIN


def _host(ctx: Context, origin: str) -> Host:
    with ctx.database.read() as conn:
        return hosts.get(conn, origin)


def _leave_alone(host: Host, now: int) -> None:
    if host.rests(now):
        raise NotAsked(host.rests_because, host.rests_until or now)


def _note_rest(ctx: Context, origin: str, fault: BadStatus) -> None:
    """A host that asks for a pause is left alone so long, with all its pages and feeds."""
    if fault.status in PAUSING and fault.retry_after:
        because = f"{_name(origin)} answered {fault.status} and asked us to come back later. Broadsheet waits."
        with ctx.database.write() as conn:
            hosts.set_rest(conn, origin, ctx.clock() + fault.retry_after, because)


def _forbidden(url: str, rules: robots.Rules, until: int) -> NotAsked:
    who = _name(robots.place(url)[0])
    if rules.text is None:
        return NotAsked(f"{who} could not say what its robots.txt allows. Broadsheet asks again in an hour.", until)
    closed = f"The robots.txt of {who} does not let programs read this page. "
    return KeptOut(f"{closed}Broadsheet looks daily whether that changes.", until)


def _name(origin: str) -> str:
    return origin.partition("://")[2]
