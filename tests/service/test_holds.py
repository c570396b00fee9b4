"""No source is looked at twice at the same time, on either database."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import psycopg
import pytest

from broadsheet.boot import open_client, open_context
from broadsheet.config import Settings
from broadsheet.errors import StoreError
from broadsheet.model.readers import OPERATOR
from broadsheet.model.sources import State
from broadsheet.service import ingest, sources, timeline, workers
from broadsheet.store import holds
from tests.outlet import Answer


def add(ctx, *addresses):
    asyncio.run(sources.import_file(ctx, OPERATOR, "\n".join(addresses).encode()))


def look(ctx, chosen):
    async def run():
        async with ctx.client:
            return await ingest.refresh_all(ctx, chosen)

    return asyncio.run(run())


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, tmp_path):
    """The address of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/shared.db"
        return
    server = request.getfixturevalue("postgres")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("CREATE DATABASE held TEMPLATE template0 ENCODING 'UTF8'")
        yield server.replace("/postgres?", "/held?")
        connection.execute("DROP DATABASE held WITH (FORCE)")


def test_rounds_that_begin_together_share_the_sources(database, tmp_path, outlet):
    outlet.publish("pier-rebuilt", "school-opens")
    settings = Settings(data=tmp_path / "one", database=database, allow_private_addresses=True, host_pause=0)
    other = settings.model_copy(update={"data": tmp_path / "two"})
    with open_context(settings) as one, open_context(other) as two:
        addresses = [f"{outlet.address}/{number}.xml" for number in range(6)]
        for address in addresses:
            outlet.pages[address.removeprefix(outlet.address)] = outlet.pages["/feed.xml"]
        add(one, *addresses)
        chosen, together = sources.listing(one, OPERATOR), threading.Barrier(4)

        def work(ctx):
            together.wait(20)
            return look(ctx, chosen)

        with ThreadPoolExecutor(4) as threads:
            # Two rounds on each of two databases' connections; a client belongs to one loop.
            contexts = [replace(ctx, client=open_client(settings)) for ctx in (one, one, two, two)]
            reports = [report for some in threads.map(work, contexts) for report in some]
        assert sum(report.listed > 0 for report in reports) == len(chosen)
        assert all(outlet.asked.count(address.removeprefix(outlet.address)) == 1 for address in addresses)
        assert len(timeline.front(two, OPERATOR).cards) == 2


def test_checking_now_what_is_being_looked_at_begins_no_second_look(ctx, outlet):
    feed, again = outlet.publish("pier-rebuilt"), []
    add(ctx, feed)

    def meanwhile():
        sources.check_now(ctx, OPERATOR)
        again.extend(ThreadPoolExecutor(1).submit(look, ctx, ingest.claim_due(ctx, 9)).result())

    outlet.pages["/pier-rebuilt"].before = meanwhile
    (report,) = look(ctx, ingest.claim_due(ctx, 9))
    assert (report.new, [other.listed for other in again]) == (1, [0])
    assert outlet.asked.count("/feed.xml") == 1
    assert sources.listing(ctx, OPERATOR)[0].next_look > ctx.clock()


def test_a_round_that_was_frozen_goes_no_further_once_its_hold_is_over(ctx, outlet, clock):
    feed = outlet.publish("pier-rebuilt", tag="old")
    add(ctx, feed)
    (source,), asked = sources.listing(ctx, OPERATOR), []

    def freeze():
        outlet.pages["/feed.xml"].before = None
        clock.now += 91
        outlet.publish("pier-rebuilt", "school-opens", tag="new")
        asked.extend(ThreadPoolExecutor(1).submit(look, ctx, (source,)).result())
        outlet.asked.clear()

    outlet.pages["/feed.xml"].before = freeze
    (report,) = look(ctx, (source,))
    assert (report.new, report.fault, asked[0].new) == (0, None, 2)
    assert outlet.asked == []
    assert len(timeline.front(ctx, OPERATOR).cards) == 2
    assert sources.listing(ctx, OPERATOR)[0].validators.etag == '"new"'


def test_what_a_killed_worker_held_is_free_at_its_next_start(ctx, outlet):
    add(ctx, outlet.publish("pier-rebuilt"))
    (source,) = sources.listing(ctx, OPERATOR)
    with ctx.database.write() as conn:
        holds.take(conn, [source.id], "a round", ctx.clock(), ctx.clock() + holds.LASTS, "north")
    assert look(ctx, (source,))[0].listed == 0
    workers.begin(ctx, "north")
    assert look(ctx, (source,))[0].new == 1


def test_a_look_that_is_broken_off_lets_its_source_go(ctx, outlet):
    add(ctx, outlet.publish("pier-rebuilt"))
    (source,), arrived = sources.listing(ctx, OPERATOR), threading.Event()
    outlet.pages["/feed.xml"].before = lambda: arrived.set() or threading.Event().wait(0.3)

    async def break_off():
        async with ctx.client:
            work = asyncio.create_task(ingest.refresh_all(ctx, (source,)))
            await asyncio.to_thread(arrived.wait, 20)
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)

    asyncio.run(break_off())
    assert sources.listing(ctx, OPERATOR)[0].state is State.NEW
    assert look(ctx, (source,))[0].new == 1


def test_a_home_page_whose_first_look_is_killed_among_its_articles_is_read_on(ctx, outlet, monkeypatch):
    def killed(*_):
        raise StoreError("The process ended.")

    outlet.publish("pier-rebuilt")
    outlet.pages["/"] = Answer(b"<html><link rel=alternate type='application/rss+xml' href='/feed.xml'><p>Hello</html>")
    add(ctx, f"{outlet.address}/")
    with monkeypatch.context() as patched:
        patched.setattr("broadsheet.service.ingest.looks._record", killed)
        with pytest.raises(StoreError):
            look(ctx, sources.listing(ctx, OPERATOR))
    assert len(timeline.front(ctx, OPERATOR).cards) == 1
    (report,) = look(ctx, sources.listing(ctx, OPERATOR))
    assert (report.fault, report.new) == (None, 0)


def test_a_source_removed_while_it_is_looked_at_harms_no_other(ctx, outlet):
    outlet.publish("pier-rebuilt")
    outlet.pages["/other.xml"] = Answer(outlet.pages["/feed.xml"].body, type="application/rss+xml")
    add(ctx, f"{outlet.address}/feed.xml", f"{outlet.address}/other.xml")
    first, second = sources.listing(ctx, OPERATOR)
    outlet.pages["/feed.xml"].before = lambda: sources.remove(ctx, OPERATOR, first.id)
    assert [report.fault for report in look(ctx, (first, second))] == [None, None]
    assert [source.id for source in sources.listing(ctx, OPERATOR)] == [second.id]
