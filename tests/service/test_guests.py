"""How we behave at an outlet's: robots.txt, pauses that a host asks for."""

import asyncio

import pytest

from broadsheet.errors import NotFound
from broadsheet.model.readers import OPERATOR
from broadsheet.model.sources import State
from broadsheet.service import articles, ingest, media, sources, timeline
from tests.outlet import Answer

DAY = 86_400
CLOSED = Answer(b"User-agent: *\nDisallow: /pier", type="text/plain")


def run(ctx, work):
    async def whole():
        async with ctx.client:
            return await work

    return asyncio.run(whole())


def refresh(ctx):
    sources.check_now(ctx, OPERATOR)
    return run(ctx, ingest.refresh_all(ctx, ingest.claim_due(ctx, 100)))


def retry(ctx):
    return run(ctx, ingest.retry_due(ctx))


def follow(ctx, outlet, *slugs):
    asyncio.run(sources.import_file(ctx, OPERATOR, outlet.publish(*slugs).encode()))
    return refresh(ctx)[0]


def only(ctx):
    (card,) = timeline.front(ctx, OPERATOR).cards
    return articles.read(ctx, OPERATOR, card.id).article


def test_a_page_that_robots_txt_forbids_is_an_excerpt_that_says_so_and_is_not_asked_for(ctx, outlet):
    outlet.pages["/robots.txt"] = CLOSED
    assert follow(ctx, outlet, "pier-rebuilt").excerpts == 1
    assert "robots.txt" in only(ctx).article.excerpt_because
    assert "/pier-rebuilt" not in outlet.asked


def test_it_comes_whole_when_the_rules_have_changed(ctx, outlet, clock):
    outlet.pages["/robots.txt"] = CLOSED
    follow(ctx, outlet, "pier-rebuilt")
    clock.now += DAY
    assert retry(ctx) == (1, 0)
    assert (only(ctx).tries, "/pier-rebuilt" in outlet.asked) == (1, False)
    outlet.pages["/robots.txt"] = Answer(b"User-agent: *\nDisallow:", type="text/plain")
    clock.now += DAY
    assert retry(ctx) == (1, 1)
    assert only(ctx).article.excerpt_because is None


def test_nobody_waits_for_ever_for_the_rules_to_change(ctx, outlet, clock):
    outlet.pages["/robots.txt"] = CLOSED
    follow(ctx, outlet, "pier-rebuilt")
    for _ in range(20):
        clock.now += DAY
        retry(ctx)
    assert only(ctx).next_try is None
    assert 13 <= outlet.asked.count("/robots.txt") <= 16


def test_the_rules_are_asked_for_once_a_day(ctx, outlet, clock):
    follow(ctx, outlet, "pier-rebuilt", "school-opens", "bridge-closed")
    outlet.publish("pier-rebuilt", "town-wakes")
    refresh(ctx)
    assert outlet.asked.count("/robots.txt") == 1
    clock.now += DAY
    outlet.publish("pier-rebuilt", "fair-begins")
    refresh(ctx)
    assert outlet.asked.count("/robots.txt") == 2


@pytest.mark.parametrize(("status", "whole"), [(404, 1), (403, 1), (500, 0), (503, 0), (429, 0)])
def test_rules_that_are_not_there_allow_all_and_rules_that_cannot_be_had_nothing(ctx, outlet, status, whole):
    outlet.pages["/robots.txt"] = Answer(b"", status)
    assert follow(ctx, outlet, "pier-rebuilt").whole == whole


def test_rules_known_from_before_count_while_the_server_cannot_say_its_own(ctx, outlet, clock):
    follow(ctx, outlet, "pier-rebuilt")
    outlet.pages["/robots.txt"] = Answer(b"", 503)
    clock.now += 2 * DAY
    outlet.publish("school-opens")
    assert refresh(ctx)[0].whole == 1


def test_a_feed_is_read_whatever_robots_txt_says(ctx, outlet):
    outlet.pages["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /", type="text/plain")
    assert follow(ctx, outlet, "pier-rebuilt").fault is None
    assert sources.listing(ctx, OPERATOR)[0].state is State.OK


def test_a_redirect_does_not_lead_round_the_rules(ctx, outlet):
    outlet.pages["/robots.txt"] = CLOSED
    outlet.publish("pier-rebuilt")
    feed = outlet.publish("go", pages=False)
    outlet.pages["/go"] = Answer(b"", 302, headers={"Location": "/pier-rebuilt"})
    asyncio.run(sources.import_file(ctx, OPERATOR, feed.encode()))
    assert refresh(ctx)[0].excerpts == 1
    assert "/go" in outlet.asked and "/pier-rebuilt" not in outlet.asked


def test_a_page_that_asks_for_a_pause_gets_it_for_its_whole_host(ctx, outlet, clock):
    outlet.publish("pier-rebuilt")
    outlet.pages["/pier-rebuilt"] = Answer(b"", 429, headers={"Retry-After": "7200"})
    asyncio.run(sources.import_file(ctx, OPERATOR, f"{outlet.address}/feed.xml".encode()))
    refresh(ctx)
    outlet.asked.clear()
    assert "come back later" in refresh(ctx)[0].fault
    clock.now += 3600
    assert retry(ctx) == (0, 0)
    assert outlet.asked == []
    source = sources.listing(ctx, OPERATOR)[0]
    assert source.state is State.OK and source.next_look >= clock.now + 3600 and "429" in source.look_because
    outlet.publish("pier-rebuilt")
    clock.now += 3601
    assert retry(ctx) == (1, 1)


def test_a_long_crawl_delay_makes_some_pages_wait_and_nobody_for_hours(ctx, outlet, clock, monkeypatch):
    monkeypatch.setattr("broadsheet.fetch.guest.WHILE", 1)
    outlet.pages["/robots.txt"] = Answer(b"User-agent: *\nCrawl-delay: 0.5", type="text/plain")
    report = follow(ctx, outlet, "pier-rebuilt", "school-opens", "bridge-closed", "town-wakes")
    assert (report.whole, report.excerpts) == (2, 2)
    clock.now += 1
    assert retry(ctx) == (2, 2)


def test_a_host_that_is_asked_too_often_and_names_no_time_rests_a_quarter_of_an_hour(ctx, outlet, clock):
    outlet.publish("pier-rebuilt")
    outlet.pages["/pier-rebuilt"] = Answer(b"", 429)
    asyncio.run(sources.import_file(ctx, OPERATOR, f"{outlet.address}/feed.xml".encode()))
    refresh(ctx)
    outlet.asked.clear()
    assert "come back later" in refresh(ctx)[0].fault and outlet.asked == []
    clock.now += 15 * 60 + 1
    assert refresh(ctx)[0].fault is None


def test_no_feed_is_looked_for_at_a_host_that_rests(ctx, outlet):
    outlet.pages["/"] = Answer(b"", 429, headers={"Retry-After": "7200"})
    for _ in range(2):
        (addition,) = run(ctx, sources.add(ctx, OPERATOR, [f"{outlet.address}/"]))
    assert "come back later" in addition.fault and outlet.asked == ["/"]


def test_a_picture_that_robots_txt_forbids_is_not_asked_for(ctx, outlet):
    outlet.pages["/robots.txt"] = CLOSED
    signature = media.address(ctx, f"{outlet.address}/pier.png", 320).split("/")[2]
    with pytest.raises(NotFound):
        run(ctx, media.get(ctx, OPERATOR, signature, f"{outlet.address}/pier.png", 320))
    assert outlet.asked == ["/robots.txt"]
