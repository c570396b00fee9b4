"""What the pages cost with 100,000 articles on SQLite: CPU of the whole request, gzip and all, statements, memory, and
how heavy they are on their way to a browser.

The archive is made (bench/archive.py, bench/readership.py): 120 outlets, 60 days, three readers. The clock goes on
while it is asked, so that what is remembered for some seconds grows old as it does in life. PAGES_ARTICLES=20000 says
how many articles, PAGES_FOLDER keeps the archive for the next time.
"""

import gzip
import os
import random
import resource
import tempfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

from sqlalchemy import select

from bench import readership
from bench.archive import NOW, OUTLETS, Archive
from bench.door import Answered, Ask, door, percentiles
from bench.measure import Figures
from broadsheet.boot import open_context
from broadsheet.config import Settings
from broadsheet.model.sections import SECTIONS
from broadsheet.service.context import Context
from broadsheet.store.schema.stories import stories
from broadsheet.web.assets import ASSETS

DAYS = 60  # that the archive spans
ROUNDS = 40  # requests of each kind
PASSES = 5  # seconds between two requests of one reader: what is kept for seconds is kept for some of them
ASKED = {  # milliseconds of CPU: p50 and p95 (issue 7)
    "front": (15, 40),
    "story": (15, 40),
    "article": (15, 40),
    "hashtag": (15, 40),
    "search": (None, 60),
}
WEIGHTS = {"front": 60_000, "article": 40_000}  # bytes at most, HTML, CSS and JavaScript together
STATEMENTS = 8  # of a list at most
PEER = "FreshRSS 1.25, SQLite, 16,500 articles: front view 48 ms and 457 kB of HTML, a search 30–45 ms"


def run() -> Figures:
    """The figures of each kind of page."""
    count, kept = int(os.environ.get("PAGES_ARTICLES", "100000")), os.environ.get("PAGES_FOLDER")
    hands = [NOW]
    with tempfile.TemporaryDirectory() as made:
        settings = Settings(data=Path(kept or made))
        with open_context(settings, clock=lambda: hands[0]) as ctx:
            chance = random.Random(7)
            archive = Archive(chance, DAYS)
            archive.fill(ctx, count)
            readership.gather(ctx, chance)
            readership.settle(ctx, chance, archive)
            yield "the archive", f"{count:,} articles, {ctx.database.size() / 2**20:,.0f} MB"
            with door(ctx) as ask:
                yield from _pages(ctx, archive, ask, hands)
            yield "peak memory of this process", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB"
            yield "beside it", PEER


def _pages(ctx: Context, archive: Archive, ask: Ask, hands: list[int]) -> Figures:
    static = {kind: sum(_sent(name) for name in ASSETS if name.endswith(kind)) for kind in (".css", ".js")}
    yield "stylesheet, JavaScript", f"{static['.css'] / 1000:.1f} kB, {static['.js'] / 1000:.1f} kB (at most 25)"
    for name, addresses in _addresses(ctx, archive).items():
        ask(addresses[0])  # templates and statements are compiled once
        answers: list[Answered] = []
        for address in addresses:
            hands[0] += PASSES
            answers.append(ask(address))
        yield f"{name}{_asked(name)}", percentiles([one.cpu for one in answers])
        yield f"{name}: statements, weight with style and script", _told(name, answers, sum(static.values()))


def _told(name: str, answers: list[Answered], beside: int) -> str:
    heaviest = max(one.size for one in answers)
    most = WEIGHTS.get(name)
    limit = f" (at most {most // 1000})" if most else ""
    statements = f"{max(one.statements for one in answers)} (at most {STATEMENTS} asked of lists)"
    return f"{statements}, {heaviest / 1000:.1f} + {beside / 1000:.1f} = {(heaviest + beside) / 1000:.1f} kB{limit}"


def _asked(name: str) -> str:
    half, most = ASKED.get(name, (None, None))
    return f" (asked: {f'p50 ≤ {half}, ' if half else ''}p95 ≤ {most})" if most else ""


def _addresses(ctx: Context, archive: Archive) -> dict[str, list[str]]:
    """The addresses that are asked for, by the kind of page: what people open, the large more often than the small."""
    chance = archive.chance
    tags, writers = readership.tags(ctx), readership.writers(ctx)
    queries = [query for some in archive.queries().values() for query in some]
    of: dict[str, Callable[[], str]] = {
        "front": lambda: "/",
        "front, second page": lambda: "/?start=30",
        "section": lambda: f"/section/{chance.choice(list(SECTIONS))}",
        "newest": lambda: "/newest",
        "hashtag": lambda: f"/tag/{chance.choice(tags[: chance.choice((20, 200, 2_000))])}",
        "outlet": lambda: f"/outlet/{chance.randrange(OUTLETS) + 1}",
        "author": lambda: "/author?" + urlencode({"name": chance.choice(writers)}),
        "following": lambda: "/following",
        "saved": lambda: "/saved",
        "history": lambda: "/history",
        "search": lambda: "/search?" + urlencode(chance.choice(queries)),
    }
    return {
        **{name: [make() for _ in range(ROUNDS)] for name, make in of.items()},
        "story": [f"/story/{one}" for one in _stories(ctx, chance)],
        "article": [f"/article/{one}" for one in readership.sample(ctx, chance, ROUNDS)],
    }


def _stories(ctx: Context, chance: random.Random) -> list[int]:
    """Stories of the last days with two outlets at least, and the largest ones."""
    its = select(stories.c.id).where(stories.c.outlets > 1)
    with ctx.database.read() as conn:
        new = conn.execute(its.order_by(stories.c.covered.desc()).limit(2_000)).scalars().all()
        large = conn.execute(its.order_by(stories.c.articles.desc()).limit(2)).scalars().all()
    return [*large, *chance.sample(new, min(ROUNDS - 2, len(new)))]


def _sent(name: str) -> int:
    """Bytes of a file as it is sent."""
    return len(gzip.compress(ASSETS[name].body, 5))
