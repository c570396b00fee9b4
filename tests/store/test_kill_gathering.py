"""Killed at any moment, the gathering of stories has lost nothing and doubled nothing, and goes on as if it had not
been."""

import signal
import subprocess
import sys
from pathlib import Path

from sqlalchemy import text

from broadsheet.boot import open_context
from broadsheet.config import Settings
from broadsheet.service import ingest
from broadsheet.service.ingest import gathering
from tests.store.samples import add_source, keep, numbered

GATHERER = """
import sys
from pathlib import Path
from broadsheet.boot import open_context
from broadsheet.config import Settings
from broadsheet.service.ingest import gathering

gathering.BATCH = 3
with open_context(Settings(data=Path(sys.argv[1]), database=sys.argv[2]), clock=lambda: int(sys.argv[3])) as ctx:
    while count := gathering.gather(ctx, 1):
        print(count, flush=True)
"""
BROKEN = [
    "SELECT count(*) FROM articles, gathering WHERE id <= after AND id NOT IN (SELECT article_id FROM story_articles)",
    "SELECT count(*) FROM story_articles, gathering WHERE article_id > after",
    "SELECT count(*) FROM story_articles WHERE article_id NOT IN (SELECT article_id FROM traces)",
    "SELECT count(*) FROM stories WHERE articles <> (SELECT count(*) FROM story_articles WHERE story_id = stories.id)",
    "SELECT count(*) FROM stories, gathering WHERE stories.id > gathering.stories",
]
WORDS = (
    "harbour",
    "storm",
    "bridge",
    "council",
    "dam",
    "ferry",
    "school",
    "market",
    "tunnel",
    "roof",
    "orchard",
    "pier",
)


def write(ctx):
    """Sixty articles of three outlets on twelve things."""
    with ctx.database.write() as conn:
        for number in range(60):
            source = add_source(conn, f"paper{number % 3}.example", 1)
            word = WORDS[number * 7 % 12]
            said = f"The {word} of Tidewick {word} keeper {word} warden {word} {WORDS[number % 5]}."
            keep(conn, source, numbered(number, lead=said), 2)


def together(ctx):
    with ctx.database.read() as conn:
        rows = conn.execute(text("SELECT article_id, story_id FROM story_articles ORDER BY article_id")).all()
    return [tuple(row) for row in rows]


def gather_until_killed(folder: Path, address: str, batches: int, now: int) -> None:
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-c", GATHERER, str(folder), address, str(now)]
    process = subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True)
    for _ in range(batches):
        process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    process.communicate()


def test_a_killed_gathering_goes_on_as_if_it_had_not_been(address, tmp_path, now):
    settings = Settings(data=tmp_path / "data", database=address)
    with open_context(settings, clock=lambda: now) as ctx:
        write(ctx)
    gather_until_killed(tmp_path / "data", address, 4, now)
    with open_context(settings, clock=lambda: now) as ctx, ctx.database.read() as conn:
        assert [conn.execute(text(broken)).scalar() for broken in BROKEN] == [0] * len(BROKEN)
        assert 12 <= len(together(ctx)) <= 60
        ctx.memory.gatherer = None
        held = ingest.gather(ctx)
        assert held == 0 or len(together(ctx)) == 60  # the dead one's hold has not run out yet, or it was let go
    with open_context(settings, clock=lambda: now + 120) as ctx:
        ingest.gather(ctx)
        killed = together(ctx)
        with ctx.database.write() as conn:
            for table in ("traces", "story_articles", "stories", "gathering"):
                conn.execute(text(f"DELETE FROM {table}"))
        assert ingest.gather(ctx) == 60 and gathering.BATCH == 100
        assert together(ctx) == killed and len(dict(killed)) == 60
        assert 1 < len({story for _, story in killed}) < 30
