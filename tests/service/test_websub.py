"""Hubs tell us of what is new: from the feed that names one to the article, over real HTTP on loopback."""

import asyncio
from dataclasses import replace
from itertools import pairwise

import pytest

from broadsheet.boot import open_context
from broadsheet.config import Settings
from broadsheet.model.readers import OPERATOR
from broadsheet.model.subscriptions import Standing
from broadsheet.service import ingest, sources, timeline, websub
from tests.hub import PUBLIC, Hub, pages
from tests.outlet import Answer, article, title

MINUTE, HOUR, DAY = 60, 3600, 86_400


@pytest.fixture
def ctx(tmp_path, clock):
    settings = Settings(
        data=tmp_path / "data", allow_private_addresses=True, host_pause=0, base_address=PUBLIC, refresh_longest=60
    )
    with open_context(settings, clock=clock) as context:
        yield context


@pytest.fixture
def hub(ctx):
    with pages(ctx) as port, Hub(port) as running:
        yield running


def run(ctx, work):
    async def whole():
        async with ctx.client:
            return await work

    return asyncio.run(whole())


def feed(outlet, hub, *slugs, at=None):
    """The outlet's feed, which names the hub; each article has a page. `at`: the date of all entries."""
    outlet.publish(*slugs)
    date = f"<dc:date>{at}</dc:date>" if at else ""
    items = "".join(
        f"<item><title>{title(slug)}</title><link>{outlet.address}/{slug}</link><guid>{slug}</guid>{date}</item>"
        for slug in slugs
    )
    links = f"<atom:link rel='hub' href='{hub.address}'/><atom:link rel='self' href='{outlet.address}/feed.xml'/>"
    names = "xmlns:atom='http://www.w3.org/2005/Atom' xmlns:dc='http://purl.org/dc/elements/1.1/'"
    head = f"<title>Harbour Post</title><link>{outlet.address}/</link>{links if hub else ''}"
    body = f"<rss version='2.0' {names}><channel>{head}{items}</channel></rss>".encode()
    outlet.pages["/feed.xml"] = Answer(body, type="application/rss+xml", headers={"ETag": f'"{"-".join(slugs)}"'})
    return body


def look(ctx):
    """Look at what is due."""
    return run(ctx, ingest.refresh_all(ctx, ingest.claim_due(ctx, 100)))


def look_now(ctx):
    sources.check_now(ctx, OPERATOR)
    return look(ctx)


def tend(ctx):
    return run(ctx, ingest.tend(ctx))


def take(ctx):
    return run(ctx, ingest.take_pushes(ctx))


def follow(ctx, outlet, hub, *slugs):
    """Subscribe to a source whose feed names the hub, up to the hub's verification."""
    feed(outlet, hub, *(slugs or ("pier-rebuilt",)))
    asyncio.run(sources.import_file(ctx, OPERATOR, f"{outlet.address}/feed.xml".encode()))
    look(ctx)
    tend(ctx)


def relied_on(ctx, outlet, hub):
    """The same up to a first push, and the look that finds the hub to be relied on."""
    follow(ctx, outlet, hub)
    hub.push(feed(outlet, hub, "pier-rebuilt", "school-opens"))
    assert take(ctx) == 1
    look_now(ctx)
    outlet.asked.clear()


def promised(ctx):
    return websub.of_sources(ctx, OPERATOR)[sources.listing(ctx, OPERATOR)[0].id]


def source(ctx):
    return sources.listing(ctx, OPERATOR)[0]


def titles(ctx):
    return [card.title for card in timeline.front(ctx, OPERATOR).cards]


def test_what_a_hub_pushes_is_an_article_without_a_look_at_the_feed(ctx, outlet, hub, clock):
    follow(ctx, outlet, hub)
    assert promised(ctx).standing is Standing.VERIFIED and promised(ctx).expires == clock.now + 10 * DAY
    before, asked = source(ctx), outlet.asked.count("/feed.xml")
    assert hub.push(feed(outlet, hub, "pier-rebuilt", "school-opens")) == [202]
    assert take(ctx) == 1 and take(ctx) == 0
    assert titles(ctx) == ["School opens", "Pier rebuilt"]
    after = source(ctx)
    assert outlet.asked.count("/feed.xml") == asked
    assert (after.validators, after.checked, after.next_look) == (before.validators, before.checked, before.next_look)


def test_what_is_asked_of_a_hub(ctx, outlet, hub):
    follow(ctx, outlet, hub)
    (form,) = hub.asked
    assert form["hub.topic"] == f"{outlet.address}/feed.xml" and form["hub.mode"] == "subscribe"
    assert form["hub.callback"].startswith(f"{PUBLIC}/websub/") and len(form["hub.callback"]) > 50
    assert len(form["hub.secret"]) == 64 and form["hub.lease_seconds"] == str(10 * DAY)


def test_what_is_not_signed_as_agreed_changes_nothing_and_the_hub_is_not_told(ctx, outlet, hub):
    follow(ctx, outlet, hub)
    before = promised(ctx), source(ctx)
    body = feed(outlet, hub, "school-opens")
    for method, key in (("sha256", "guessed"), ("", None), ("md5", None)):
        assert hub.push(body, method, key) == [202]
    assert hub.push(body, "", X_Hub_Signature="sha256=é") == [202]
    assert take(ctx) == 0
    assert titles(ctx) == ["Pier rebuilt"] and (promised(ctx), source(ctx)) == before


def test_while_a_hub_delivers_its_source_is_looked_at_rarely(ctx, outlet, hub, clock):
    relied_on(ctx, outlet, hub)
    assert promised(ctx).relied_on(clock.now)
    assert 12 * HOUR <= source(ctx).next_look - clock.now <= 13.2 * HOUR
    assert "every 12 h" in source(ctx).look_because and promised(ctx).host in source(ctx).look_because
    clock.now += 11 * HOUR
    assert look(ctx) == () and outlet.asked == []


def test_a_hub_that_did_not_tell_is_not_relied_on_until_it_does_again(ctx, outlet, hub, clock):
    relied_on(ctx, outlet, hub)
    clock.now += 14 * HOUR
    feed(outlet, hub, "pier-rebuilt", "school-opens", "bridge-closed")
    assert look(ctx)[0].new == 1
    found = promised(ctx)
    assert (found.relied_on(clock.now), found.missing, found.missed) == (False, 1, clock.now)
    assert source(ctx).next_look - clock.now < 12 * HOUR and "every 12 h" not in source(ctx).look_because
    for number in range(3):
        assert not promised(ctx).relied_on(clock.now)
        hub.push(feed(outlet, hub, f"news-{number}"))
        assert take(ctx) == 1
    assert promised(ctx).relied_on(clock.now)


def test_a_look_that_was_only_faster_than_the_hub_is_no_reproach(ctx, outlet, hub, clock):
    relied_on(ctx, outlet, hub)
    clock.now += 14 * HOUR
    body = feed(outlet, hub, "bridge-closed", at="2025-10-09T22:50:00Z")
    assert clock.now - 15 * MINUTE < 1_760_050_200 < clock.now
    assert look(ctx)[0].new == 1 and promised(ctx).relied_on(clock.now)
    hub.push(body)
    assert take(ctx) == 0 and len(titles(ctx)) == 3


def test_what_waits_to_be_taken_in_was_told(ctx, outlet, hub, clock):
    relied_on(ctx, outlet, hub)
    clock.now += 14 * HOUR
    hub.push(feed(outlet, hub, "bridge-closed"))
    assert look(ctx)[0].new == 1 and promised(ctx).relied_on(clock.now)
    assert take(ctx) == 0 and len(titles(ctx)) == 3


def test_before_it_expires_it_is_renewed_and_then_asked_no_more_than_needed(ctx, outlet, hub, clock):
    follow(ctx, outlet, hub)
    clock.now += 8 * DAY
    assert tend(ctx) == 0
    clock.now += DAY // 2
    assert tend(ctx) == 1 and len(hub.asked) == 2
    assert hub.asked[1] == hub.asked[0] and promised(ctx).expires == clock.now + 10 * DAY
    assert tend(ctx) == 0


def test_a_hub_that_is_down_is_asked_again_after_pauses_that_grow_while_the_source_is_looked_at(
    ctx, outlet, hub, clock
):
    relied_on(ctx, outlet, hub)
    hub.mood = "refuse"
    clock.now += 9 * DAY
    tend(ctx)
    assert promised(ctx).verified(clock.now) and "503" in promised(ctx).reason
    asked = []
    for _ in range(2 * 24):
        clock.now += HOUR
        if tend(ctx):
            asked.append(clock.now)
    pauses = [later - sooner for sooner, later in pairwise(asked)]
    assert pauses == sorted(pauses) and 3 <= len(asked) <= 12
    look(ctx)
    assert promised(ctx).standing is Standing.ASKED and not promised(ctx).verified(clock.now)
    assert source(ctx).look_because.startswith("every") and "tells" not in source(ctx).look_because
    feed(outlet, hub, "bridge-closed")
    assert look_now(ctx)[0].new == 1
    hub.mood = "verify"
    clock.now += 2 * DAY
    tend(ctx)
    assert promised(ctx).verified(clock.now) and promised(ctx).reason is None


def test_a_short_lease_ends_when_it_says(ctx, outlet, hub, clock):
    hub.lease = "7200"
    relied_on(ctx, outlet, hub)
    assert source(ctx).next_look <= clock.now + 2 * HOUR
    clock.now += 2 * HOUR
    assert not promised(ctx).verified(clock.now)


def test_a_lease_that_is_none_is_as_long_as_what_we_asked_for(ctx, outlet, hub, clock):
    hub.lease = "for ever"
    follow(ctx, outlet, hub)
    assert promised(ctx).expires == clock.now + 10 * DAY


def test_a_hub_may_deny_with_a_reason_and_later_too(ctx, outlet, hub, clock):
    relied_on(ctx, outlet, hub)
    assert hub.deny(hub.asked[0], "This feed  costs money.") == 204
    found = promised(ctx)
    assert (found.standing, found.reason) == (Standing.DENIED, "This feed costs money.")
    assert source(ctx).next_look == clock.now
    assert look(ctx)[0].fault is None and "tells" not in source(ctx).look_because
    assert tend(ctx) == 0
    clock.now += 7 * DAY
    tend(ctx)
    assert promised(ctx).standing is Standing.VERIFIED


def test_a_hub_that_takes_requests_and_never_verifies_is_said_to(ctx, outlet, hub, clock):
    hub.mood = "wait"
    follow(ctx, outlet, hub)
    assert promised(ctx).standing is Standing.ASKED and promised(ctx).reason is None
    clock.now += 15 * MINUTE
    assert tend(ctx) == 1 and "does not come back" in promised(ctx).reason
    assert hub.verify(hub.asked[0]) == 200
    assert promised(ctx).standing is Standing.VERIFIED and promised(ctx).reason is None


def test_only_what_was_asked_for_is_confirmed(ctx, outlet, hub):
    hub.mood = "wait"
    follow(ctx, outlet, hub)
    asked = hub.asked[0]
    for changed in ({"topic": "https://evil.example/"}, {"mode": "unsubscribe"}, {"mode": "x"}, {"challenge": ""}):
        assert hub.verify(asked, **changed) == 404
    assert hub.verify({**asked, "hub.callback": f"{PUBLIC}/websub/guessed"}) == 404
    assert hub.deny({**asked, "hub.topic": "https://evil.example/"}, "") == 404
    assert promised(ctx).standing is Standing.ASKED


def test_a_subscription_cannot_be_ended_or_prolonged_from_outside(ctx, outlet, hub, clock):
    follow(ctx, outlet, hub)
    before = promised(ctx)
    clock.now += DAY
    assert hub.verify({**hub.asked[0], "hub.mode": "unsubscribe"}) == 404
    assert hub.verify(hub.asked[0]) == 200  # some hubs ask now and then whether they are still wanted
    assert promised(ctx) == before


def test_of_a_removed_source_the_hub_is_told_and_its_pushes_are_gone(ctx, outlet, hub, clock):
    follow(ctx, outlet, hub)
    (callback,) = hub.subscribers
    sources.remove(ctx, OPERATOR, source(ctx).id)
    assert hub.push_to(callback, b"<rss/>") == 410
    assert tend(ctx) == 1
    assert hub.asked[-1]["hub.mode"] == "unsubscribe" and "hub.secret" not in hub.asked[-1]
    assert hub.subscribers == {}
    assert hub.push_to(callback, b"<rss/>", key="x") == 410
    clock.now += 31 * DAY
    tend(ctx)
    assert hub.push_to(callback, b"<rss/>", key="x") == 404


def test_a_hub_that_does_not_hear_us_leave_is_not_asked_for_ever(ctx, outlet, hub, clock):
    follow(ctx, outlet, hub)
    hub.mood = "wait"
    sources.remove(ctx, OPERATOR, source(ctx).id)
    for _ in range(30):
        tend(ctx)
        clock.now += DAY
    assert len(hub.asked) == 1 + 4


def test_a_source_that_names_another_hub_changes_to_it_once_a_day_at_most(ctx, outlet, hub, clock):
    follow(ctx, outlet, hub)
    with Hub(hub.door) as other:
        feed(outlet, other, "pier-rebuilt", "school-opens")
        look_now(ctx)
        assert tend(ctx) == 0
        clock.now += DAY
        feed(outlet, other, "school-opens")
        look_now(ctx)
        assert tend(ctx) == 2
        assert [form["hub.mode"] for form in hub.asked] == ["subscribe", "unsubscribe"]
        assert promised(ctx).hub.url == other.address and len(other.subscribers) == 1


def test_a_hub_on_an_open_way_gets_no_secret_and_its_pushes_are_hints(ctx, outlet, hub, clock, monkeypatch):
    monkeypatch.setattr("broadsheet.service.ingest.hubs.keeps_secrets", lambda _hub: False)
    follow(ctx, outlet, hub)
    assert "hub.secret" not in hub.asked[0]
    feed(outlet, hub, "school-opens")
    assert hub.push(b"what this says does not count") == [202]
    assert take(ctx) == 0 and source(ctx).next_look == clock.now + 5 * MINUTE
    clock.now += 5 * MINUTE
    assert look(ctx)[0].new == 1
    assert promised(ctx).relied_on(clock.now) and source(ctx).next_look - clock.now >= 12 * HOUR


def test_a_hub_that_calls_again_and_again_wakes_the_jobs_once(ctx, outlet, hub, clock, monkeypatch):
    monkeypatch.setattr("broadsheet.service.ingest.hubs.keeps_secrets", lambda _hub: False)
    follow(ctx, outlet, hub)
    woken = []
    wakeful = replace(ctx, wake=lambda: woken.append(clock.now))
    for _ in range(3):
        websub.receive(wakeful, promised(ctx).token, b"", "", "")
    assert woken == [clock.now]


def test_what_is_pushed_and_is_no_feed_lets_us_look(ctx, outlet, hub, clock):
    relied_on(ctx, outlet, hub)
    hub.push(b"<html>Sorry</html>")
    assert take(ctx) == 0 and source(ctx).next_look == clock.now + 5 * MINUTE  # of the last look: not at every push


def test_a_push_that_is_too_large_is_refused_and_more_than_some_do_not_pile_up(ctx, outlet, hub, clock, monkeypatch):
    relied_on(ctx, outlet, hub)
    monkeypatch.setattr(websub, "LARGEST", 100_000)
    assert hub.push(b"x" * 100_001) == [413]
    monkeypatch.setattr("broadsheet.store.pushes.MOST_WAITING", 2)
    clock.now += HOUR
    for number in range(4):
        assert hub.push(feed(outlet, hub, f"news-{number}")) == [202]
    assert source(ctx).next_look == clock.now
    assert take(ctx) == 2


def test_a_source_that_is_gone_leaves_its_hub(ctx, outlet, hub):
    follow(ctx, outlet, hub)
    outlet.pages["/feed.xml"] = Answer(b"", 410)
    look_now(ctx)
    tend(ctx)
    assert hub.subscribers == {} and websub.of_sources(ctx, OPERATOR) == {}


def test_a_redirect_of_a_hub_is_followed_with_the_form(ctx, outlet, hub):
    hub.mood = "redirect"
    follow(ctx, outlet, hub)
    assert promised(ctx).standing is Standing.VERIFIED


def test_another_public_address_is_told_to_the_hubs(ctx, outlet, hub, clock):
    relied_on(ctx, outlet, hub)
    moved = replace(ctx, settings=ctx.settings.model_copy(update={"base_address": "https://news.example"}))
    hub.mood = "wait"
    assert tend(moved) == 1
    assert hub.asked[-1]["hub.callback"].startswith("https://news.example/websub/")
    assert source(moved).next_look == clock.now
    look(moved)
    assert "tells" not in source(moved).look_because


def test_where_hubs_cannot_call_us_nothing_is_tried_and_nothing_said(ctx, outlet, hub):
    closed = replace(ctx, settings=ctx.settings.model_copy(update={"base_address": None}))
    follow(closed, outlet, hub)
    assert hub.asked == [] and websub.of_sources(closed, OPERATOR) == {}


def test_the_feed_itself_is_no_hub_and_a_private_hub_is_not_asked(ctx, outlet, hub):
    hub.address = f"{outlet.address}/feed.xml"
    follow(ctx, outlet, hub)
    assert websub.of_sources(ctx, OPERATOR) == {} and outlet.asked.count("/feed.xml") == 1


def test_one_source_is_worked_on_once_at_a_time(ctx, outlet, hub):
    follow(ctx, outlet, hub)
    hub.push(feed(outlet, hub, "school-opens"))
    outlet.pages["/school-opens"] = Answer(article("School opens").encode())

    async def both():
        async with ctx.client:
            return await asyncio.gather(ingest.take_pushes(ctx), ingest.take_pushes(ctx))

    sources.check_now(ctx, OPERATOR)
    assert sum(asyncio.run(both())) == 1
    assert outlet.asked.count("/school-opens") == 1
