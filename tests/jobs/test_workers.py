"""Several workers on one PostgreSQL: they share the work, and one that dies or freezes loses and doubles nothing."""

import asyncio
import signal
import threading
import time
from contextlib import ExitStack

import psycopg
import pytest
from sqlalchemy import delete

from broadsheet.boot import open_context
from broadsheet.config import Settings
from broadsheet.errors import StoreBusy
from broadsheet.jobs import engine, heart
from broadsheet.jobs.desk import Desk
from broadsheet.model.readers import OPERATOR
from broadsheet.model.sources import State
from broadsheet.service import jobs, sources, timeline
from broadsheet.store import holds
from broadsheet.store.schema.work import workers
from tests.jobs.workers import wait_until, worker
from tests.outlet import Outlet

SOURCES, ARTICLES = 4, 4


@pytest.fixture
def database(postgres):
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("CREATE DATABASE workers TEMPLATE template0 ENCODING 'UTF8'")
        yield postgres.replace("/postgres?", "/workers?")
        connection.execute("DROP DATABASE workers WITH (FORCE)")


class Watched(Outlet):
    """Counts the looks at its feed that are under way at the same time: a feed and its pages belong to one look."""

    def __init__(self):
        super().__init__()
        self.most, self._under_way, self._lock = 0, 0, threading.Lock()

    def slow(self):
        with self._lock:
            self._under_way += 1
            self.most = max(self.most, self._under_way)
        time.sleep(0.25)
        with self._lock:
            self._under_way -= 1


@pytest.fixture
def outlets():
    with ExitStack() as stack:
        opened = [stack.enter_context(Watched()) for _ in range(SOURCES)]
        for number, outlet in enumerate(opened):
            outlet.publish(*(f"harbour-news-{number}-{each}" for each in range(ARTICLES)), tag="one")
            outlet.pages["/feed.xml"].before = outlet.slow
            for each in range(ARTICLES):
                outlet.pages[f"/harbour-news-{number}-{each}"].before = lambda: time.sleep(0.15)
        yield opened


@pytest.fixture
def ctx(tmp_path, database, outlets):
    """The Context of a second worker, on the same database; the sources are there."""
    settings = Settings(data=tmp_path / "here", database=database, allow_private_addresses=True, host_pause=0)
    with open_context(settings, engine.wake, engine.post, Desk) as context:
        listed = "\n".join(f"{outlet.address}/feed.xml" for outlet in outlets).encode()
        asyncio.run(sources.import_file(context, OPERATOR, listed))
        yield context


def arrived(ctx):
    return len(timeline.front(ctx, OPERATOR).cards)


def all_are_read(ctx):
    return all(source.state is State.OK for source in sources.listing(ctx, OPERATOR))


def freeze(ctx, other):
    """Stop a process where it does not hold the database: what it does hold there, nobody can take from it."""
    while True:
        other.send_signal(signal.SIGSTOP)
        try:
            with ctx.database.write():
                return
        except StoreBusy:
            other.send_signal(signal.SIGCONT)


def test_another_takes_up_the_work_of_a_worker_that_froze_and_both_bring_each_article_once(
    ctx, database, tmp_path, outlets
):
    with worker(tmp_path / "there", database=database) as other:
        assert wait_until(lambda: arrived(ctx) >= 1)
        freeze(ctx, other)
        (name,) = (known.name for known in jobs.work(ctx, OPERATOR).workers)
        assert not all_are_read(ctx)
        engine.start(ctx)
        try:
            with ctx.database.write() as conn:  # as if the time that a silent worker is waited for were over
                holds.end_worker(conn, name)
                conn.execute(delete(workers).where(workers.c.name == name))
            heart.take_up([heart.name_of(ctx.settings.data)], engine.SHAPE)
            assert wait_until(lambda: all_are_read(ctx))
            other.send_signal(signal.SIGCONT)
            other.terminate()
            assert other.wait(90) == 0
        finally:
            engine.stop()
    assert arrived(ctx) == SOURCES * ARTICLES
    assert all_are_read(ctx)
    assert [outlet.most for outlet in outlets] == [1] * SOURCES


def test_workers_that_start_together_share_the_work(ctx, database, tmp_path, outlets):
    with worker(tmp_path / "north", database=database), worker(tmp_path / "south", database=database):
        assert wait_until(lambda: all_are_read(ctx) and len(jobs.work(ctx, OPERATOR).workers) == 2)
        assert wait_until(lambda: not jobs.work(ctx, OPERATOR).running)  # what was read is gathered into stories yet
        work = jobs.work(ctx, OPERATOR)
    assert (work.running, work.waiting, work.failed) == ((), (), [])
    assert arrived(ctx) == SOURCES * ARTICLES
    assert [outlet.asked.count("/feed.xml") for outlet in outlets] == [1] * SOURCES
