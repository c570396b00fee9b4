"""The press: serves the invented outlets on loopback, each on a port of its own, from one thread beside the caller's.

with Press() as press:
    import_opml(press.opml())
"""

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import TracebackType
from typing import Self

from aiohttp import web

from broadsheet.demo.answers import answer
from broadsheet.demo.edition import Edition, correct, print_edition
from broadsheet.demo.papers import read_papers
from broadsheet.demo.site import Document, build_site, render_opml
from broadsheet.errors import BadSettings

HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class DemoOutlet:
    """An outlet that the press serves. `feed` is None where it has only a news sitemap, which is in `sitemap`.

    `language`: BCP 47. `folder`: the language's own name, as in the OPML. `articles`: the addresses of its articles by
    their short names, in the order of its listing, without the one whose page is missing. `broken`: its feed answers
    503, always.
    """

    key: str
    name: str
    home: str
    feed: str | None
    sitemap: str | None
    language: str
    folder: str
    articles: Mapping[str, str]
    broken: bool = False

    @property
    def source(self) -> str:
        """The address to collect from."""
        return self.feed or self.sitemap or self.home


class Press:
    """Starts with `with`, or with `start` and `close`. `first_port`: the outlets take this port and those after it;
    without it, free ones. `now`: seconds since 1970, UTC, that the articles' ages count from; without it, the time."""

    def __init__(self, first_port: int | None = None, now: int | None = None) -> None:
        self.editions: tuple[Edition, ...] = ()
        self._first_port = first_port
        self._now = int(time.time()) if now is None else now
        self._sockets: list[socket.socket] = []
        self._sites: list[dict[str, Document]] = []
        self._thread: threading.Thread | None = None
        self._running = threading.Event()
        self._stop: Callable[[], object] = _nothing

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start(self) -> None:
        """Takes the ports and serves. Raises BadSettings where a port that was asked for is taken."""
        papers = read_papers()
        try:
            for number in range(len(papers)):
                self._sockets.append(_listen(0 if self._first_port is None else self._first_port + number))
        except BadSettings:
            self.close()
            raise
        addresses = [f"http://{HOST}:{sock.getsockname()[1]}" for sock in self._sockets]
        self.editions = tuple(
            print_edition(paper, address, self._now) for paper, address in zip(papers, addresses, strict=True)
        )
        self._sites = [dict(build_site(edition)) for edition in self.editions]
        self._thread = threading.Thread(target=self._run, args=(self._sites,), name="press", daemon=True)
        self._thread.start()
        self._running.wait()

    def close(self) -> None:
        """Stops serving and gives the ports back. A second call does nothing."""
        self._stop()
        if self._thread:
            self._thread.join()
            self._thread = None
        for sock in self._sockets:
            sock.close()
        self._sockets.clear()

    def correct(self) -> tuple[str, ...]:
        """Let the outlets correct what they have to, in their pages and feeds; gives the addresses of the sources that
        tell of it."""
        found: list[str] = []
        for edition, site in zip(self.editions, self._sites, strict=True):
            if any(piece.correction for piece in edition.paper.pieces):
                site.update(build_site(correct(edition)))
                found.append(_outlet(edition).source)
        return tuple(found)

    @property
    def outlets(self) -> tuple[DemoOutlet, ...]:
        return tuple(_outlet(edition) for edition in self.editions)

    def opml(self) -> bytes:
        """The outlets' sources as an OPML file, in folders by language."""
        return render_opml(self.editions)

    def address(self, name: str) -> str:
        """The address of the article "outlet/article", as expected.toml names it. Raises KeyError for another name."""
        key, slug = name.split("/")
        return {outlet.key: outlet for outlet in self.outlets}[key].articles[slug]

    def _run(self, sites: Sequence[Mapping[str, Document]]) -> None:
        try:
            asyncio.run(self._serve(sites))
        finally:
            self._running.set()  # whatever happens, the one who waits for the start goes on

    async def _serve(self, sites: Sequence[Mapping[str, Document]]) -> None:
        loop, stopped = asyncio.get_running_loop(), asyncio.Event()
        runners = [web.ServerRunner(web.Server(partial(_handle, site), access_log=None)) for site in sites]
        for sock, runner in zip(self._sockets, runners, strict=True):
            await runner.setup()
            await web.SockSite(runner, sock).start()
        self._stop = partial(loop.call_soon_threadsafe, stopped.set)
        self._running.set()
        await stopped.wait()
        self._stop = _nothing
        for runner in runners:
            await runner.cleanup()


def _listen(port: int) -> socket.socket:
    try:
        return socket.create_server((HOST, port))
    except (OSError, OverflowError):
        raise BadSettings(
            f"The demo's press cannot listen on port {port}. "
            "Give it another first port, or none: then it takes free ones."
        ) from None


def _nothing() -> None:
    """What stops a press that is not running."""


async def _handle(site: Mapping[str, Document], request: web.BaseRequest) -> web.Response:
    asked = {name.lower(): value for name, value in request.headers.items()}
    found = answer(site, request.method, request.path, asked)
    return web.Response(status=found.status, headers=found.headers, body=found.body)


def _outlet(edition: Edition) -> DemoOutlet:
    paper, only_sitemap = edition.paper, edition.paper.feed.style == "sitemap"
    return DemoOutlet(
        key=paper.key,
        name=paper.name,
        home=edition.home,
        feed=None if only_sitemap else edition.feed_url,
        sitemap=edition.feed_url if only_sitemap else None,
        language=paper.language,
        folder=paper.folder,
        articles={article.piece.slug: article.url for article in edition.printed if not article.piece.missing},
        broken=paper.broken,
    )
