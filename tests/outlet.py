"""A made outlet on loopback for tests of the whole way: pages that a test sets, and what was asked for."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

WORDS = (
    "The harbour council voted on Tuesday to rebuild the northern pier, which a winter storm had broken in three "
    "places. Engineers expect the work to take eighteen months and to cost 4.2 million crowns. "
)


@dataclass
class Answer:
    body: bytes = b""
    status: int = 200
    type: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    before: Callable[[], None] | None = None  # called before the answer is sent


class Outlet:
    """`pages`: path → Answer. `asked`: the paths that were asked for, in order. ETags are answered with 304."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer] = {}
        self.asked: list[str] = []
        outlet = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                outlet.asked.append(self.path)
                answer = outlet.pages.get(self.path, Answer(b"nothing here", 404, "text/plain"))
                if answer.before:
                    answer.before()
                tag = answer.headers.get("ETag")
                unchanged = tag and self.headers.get("If-None-Match") == tag
                body = b"" if unchanged else answer.body
                self.send_response(304 if unchanged else answer.status)
                for name, value in {
                    "Content-Type": answer.type,
                    "Content-Length": str(len(body)),
                    **answer.headers,
                }.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def publish(self, *slugs: str, tag: str | None = None, pages: bool = True) -> str:
        """Make /feed.xml list articles with these slugs, each with a page of its own; gives the feed's address."""
        items = "".join(
            f"<item><title>{title(slug)}</title><link>{self.address}/{slug}</link><guid>{slug}</guid>"
            f"<description>In short: {title(slug)}.</description></item>"
            for slug in slugs
        )
        head = f"<title>Harbour Post</title><link>{self.address}/</link>"
        feed = f"<rss version='2.0'><channel>{head}{items}</channel></rss>"
        headers = {"ETag": f'"{tag}"'} if tag else {}
        self.pages["/feed.xml"] = Answer(feed.encode(), type="application/rss+xml", headers=headers)
        if pages:
            for slug in slugs:
                self.pages[f"/{slug}"] = Answer(article(title(slug)).encode())
        return f"{self.address}/feed.xml"


def title(slug: str) -> str:
    return slug.replace("-", " ").capitalize()


def article(headline: str, head: str = "", text: str = WORDS) -> str:
    """A plain article page with enough words to be one."""
    paragraphs = "".join(f"<p>{headline}, part {number}. {text}</p>" for number in range(1, 5))
    return (
        f"<!doctype html><html lang='en'><head><title>{headline}</title>{head}</head><body><header><nav>"
        f"<a href='/'>Home</a></nav></header><main><article><h1>{headline}</h1>{paragraphs}</article></main>"
        "<footer>All rights reserved</footer></body></html>"
    )
