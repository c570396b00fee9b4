"""The jobs ask hubs and take in what they push."""

import asyncio
import time
from datetime import UTC, datetime

from dbos import DBOS

from broadsheet.boot import open_context
from broadsheet.config import Settings
from broadsheet.jobs import engine
from broadsheet.model.readers import OPERATOR
from broadsheet.service import sources, timeline
from tests.hub import PUBLIC, Hub, pages
from tests.outlet import Outlet


def until(condition, seconds=60):
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.05)
    return condition()


def test_a_push_wakes_the_jobs_and_is_an_article(tmp_path):
    settings = Settings(data=tmp_path, allow_private_addresses=True, host_pause=0, base_address=PUBLIC)
    with Outlet() as outlet, open_context(settings, engine.wake) as ctx, pages(ctx) as port, Hub(port) as hub:
        feed = outlet.publish("pier-rebuilt")
        outlet.pages["/feed.xml"].headers = {"Link": f'<{hub.address}>; rel="hub", <{feed}>; rel="self"'}
        asyncio.run(sources.import_file(ctx, OPERATOR, feed.encode()))
        engine.start(ctx)
        try:
            assert until(lambda: sources.listing(ctx, OPERATOR)[0].articles == 1)
            DBOS.start_workflow(engine.hear, datetime.now(UTC), None).get_result()
            assert len(hub.subscribers) == 1
            outlet.publish("pier-rebuilt", "school-opens")
            assert hub.push(outlet.pages["/feed.xml"].body) == [202]
            assert until(lambda: len(timeline.front(ctx, OPERATOR).cards) == 2)
        finally:
            engine.stop()
        assert outlet.asked.count("/feed.xml") == 1
