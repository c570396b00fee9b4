"""One request and its answer, within all limits; redirects are answers like others here."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import aiohttp
from yarl import URL

from broadsheet.errors import FetchError, TimedOut
from broadsheet.fetch.decode import Unpacker, open_file, too_large
from broadsheet.fetch.faults import explain
from broadsheet.fetch.limits import Limits
from broadsheet.fetch.session import Session
from broadsheet.fetch.walls import MOST as MOST_OF_WALL
from broadsheet.fetch.walls import STATUSES as WALLS

PAGES = frozenset({200, 203})  # the statuses that come with the page
PATIENCE = 3  # seconds for the beginning of a refusal: it only makes the reason clearer


@dataclass(frozen=True, slots=True)
class Question:
    """`url`: as `check_url` gives it. `most`: bytes of the body. `seconds`: what is left of the time for the whole.
    `pause`: seconds that the host rests afterwards, where it asked for more than is usual. `enough`: bytes after which
    the rest of the body is left; 0 where all of it is wanted. `form`: what is sent with POST; None asks with GET."""

    url: str
    headers: Mapping[str, str]
    most: int
    seconds: float
    pause: float = 0
    enough: int = 0
    form: bytes | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """`headers`: names in lower case. `location`: the header of this name, in which stray bytes are surrogates (PEP
    383), so that they can be asked for. `body`: unpacked; only the beginning of an answer that may come from a bot
    wall, nothing of others without a page. `seconds`: it took.
    """

    status: int
    headers: Mapping[str, str]
    location: str
    body: bytes
    seconds: float


def host_of(url: str) -> str:
    """Host and port (where it is not the scheme's own), as sentences name them and turns are taken."""
    return urlsplit(url).netloc


async def ask(session: Session, question: Question, limits: Limits, proxy: URL | None) -> Answer:
    """Wait for a turn at the host, then ask. Raises FetchError.

    The time for the whole begins with the turn: who waits behind others is not to blame.
    """
    who = host_of(question.url)
    async with session.pace.turn(who, question.pause):
        start = asyncio.get_running_loop().time()
        try:
            async with asyncio.timeout(question.seconds) as whole:
                response, body = await _exchange(session.http, question, limits, proxy)
        except TimeoutError as error:
            if whole.expired():
                raise TimedOut(f"{who} took longer than {limits.whole:g} s in all.") from None
            raise explain(error, who, limits) from error
        except (aiohttp.ClientError, OSError) as error:
            raise explain(error, who, limits) from error
        seconds = asyncio.get_running_loop().time() - start
        return Answer(response.status, _headers(response), response.headers.get("Location", ""), body, seconds)


async def _exchange(
    http: aiohttp.ClientSession, question: Question, limits: Limits, proxy: URL | None
) -> tuple[aiohttp.ClientResponse, bytes]:
    try:
        async with asyncio.timeout(limits.headers) as first:
            response = await http.request(
                "GET" if question.form is None else "POST",
                URL(question.url, encoded=True),
                headers=question.headers,
                data=question.form,
                proxy=proxy,
                allow_redirects=False,
            )
    except TimeoutError:
        if first.expired():
            raise TimedOut(f"{host_of(question.url)} sent no headers within {limits.headers:g} s.") from None
        raise
    async with response:  # a body that is not read to its end closes the connection
        if response.status in WALLS:
            return response, await _beginning(response, question)
        return response, await _body(response, question) if response.status in PAGES else b""


def _headers(response: aiohttp.ClientResponse) -> dict[str, str]:
    """Cookies are left out: they are never kept. Repeated headers are one, as RFC 9110, 5.3 allows; but X-Robots-Tag
    keeps its lines, each of which may be for one agent alone."""
    headers: dict[str, str] = {}
    for name, value in response.headers.items():
        key, text = name.lower(), value
        if not value.isascii():
            text = value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        if key != "set-cookie":
            between = "\n" if key == "x-robots-tag" else ", "
            headers[key] = f"{headers[key]}{between}{text}" if key in headers else text
    return headers


async def _beginning(response: aiohttp.ClientResponse, question: Question) -> bytes:
    """The first bytes of a refusal, for the marks of who refuses; where they cannot be read, the status says enough."""
    try:
        async with asyncio.timeout(PATIENCE):
            return await _start(response, question, MOST_OF_WALL)
    except (FetchError, aiohttp.ClientError, OSError):
        return b""


async def _start(response: aiohttp.ClientResponse, question: Question, enough: int) -> bytes:
    """What the first `enough` bytes of a body say; unpacked it may be sixteen times as much."""
    unpacker = Unpacker(response.headers.get("Content-Encoding", ""), 16 * enough, host_of(question.url))
    sent = 0
    while sent < enough and (piece := await response.content.read(enough - sent)):
        sent += len(piece)
        unpacker.feed(piece)
    return unpacker.so_far()


async def _body(response: aiohttp.ClientResponse, question: Question) -> bytes:
    if question.enough:
        return await _start(response, question, question.enough)
    who, most = host_of(question.url), question.most
    unpacker = Unpacker(response.headers.get("Content-Encoding", ""), most, who)
    if (response.content_length or 0) > most:
        raise too_large(who, most)
    sent = 0
    async for piece in response.content.iter_any():
        sent += len(piece)
        if sent > most:
            raise too_large(who, most)
        unpacker.feed(piece)
    return open_file(unpacker.finish(), most, who)
