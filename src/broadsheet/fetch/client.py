"""The guarded client, the only way to the outside: it asks, follows redirects, and refuses where we do not go."""

import asyncio
import ssl
import threading
from collections.abc import Awaitable, Callable, Mapping
from types import TracebackType
from typing import Self, overload
from urllib.parse import urlencode, urljoin

from yarl import URL

from broadsheet.errors import BadStatus, Refused, TooManyRedirects
from broadsheet.fetch.answers import conditions, page, validators
from broadsheet.fetch.exchange import PAGES, Question, ask, host_of
from broadsheet.fetch.freshness import fresh
from broadsheet.fetch.guard import check_url
from broadsheet.fetch.limits import Limits
from broadsheet.fetch.session import Session, Setup, open_session
from broadsheet.fetch.statuses import bad_status, retry_after
from broadsheet.model.pages import NotModified, Page, Validators

__all__ = ["ANY_PAGE", "Client", "Limits"]

ANY_PAGE = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/html;q=0.9, "
    "*/*;q=0.5"
)
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_SAME_METHOD = frozenset({307, 308})  # the redirects that a form follows (RFC 9110, 15.4.8 and 15.4.9)
_FORM = "application/x-www-form-urlencoded"
_ENOUGH = 1_000  # bytes of what is said to a form: only that it was taken counts
_DEFAULT_LIMITS = Limits()

Ahead = Callable[[str], Awaitable[float]]


class Client:
    """Asks outlets for pages.

    `agent`: the User-Agent header. `proxy`: the address of a forward proxy for everything; it resolves the names, so
    only private numbers written in addresses are refused then. `concurrency`: requests at the same time, each to
    another host; `host_pause`: seconds from the end of a request to a host to the start of the next. `clock`: seconds
    since 1970, UTC. `tls`: other certificates than the system's.

    Each command and each job runs an event loop of its own, and a connection belongs to the loop that it was made in.
    So a Client keeps one session for each loop that uses it, opened at the first request. Who runs a loop ends with
    `close()`, or uses the Client as an asynchronous context; then the Client is ready for the next loop.
    """

    def __init__(
        self,
        *,
        agent: str,
        clock: Callable[[], int],
        proxy: str | None = None,
        allow_private: bool = False,
        concurrency: int = 32,
        host_pause: float = 0.5,
        limits: Limits = _DEFAULT_LIMITS,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        place = URL(proxy) if proxy else None
        self._setup = Setup(agent, place, allow_private, concurrency, host_pause, limits, tls)
        self._clock = clock
        self._sessions: dict[asyncio.AbstractEventLoop, Session] = {}
        self._changing = threading.Lock()  # loops may run in several threads

    @overload
    async def get(
        self,
        url: str,
        *,
        unless: None = None,
        accept: str = ANY_PAGE,
        most: int | None = None,
        enough: int = 0,
        ahead: Ahead | None = None,
    ) -> Page: ...

    @overload
    async def get(
        self,
        url: str,
        *,
        unless: Validators,
        accept: str = ANY_PAGE,
        most: int | None = None,
        enough: int = 0,
        ahead: Ahead | None = None,
    ) -> Page | NotModified: ...

    async def get(
        self,
        url: str,
        *,
        unless: Validators | None = None,
        accept: str = ANY_PAGE,
        most: int | None = None,
        enough: int = 0,
        ahead: Ahead | None = None,
    ) -> Page | NotModified:
        """The page at `url`, or NotModified where the server says that what `unless` came with is still right.

        `accept`: the Accept header. `most`: bytes of the body, as sent and also unpacked, instead of the usual limit.
        `enough`: bytes after which the rest is left, however much it is; 0: all of it is wanted.
        `ahead` is asked before each address, redirects included: it gives the seconds that the host rests after us, and
        may raise. Raises FetchError: which kind says why, and whether to try again.
        """
        session, limits = self._session(), self._setup.limits
        target = self._check(url)
        first, passed, moved_to, permanent, left = target, {target}, None, True, limits.whole
        while True:
            # What a server said of one address is told to no other.
            asked_unless = conditions(unless) if unless and target == (unless.of or first) else {}
            pause = await ahead(target) if ahead else 0
            question = Question(target, {"Accept": accept, **asked_unless}, most or limits.body, left, pause, enough)
            answer = await ask(session, question, limits, self._setup.proxy)
            if answer.status not in _REDIRECTS or not answer.location:
                break
            target = self._follow(target, answer.location, passed)
            permanent = permanent and answer.status in _PERMANENT
            moved_to = target if permanent else moved_to
            left -= answer.seconds
        now, behind = self._clock(), target != first
        if answer.status == 304 and asked_unless:
            said = validators(answer.headers, target if behind else None)
            return NotModified(url, said, answer.headers, moved_to, fresh(answer.headers, now))
        if answer.status not in PAGES:
            raise bad_status(host_of(target), answer.status, answer.headers, now, answer.body)
        return page(url, target, moved_to, answer, now, behind=behind)

    async def post(self, url: str, form: Mapping[str, str], *, ahead: Ahead | None = None) -> None:
        """Send a form to a machine, as hubs take them. `ahead` as in `get`.

        Followed are only the redirects that keep a form a form, and none from an encrypted to an open address. Raises
        FetchError where it is not taken (any 2xx status).
        """
        session, limits = self._session(), self._setup.limits
        target = self._check(url)
        passed, left, body = {target}, limits.whole, urlencode(form).encode()
        while True:
            pause = await ahead(target) if ahead else 0
            headers = {"Accept": "*/*", "Content-Type": _FORM}
            question = Question(target, headers, limits.body, left, pause, _ENOUGH, body)
            answer = await ask(session, question, limits, self._setup.proxy)
            if answer.status not in _SAME_METHOD or not answer.location:
                break
            here, target = target, self._follow(target, answer.location, passed)
            if here.startswith("https://") and not target.startswith("https://"):
                raise Refused(f"{host_of(here)} sends us on to an address that is not encrypted.")
            left -= answer.seconds
        if not 200 <= answer.status < 300:
            wait = retry_after(answer.headers.get("retry-after", ""), self._clock())
            raise BadStatus(f"{host_of(target)} did not take it: it answered {answer.status}.", answer.status, wait)

    async def close(self) -> None:
        """Close the connections of the running loop."""
        with self._changing:
            session = self._sessions.pop(asyncio.get_running_loop(), None)
        if session:
            await session.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    def _session(self) -> Session:
        loop = asyncio.get_running_loop()
        with self._changing:
            if loop not in self._sessions:
                self._sessions = {other: kept for other, kept in self._sessions.items() if not other.is_closed()}
                self._sessions[loop] = open_session(self._setup)
            return self._sessions[loop]

    def _check(self, url: str) -> str:
        return check_url(url, allow_private=self._setup.allow_private)

    def _follow(self, here: str, location: str, passed: set[str]) -> str:
        """Where a redirect leads, checked like any address; `passed` grows by it."""
        try:
            target = self._check(urljoin(here, location.strip()))
        except (Refused, ValueError) as error:
            why = error if isinstance(error, Refused) else "That address cannot be read."
            raise Refused(f"{host_of(here)} sends us on to another address. {why}") from None
        if target in passed:
            raise TooManyRedirects(f"{host_of(here)} leads round in a circle. Check the address in a browser.")
        if len(passed) > self._setup.limits.redirects:
            raise TooManyRedirects(
                f"{host_of(here)} sends us on more than {self._setup.limits.redirects} times: Broadsheet gave up."
            )
        passed.add(target)
        return target
