"""Mails: how many a second go to a real SMTP server, and what a kill in the middle loses or doubles.

The server (aiosmtpd) is a process of its own and writes down who got which mail; the jobs run as an operator runs them.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from time import process_time

from bench.measure import BROADSHEET, ROOT, Figures, cpu_of, free_port
from broadsheet.boot import open_context
from broadsheet.config import Settings
from broadsheet.model.channels import Draft, Pick, Plan
from broadsheet.model.readers import OPERATOR
from broadsheet.service import channels, posting
from broadsheet.service.context import Context
from broadsheet.store import channels as channel_rows
from broadsheet.store import issues, mails, members, timeline

MEMBERS, KILLS, ARTICLES = 2_000, 5, 10
LONGEST = 900  # seconds for the end of the sending: what a killed process held is due again after seven minutes

SINK = """
import sys, time
from email.parser import BytesHeaderParser
from aiosmtpd.controller import Controller

class Sink:
    async def handle_DATA(self, server, session, envelope):
        head = BytesHeaderParser().parsebytes(envelope.content)
        print(envelope.rcpt_tos[0], head["Message-ID"], flush=True)
        return "250 OK"

Controller(Sink(), hostname="127.0.0.1", port=int(sys.argv[1])).start()
time.sleep(100_000)
"""


def run() -> Figures:
    """Send an issue to 2,000 members, undisturbed; then another, killed five times."""
    with tempfile.TemporaryDirectory() as folder, _sink(Path(folder, "taken")) as address:
        settings = Settings(
            data=Path(folder), smtp=address, mail_from="news@paper.example", base_address="https://paper.example"
        )
        with open_context(settings) as ctx:
            _join(ctx)
            yield from _undisturbed(ctx, Path(folder, "taken"))
            yield from _killed(ctx, Path(folder, "taken"))


def _undisturbed(ctx: Context, taken: Path) -> Figures:
    _publish(ctx, "first")
    start, cpu = time.perf_counter(), process_time()
    while posting.send_some(ctx):
        pass
    wall, used = time.perf_counter() - start, process_time() - cpu
    yield f"mails to {MEMBERS:,} members, a second", f"{MEMBERS / wall:.0f}"
    yield "CPU of ours a mail", f"{used / MEMBERS * 1000:.2f} ms"
    yield "taken by the server", str(len(_taken(taken)))


def _killed(ctx: Context, taken: Path) -> Figures:
    taken.write_text("")
    _publish(ctx, "second")
    reached = [_kill_once(ctx, taken) for _ in range(KILLS)]
    yield "mails taken when killed", ", ".join(map(str, reached))
    process, start = _jobs(ctx), time.monotonic()
    while _waiting(ctx) and time.monotonic() - start < LONGEST:
        time.sleep(1)
    yield "then finished within", f"{time.monotonic() - start:.0f} s, {cpu_of(process.pid):.1f} s of CPU"
    process.terminate()
    process.wait()
    came = Counter(_taken(taken))
    yield "lost", str(MEMBERS - len({recipient for recipient, _ in came}))
    yield f"doubled (one may be on its way at each of {KILLS} kills)", str(sum(count - 1 for count in came.values()))
    files = [path for path in Path(ctx.settings.data).rglob("*.db*") if path.name.startswith("jobs")]
    yield (
        "members' addresses in the files of the jobs",
        str(sum(path.read_bytes().count(b"@home.example") for path in files)),
    )


def _kill_once(ctx: Context, taken: Path) -> int:
    """Run the jobs until some more mails were taken, and kill them then."""
    before = len(_taken(taken))
    wanted = before + random.randint(50, MEMBERS // (KILLS + 3))
    process = _jobs(ctx)
    while len(_taken(taken)) < min(wanted, MEMBERS - 1):
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    process.wait()
    return len(_taken(taken))


def _jobs(ctx: Context) -> subprocess.Popen[bytes]:
    settings = ctx.settings
    environment = {
        **os.environ,
        "BROADSHEET_DATA": str(settings.data),
        "BROADSHEET_SMTP": settings.smtp or "",
        "BROADSHEET_MAIL_FROM": settings.mail_from or "",
        "BROADSHEET_BASE_ADDRESS": settings.base_address or "",
    }
    return subprocess.Popen([BROADSHEET, "jobs", "run"], env=environment, stdout=subprocess.DEVNULL)


def _join(ctx: Context) -> None:
    """A channel and its members, and articles for its issues."""
    from tests.store.samples import add_source, keep, numbered

    now = ctx.clock()
    channel = channels.make(ctx, OPERATOR, Plan("Morning paper"))
    with ctx.database.write() as conn:
        channel_rows.set_next(conn, channel.id, now + 10**6)
        source = add_source(conn, "herald.example", now)
        for number in range(ARTICLES):
            article = replace(numbered(number), text="Words of an article, as many as an excerpt has. " * 8)
            keep(conn, source, article, now)
        for number in range(MEMBERS):
            email = f"reader{number}@home.example"
            members.ask(conn, channel.id, email, digest=email, partners=False, now=now, expires=now + 9)
            asked = members.asked(conn, email, now)
            assert asked
            members.join(conn, asked, f"leave-{number}", now)


def _publish(ctx: Context, slot: str) -> None:
    with ctx.database.write() as conn:
        (channel,) = channel_rows.all(conn)
        picks = tuple(Pick(card, "New from Herald.") for card in timeline.front(conn, None, ARTICLES).cards)
        issues.add(
            conn, channel, Draft(slot, "Wednesday 25 November 2026", "All that is new.", picks=picks), ctx.clock()
        )


def _waiting(ctx: Context) -> int:
    with ctx.database.read() as conn:
        return mails.waiting(conn)


def _taken(path: Path) -> list[tuple[str, str]]:
    lines = path.read_text().split("\n")[:-1]  # the last one may be half written
    return [(recipient, message_id) for recipient, _, message_id in (line.partition(" ") for line in lines)]


@contextmanager
def _sink(taken: Path) -> Iterator[str]:
    """The address of a mail server that writes each mail's recipient and Message-ID into a file."""
    port = free_port()
    with taken.open("ab") as file:
        process = subprocess.Popen([sys.executable, "-c", SINK, str(port)], stdout=file, cwd=ROOT)
    try:
        time.sleep(2)
        yield f"smtp://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()
