"""A hub on loopback (WebSub, 5 to 7), and the real pages of a Broadsheet that it calls."""

import hmac
import http.client
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self
from urllib.parse import parse_qsl, urlencode, urlsplit

import uvicorn

from broadsheet.service.context import Context
from broadsheet.web.app import create_app

PUBLIC = "https://paper.example"  # the public address of the Broadsheet, behind which it listens on loopback


class Hub:
    """`asked`: the forms that came, in order. `mood`: what it does with them: "verify" at once, "wait" (the test calls
    `verify`), "deny", "refuse" or "redirect". `lease`: the seconds that it gives. `door`: the Broadsheet's port."""

    def __init__(self, door: int) -> None:
        self.asked: list[dict[str, str]] = []
        self.subscribers: dict[str, dict[str, str]] = {}
        self.mood, self.lease, self.door = "verify", "864000", door
        hub = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                form = dict(parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))
                if self.path == "/hub" and hub.mood == "redirect":
                    self.answer(308, Location="/moved")
                    return
                hub.asked.append(form)
                if hub.mood == "refuse":
                    self.answer(503, Retry_After="7200")
                    return
                if hub.mood == "deny":
                    hub.deny(form, "This feed <b>costs</b> money.")
                elif hub.mood != "wait":
                    hub.verify(form)
                self.answer(202)

            def answer(self, status: int, **headers: str) -> None:
                self.send_response(status)
                for name, value in {"Content-Length": "0", **headers}.items():
                    self.send_header(name.replace("_", "-"), value)
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}/hub"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def verify(self, form: dict[str, str], **changed: str) -> int:
        """Ask whether it was the subscriber who asked; gives the status of the answer."""
        challenge = secrets.token_hex(16)
        query = {"mode": form["hub.mode"], "topic": form["hub.topic"], "challenge": challenge, **changed}
        if form["hub.mode"] == "subscribe":
            query.setdefault("lease_seconds", self.lease)
        status, body = self.call(form["hub.callback"], query)
        if status == 200 and body == challenge.encode() and form["hub.mode"] == "subscribe":
            self.subscribers[form["hub.callback"]] = form
        elif status == 200 and body == challenge.encode():
            self.subscribers.pop(form["hub.callback"], None)
        return status

    def deny(self, form: dict[str, str], reason: str) -> int:
        return self.call(form["hub.callback"], {"mode": "denied", "topic": form["hub.topic"], "reason": reason})[0]

    def push(self, body: bytes, method: str = "sha256", key: str | None = None, **headers: str) -> list[int]:
        """Tell all subscribers; gives the statuses of their answers."""
        return [self.push_to(callback, body, method, key, **headers) for callback in list(self.subscribers)]

    def push_to(self, callback: str, body: bytes, method: str = "sha256", key: str | None = None, **said: str) -> int:
        secret = key or self.subscribers[callback].get("hub.secret", "")
        headers = {"Content-Type": "application/rss+xml", **{name.replace("_", "-"): said[name] for name in said}}
        if secret and method:
            headers["X-Hub-Signature"] = f"{method}={hmac.new(secret.encode(), body, method).hexdigest()}"
        return self.call(callback, {}, body, headers)[0]

    def call(
        self, callback: str, query: dict[str, str], body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, bytes]:
        """Call the Broadsheet as its public address leads there: by a proxy that ends the encryption."""
        parts = urlsplit(callback)
        assert f"{parts.scheme}://{parts.netloc}" == PUBLIC
        path = parts.path + (f"?{urlencode({f'hub.{name}': query[name] for name in query})}" if query else "")
        connection = http.client.HTTPConnection("127.0.0.1", self.door, timeout=10)
        connection.request("GET" if body is None else "POST", path, body, {"Host": parts.netloc, **(headers or {})})
        answer = connection.getresponse()
        found = answer.status, answer.read()
        connection.close()
        return found


@contextmanager
def pages(ctx: Context) -> Iterator[int]:
    """The pages, served as `broadsheet web` does; gives their port."""
    config = uvicorn.Config(create_app(ctx, version="1.2.3"), host="127.0.0.1", port=0, log_level="warning")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.01)
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        thread.join(10)
