"""A server on loopback that answers byte for byte as a test says: good outlets, broken ones, and a forward proxy."""

import asyncio
import ssl
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

CERTIFICATE = Path(__file__).with_name("secure.example.pem")  # made for these tests: nothing is kept secret by it
Play = Callable[[asyncio.StreamWriter], Awaitable[None]]


@dataclass(frozen=True)
class Asked:
    """One request. `target`: as it stands in the request line. `headers`: names in lower case. `form`: what came with
    POST."""

    target: str
    headers: dict[str, str]
    form: str = ""


class Wire:
    """`asked`: the requests, in order. `connections`: how many were made. `tunnels`: host:port → port, for CONNECT."""

    def __init__(self, *, tls: bool = False) -> None:
        self.asked: list[Asked] = []
        self.connections = 0
        self.tunnels: dict[str, int] = {}
        self._plays: dict[str, Play] = {}
        self._tls = tls
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.wait(5)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.cancel)
        self._thread.join(5)

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def says(self, path: str, body: bytes = b"", status: int = 200, **headers: str) -> None:
        """Answer with this page from now on."""
        said = {"content-length": str(len(body)), **{name.replace("_", "-"): value for name, value in headers.items()}}
        lines = [f"HTTP/1.1 {status} Any", *(f"{name}: {value}" for name, value in said.items()), "", ""]
        self.sends(path, "\r\n".join(lines).encode("utf-8", "surrogateescape") + (b"" if status == 304 else body))

    def moves(self, path: str, location: str, status: int = 302) -> None:
        self.says(path, status=status, location=location)

    def sends(self, path: str, *pieces: bytes, then_waits: bool = False, closes: bool = False) -> None:
        """Send these bytes; then wait for ever, or close the connection."""

        async def play(writer: asyncio.StreamWriter) -> None:
            for piece in pieces:
                writer.write(piece)
                await writer.drain()
            if then_waits:
                await asyncio.sleep(60)
            if closes:
                writer.close()

        self.plays(path, play)

    def repeats(self, path: str, start: bytes, piece: bytes, *, every: float = 0) -> None:
        """Send `start`, then `piece` again and again until nobody listens."""

        async def play(writer: asyncio.StreamWriter) -> None:
            writer.write(start)
            while not writer.is_closing():
                writer.write(piece)
                await writer.drain()
                await asyncio.sleep(every)

        self.plays(path, play)

    def plays(self, path: str, play: Play) -> None:
        self._plays[path] = play

    async def pause(self, seconds: float) -> None:
        """For plays: let time pass."""
        await asyncio.sleep(seconds)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_until_complete(self._serve())
        finally:
            for task in asyncio.all_tasks(self._loop):
                task.cancel()
            self._loop.run_until_complete(asyncio.sleep(0.01))
            self._loop.close()

    async def _serve(self) -> None:
        context = None
        if self._tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(CERTIFICATE)
        server = await asyncio.start_server(self._answer, "127.0.0.1", 0, ssl=context)
        self.port = server.sockets[0].getsockname()[1]
        self._stop = self._loop.create_future()
        self._ready.set()
        try:
            await self._stop
        except asyncio.CancelledError:
            server.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while head := await self._head(reader, writer):
                first, *lines = head.decode("latin-1").strip().split("\r\n")
                method, target, _ = first.split(" ")
                headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
                form = await reader.readexactly(int(headers.get("content-length", "0")))
                self.asked.append(Asked(target, headers, form.decode()))
                if method == "CONNECT":
                    await self._tunnel(target, reader, writer)
                    return
                parts = urlsplit(target)
                path = parts.path + (f"?{parts.query}" if parts.query else "")
                await self._plays.get(path, nothing)(writer)
                await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def _head(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
        begins = await reader.readexactly(1)
        if begins == b"\x16":  # somebody wants to speak TLS
            writer.write(b"HTTP/1.1 400 Any\r\n\r\n")
            return b""
        return begins + await reader.readuntil(b"\r\n\r\n")

    async def _tunnel(self, target: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if target not in self.tunnels:
            writer.write(b"HTTP/1.1 403 Any\r\ncontent-length: 0\r\n\r\n")
            return
        behind, before = await asyncio.open_connection("127.0.0.1", self.tunnels[target])
        writer.write(b"HTTP/1.1 200 Any\r\n\r\n")
        await asyncio.gather(pump(reader, before), pump(behind, writer))


async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while piece := await reader.read(65_536):
        writer.write(piece)
    writer.close()


async def nothing(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 404 Any\r\ncontent-length: 0\r\n\r\n")
