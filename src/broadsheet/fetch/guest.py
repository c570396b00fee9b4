"""How we behave at an outlet's: its robots.txt is obeyed for pages and pictures, and a pause that it asks for holds for
all that we would ask it."""

import asyncio
from collections import deque
from collections.abc import Callable, Mapping
from typing import overload
from weakref import WeakKeyDictionary

from broadsheet.errors import BadStatus, FetchError, KeptOut, NotAsked, TooManyRedirects
from broadsheet.fetch import robots
from broadsheet.fetch.beside import Beside
from broadsheet.fetch.client import ANY_PAGE, Ahead, Client
from broadsheet.fetch.memory import Memory
from broadsheet.model.hosts import Host
from broadsheet.model.pages import NotModified, Page, Validators

PAUSING = {429: 15 * 60, 503: 0}  # by which a server asks everybody to wait, and the seconds where it does not say
WHILE = 10 * 60  # seconds: less than the lease of a source and of an article


class Guest:
    """Asks outlets as a guest does. `clock`: seconds since 1970, UTC."""

    def __init__(self, client: Client, memory: Memory, clock: Callable[[], int]) -> None:
        self._client, self._memory, self._clock = client, memory, clock
        self.beside = Beside(client, memory, clock)
        self._turns: dict[str, deque[int]] = {}  # when pages were asked for at the hosts that want long pauses
        # One question for the rules of a host at a time: all its articles come together.
        self._asking: WeakKeyDictionary[asyncio.AbstractEventLoop, dict[str, asyncio.Lock]] = WeakKeyDictionary()

    async def page(self, url: str) -> Page:
        """A page. Raises as `picture`."""
        return await self.picture(url, accept=ANY_PAGE, most=None)

    async def list_page(self, url: str, unless: Validators) -> Page | NotModified:
        """The page that a page source is read from: it is made for people. Raises as `picture`."""
        met: list[str] = []
        try:
            return await self._client.get(url, unless=unless, ahead=self._as_its_rules_say(met))
        except BadStatus as fault:
            self._note_rest(met[-1], fault)
            raise

    async def picture(self, url: str, *, accept: str, most: int | None) -> Page:
        """A picture, redirects included only as far as each outlet on the way lets us; `accept` and `most` as the
        client has them. Raises FetchError; NotAsked where a robots.txt forbids it or a host wants to be left alone."""
        met: list[str] = []
        try:
            return await self._client.get(url, accept=accept, most=most, ahead=self._as_its_rules_say(met))
        except BadStatus as fault:
            self._note_rest(met[-1], fault)
            raise

    @overload
    async def listing(self, url: str) -> Page: ...

    @overload
    async def listing(self, url: str, unless: Validators) -> Page | NotModified: ...

    async def listing(self, url: str, unless: Validators | None = None) -> Page | NotModified:
        """A source's listing, or what may lead to one. A person wants it, and feeds are made for programs: robots.txt
        is not asked. Raises FetchError; NotAsked where a host wants to be left alone."""
        met: list[str] = []
        try:
            return await self._client.get(url, unless=unless or Validators(), ahead=self._unless_it_rests(met))
        except BadStatus as fault:
            self._note_rest(met[-1], fault)
            raise

    async def ask_hub(self, url: str, form: Mapping[str, str]) -> None:
        """Send a hub what we want of it. Raises FetchError; NotAsked where a host wants to be left alone."""
        met: list[str] = []
        try:
            await self._client.post(url, form, ahead=self._unless_it_rests(met))
        except BadStatus as fault:
            self._note_rest(met[-1], fault)
            raise

    def _as_its_rules_say(self, met: list[str]) -> Ahead:
        """What asks ahead of each address, whether its host lets programs have it now; `met` grows by the host."""

        async def ahead(target: str) -> float:
            origin, place = robots.place(target)
            met.append(origin)
            self._leave_alone(origin)
            rules, until = await self._rules(origin, place)
            if not rules.allows(target):
                raise _forbidden(target, rules, until)
            self._take_turn(origin, rules.pause)
            return rules.pause

        return ahead

    def _unless_it_rests(self, met: list[str]) -> Ahead:
        """What asks ahead of each address, whether its host wants to be left alone; `met` grows by the host."""

        async def ahead(target: str) -> float:
            met.append(robots.place(target)[0])
            self._leave_alone(met[-1])
            return 0

        return ahead

    def _leave_alone(self, origin: str) -> None:
        now, host = self._clock(), self._memory.get(origin)
        if host.rests(now):
            raise NotAsked(host.rests_because, host.rests_until or now)

    def _take_turn(self, origin: str, pause: float) -> None:
        """A host that wants a long pause between two pages gives only some of them in a while: the others are put off,
        so that nobody waits for hours."""
        if not pause:
            return
        now, turns = self._clock(), self._turns.setdefault(origin, deque())
        while turns and turns[0] <= now - WHILE:
            turns.popleft()
        if pause * len(turns) >= WHILE:
            many = f"{_name(origin)} wants {pause:g} seconds between two pages. Broadsheet comes back for this one."
            raise NotAsked(many, turns[0] + WHILE)
        turns.append(now)

    async def _rules(self, origin: str, place: str) -> tuple[robots.Rules, int]:
        """What the host allows, and how long that counts: asked for once a day, by one of those who wait."""
        locks = self._asking.setdefault(asyncio.get_running_loop(), {})
        async with locks.setdefault(origin, asyncio.Lock()):
            now, host = self._clock(), self._memory.get(origin)
            if host.robots_until is None or host.robots_until <= now:
                rules, kept = await self._ask_for_rules(place, host)
                host = Host(rules.text, now + kept)
                self._memory.set_robots(origin, rules.text, now + kept)
        return robots.Rules(host.robots), host.robots_until or now

    async def _ask_for_rules(self, place: str, host: Host) -> tuple[robots.Rules, int]:
        """RFC 9309, 2.3.1: a file that is not there allows all; one that cannot be had now forbids all, unless its
        rules are known from before. Gives the rules, and for how many seconds they count."""
        try:
            return robots.read((await self._client.get(place, enough=robots.LARGEST + 1)).body), robots.KEPT
        except TooManyRedirects:
            return robots.Rules(), robots.KEPT
        except FetchError as fault:
            if isinstance(fault, BadStatus) and 400 <= fault.status < 500 and fault.status != 429:
                return robots.Rules(), robots.KEPT
            known = robots.Rules(host.robots) if host.robots_until is not None else robots.Rules(None)
            return known, robots.ASKED_AGAIN

    def _note_rest(self, origin: str, fault: BadStatus) -> None:
        """A host that asks for a pause is left alone so long, with all its pages and feeds."""
        pause = fault.retry_after or PAUSING.get(fault.status, 0)
        if fault.status in PAUSING and pause:
            because = f"{_name(origin)} answered {fault.status} and asked us to come back later. Broadsheet waits."
            self._memory.set_rest(origin, self._clock() + pause, because)


def _forbidden(url: str, rules: robots.Rules, until: int) -> NotAsked:
    who = _name(robots.place(url)[0])
    if rules.text is None:
        return NotAsked(f"{who} could not say what its robots.txt allows. Broadsheet asks again in an hour.", until)
    closed = f"The robots.txt of {who} does not let programs read this page. "
    return KeptOut(f"{closed}Broadsheet looks daily whether that changes.", until)


def _name(origin: str) -> str:
    return origin.partition("://")[2]
