"""From a source that is due to articles in the archive."""

import asyncio

import pytest

from broadsheet.model.listings import Kind
from broadsheet.model.readers import OPERATOR
from broadsheet.model.sources import Report, State
from broadsheet.service import articles, ingest, sources, timeline
from tests.outlet import Answer, article


def add(ctx, *addresses):
    return asyncio.run(run(ctx, sources.add(ctx, OPERATOR, addresses)))


def refresh(ctx) -> tuple[Report, ...]:
    sources.check_now(ctx, OPERATOR)
    return asyncio.run(run(ctx, ingest.refresh_all(ctx, ingest.claim_due(ctx, 100))))


async def run(ctx, work):
    async with ctx.client:
        return await work


def front(ctx):
    return timeline.front(ctx, OPERATOR).cards


def test_a_feed_becomes_articles_with_their_full_text(ctx, outlet):
    add(ctx, outlet.publish("pier-rebuilt", "school-opens"))
    (report,) = refresh(ctx)
    assert (report.new, report.whole, report.fault) == (2, 2, None)
    assert {card.title for card in front(ctx)} == {"Pier rebuilt", "School opens"}
    reading = articles.read(ctx, OPERATOR, front(ctx)[0].id)
    assert "eighteen months" in reading.article.article.text
    assert "All rights reserved" not in reading.article.article.text


def test_a_second_look_brings_nothing_twice(ctx, outlet):
    add(ctx, outlet.publish("pier-rebuilt"))
    refresh(ctx)
    assert refresh(ctx)[0].new == 0
    outlet.publish("pier-rebuilt", "school-opens")
    assert refresh(ctx)[0].new == 1
    assert len(front(ctx)) == 2


def test_an_unchanged_feed_is_asked_conditionally(ctx, outlet):
    add(ctx, outlet.publish("pier-rebuilt", tag="one"))
    refresh(ctx)
    (report,) = refresh(ctx)
    assert report.unchanged
    assert sources.listing(ctx, OPERATOR)[0].state is State.OK


def test_an_article_whose_page_fails_is_kept_as_an_excerpt_and_comes_whole_later(ctx, outlet, clock):
    outlet.publish("pier-rebuilt", pages=False)
    outlet.pages["/pier-rebuilt"] = Answer(b"down", 503, "text/plain")
    add(ctx, f"{outlet.address}/feed.xml")
    (report,) = refresh(ctx)
    assert (report.new, report.excerpts) == (1, 1)
    stored = articles.read(ctx, OPERATOR, front(ctx)[0].id).article
    assert "503" in stored.article.excerpt_because
    assert "In short" in stored.article.text + stored.article.lead
    outlet.pages["/pier-rebuilt"] = Answer(article("Pier rebuilt").encode())
    clock.now += 3600
    assert asyncio.run(run(ctx, ingest.retry_due(ctx))) == (1, 1)
    assert articles.read(ctx, OPERATOR, stored.id).article.article.excerpt_because is None
    assert len(front(ctx)) == 1


def test_a_page_that_never_comes_is_given_up_after_some_days(ctx, outlet, clock):
    add(ctx, outlet.publish("pier-rebuilt", pages=False))
    refresh(ctx)
    for _ in range(10):
        clock.now += 4 * 24 * 3600
        asyncio.run(run(ctx, ingest.retry_due(ctx)))
    assert 4 <= outlet.asked.count("/pier-rebuilt") <= 7


def test_two_addresses_of_one_article_are_one_article(ctx, outlet):
    outlet.publish("pier-rebuilt", "pier-rebuilt?utm_source=feed", "amp/pier-rebuilt", pages=False)
    head = f"<link rel='canonical' href='{outlet.address}/pier-rebuilt'>"
    for path in ("/pier-rebuilt", "/pier-rebuilt?utm_source=feed", "/amp/pier-rebuilt"):
        outlet.pages[path] = Answer(article("Pier rebuilt", head).encode())
    add(ctx, f"{outlet.address}/feed.xml")
    refresh(ctx)
    assert len(front(ctx)) == 1


@pytest.mark.parametrize("canonical", ["/", "/index.html", "/the-same-for-all"])
def test_a_canonical_address_that_many_articles_share_merges_nothing(ctx, outlet, canonical):
    outlet.publish("pier-rebuilt", "school-opens")
    head = f"<link rel='canonical' href='{outlet.address}{canonical}'>"
    outlet.pages["/pier-rebuilt"] = Answer(article("Pier rebuilt", head).encode())
    outlet.pages["/school-opens"] = Answer(article("School opens", head).encode())
    add(ctx, f"{outlet.address}/feed.xml")
    refresh(ctx)
    assert {card.title for card in front(ctx)} == {"Pier rebuilt", "School opens"}


def test_a_failing_source_says_why_and_harms_no_other(ctx, outlet):
    good = outlet.publish("pier-rebuilt")
    outlet.pages["/broken.xml"] = Answer(outlet.pages["/feed.xml"].body, type="application/rss+xml")
    add(ctx, good, f"{outlet.address}/broken.xml")
    outlet.pages["/broken.xml"] = Answer(b"oops", 500, "text/plain")
    reports = refresh(ctx)
    assert sorted(bool(report.fault) for report in reports) == [False, True]
    failing = next(source for source in sources.listing(ctx, OPERATOR) if source.state is State.FAILING)
    assert "500" in failing.reason
    assert failing.next_look > ctx.clock()


def test_the_pause_after_failures_grows(ctx, outlet, clock):
    add(ctx, outlet.publish("pier-rebuilt"))
    outlet.pages["/feed.xml"] = Answer(b"", 500)
    pauses = []
    for _ in range(4):
        refresh(ctx)
        pauses.append(sources.listing(ctx, OPERATOR)[0].next_look - clock.now)
    assert pauses == sorted(pauses)
    assert pauses[-1] > 4 * pauses[0]


def test_a_source_that_is_gone_is_not_asked_again(ctx, outlet, clock):
    add(ctx, outlet.publish("pier-rebuilt"))
    outlet.pages["/feed.xml"] = Answer(b"", 410)
    refresh(ctx)
    assert sources.listing(ctx, OPERATOR)[0].state is State.GONE
    clock.now += 10**7
    assert ingest.claim_due(ctx, 10) == ()


def test_an_imported_home_page_is_replaced_by_its_feed(ctx, outlet):
    feed = outlet.publish("pier-rebuilt")
    outlet.pages["/"] = Answer(
        b"<html><head><link rel=alternate type='application/rss+xml' href='/feed.xml'></head></html>"
    )
    asyncio.run(sources.import_file(ctx, OPERATOR, f"{outlet.address}/".encode()))
    assert refresh(ctx)[0].new == 1
    assert sources.listing(ctx, OPERATOR)[0].url == feed


def test_a_claimed_source_is_not_claimed_twice(ctx, outlet):
    add(ctx, outlet.publish("pier-rebuilt"))
    assert len(ingest.claim_due(ctx, 10)) == 1
    assert ingest.claim_due(ctx, 10) == ()


def test_a_described_podcast_is_an_article_of_its_kind_and_its_page_is_not_asked_for(ctx, outlet):
    feed = outlet.publish("morning-show")
    body = outlet.pages["/feed.xml"].body.replace(b"In short: ", b"Today we talk about the harbour. " * 12)
    body = body.replace(b"</item>", b"<enclosure url='https://example.org/a.mp3' type='audio/mpeg' length='9'/></item>")
    outlet.pages["/feed.xml"] = Answer(body, type="application/rss+xml")
    add(ctx, feed)
    refresh(ctx)
    (card,) = front(ctx)
    assert card.kind is Kind.PODCAST
    assert card.enclosures[0].url == "https://example.org/a.mp3"
    assert "/morning-show" not in outlet.asked


def test_what_was_fetched_is_kept_for_a_better_extraction(ctx, outlet):
    add(ctx, outlet.publish("pier-rebuilt"))
    refresh(ctx)
    page = ctx.shelf.get(front(ctx)[0].id)
    assert b"eighteen months" in page.body


def test_a_source_that_is_removed_while_it_is_read_harms_nothing(ctx, outlet):
    feed = outlet.publish("pier-rebuilt", "school-opens")
    (addition,) = add(ctx, feed)
    outlet.pages["/pier-rebuilt"].before = lambda: sources.remove(ctx, OPERATOR, addition.source.id)
    (report,) = refresh(ctx)
    assert report.fault is None
    assert sources.listing(ctx, OPERATOR) == ()


def test_an_outlet_known_by_its_host_takes_the_name_that_its_pages_give_it(ctx, outlet):
    outlet.publish("pier-rebuilt")
    head = "<meta property='og:site_name' content='The Harbour Post'>"
    outlet.pages["/pier-rebuilt"] = Answer(article("Pier rebuilt", head).encode())
    asyncio.run(sources.import_file(ctx, OPERATOR, f"{outlet.address}/feed.xml".encode()))
    refresh(ctx)
    assert front(ctx)[0].outlet.name == "The Harbour Post"
    assert sources.listing(ctx, OPERATOR)[0].title == "Harbour Post"


@pytest.mark.parametrize(("status", "asked"), [(404, 1), (503, 3)])
def test_an_entry_without_words_whose_page_fails_is_never_stored_as_content(ctx, outlet, status, asked):
    news = (
        f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>{outlet.address}/a</loc></url></urlset>"
    )
    outlet.pages["/news.xml"] = Answer(news.encode(), type="application/xml", headers={"ETag": '"one"'})
    outlet.pages["/a"] = Answer(b"", status)
    add(ctx, f"{outlet.address}/news.xml")
    for _ in range(3):
        refresh(ctx)
    assert front(ctx) == ()
    assert outlet.asked.count("/a") == asked  # gone for good is gone; else the next look asks again
    outlet.pages["/a"] = Answer(article("Pier rebuilt").encode())
    refresh(ctx)
    assert len(front(ctx)) == (status == 503)


def test_a_mistake_of_ours_in_one_page_or_source_harms_no_other(ctx, outlet, monkeypatch, caplog):
    def stumble(*_):
        raise ZeroDivisionError

    add(ctx, outlet.publish("pier-rebuilt"))
    monkeypatch.setattr("broadsheet.service.ingest.pages.extract_among", stumble)
    assert refresh(ctx)[0].excerpts == 1
    assert "ZeroDivisionError" in articles.read(ctx, OPERATOR, front(ctx)[0].id).article.article.excerpt_because
    monkeypatch.setattr("broadsheet.service.ingest.looks.read_listing", stumble)
    assert "ZeroDivisionError" in refresh(ctx)[0].fault
    assert sources.listing(ctx, OPERATOR)[0].state is State.FAILING


def test_a_source_that_is_still_being_looked_at_is_not_looked_at_twice(ctx, outlet):
    add(ctx, outlet.publish("pier-rebuilt"))
    outlet.asked.clear()
    (source,) = sources.listing(ctx, OPERATOR)
    reports = asyncio.run(run(ctx, ingest.refresh_all(ctx, (source, source))))
    assert [report.new for report in reports] == [1, 0]
    assert outlet.asked.count("/feed.xml") == 1


@pytest.mark.parametrize("link", ["/", "/show", "/live"])
def test_entries_that_share_an_address_are_articles_of_their_own(ctx, outlet, link):
    outlet.pages[link] = Answer(article("The show").encode())
    items = [
        f"<item><title>{name}</title><link>{outlet.address}{link}#{name}</link><guid>{name}</guid>"
        f"<description>{name} was on. {name} spoke of the harbour.</description></item>"
        for name in ("Ada", "Bela", "Cleo")
    ]
    for number in (2, 3):  # the third comes later, alone
        feed = f"<rss version='2.0'><channel><title>Show</title>{''.join(items[:number])}</channel></rss>"
        outlet.pages["/feed.xml"] = Answer(feed.encode(), type="application/rss+xml")
        add(ctx, f"{outlet.address}/feed.xml")
        refresh(ctx)
    assert {card.title for card in front(ctx)} == {"Ada", "Bela", "Cleo"}


def test_a_home_page_whose_first_look_failed_is_searched_for_its_feed_later(ctx, outlet):
    outlet.publish("pier-rebuilt")
    outlet.pages["/"] = Answer(b"down", 503)
    asyncio.run(sources.import_file(ctx, OPERATOR, f"{outlet.address}/".encode()))
    assert refresh(ctx)[0].fault
    outlet.pages["/"] = Answer(b"<html><link rel=alternate type='application/rss+xml' href='/feed.xml'><p>Hello</html>")
    assert refresh(ctx)[0].new == 1


@pytest.mark.parametrize(("status", "moves"), [(301, True), (308, True), (302, False), (307, False)])
def test_a_moved_feed_takes_its_new_address_when_three_looks_over_a_day_agree(ctx, outlet, clock, status, moves):
    feed, old = outlet.publish("pier-rebuilt", tag="one"), f"{outlet.address}/old.xml"
    outlet.pages["/old.xml"] = Answer(b"", status, headers={"Location": feed})
    asyncio.run(sources.import_file(ctx, OPERATOR, old.encode()))
    looks = []
    for _ in range(4):
        looks.append((refresh(ctx)[0].unchanged, sources.listing(ctx, OPERATOR)[0].url))
        clock.now += 12 * 3600
    assert [unchanged for unchanged, _ in looks] == [False, True, True, True]  # asked conditionally all the while
    assert [url for _, url in looks] == [old, old, feed if moves else old, feed if moves else old]


def test_the_next_look_and_its_reason_stand_beside_the_source(ctx, outlet, clock):
    feed = outlet.publish("pier-rebuilt", tag="one")
    outlet.pages["/feed.xml"].headers["Cache-Control"] = "max-age=7200"
    add(ctx, feed)
    refresh(ctx)
    for _ in range(2):  # read, then unchanged
        (source,) = sources.listing(ctx, OPERATOR)
        assert clock.now + 7200 <= source.next_look
        assert "the server asks for at least 2 h" in source.look_because
        assert refresh(ctx)[0].unchanged


def test_a_mistake_of_ours_in_one_entry_or_retry_harms_no_other(ctx, outlet, clock, monkeypatch):
    outlet.publish("pier-rebuilt", "school-opens", pages=False)
    add(ctx, f"{outlet.address}/feed.xml")
    refresh(ctx)

    def stumble(_ctx, entry, *_, **__):
        raise ZeroDivisionError(entry.key)

    clock.now += 3600
    with monkeypatch.context() as patched:
        patched.setattr("broadsheet.service.ingest.retries.read_entry", stumble)
        assert asyncio.run(run(ctx, ingest.retry_due(ctx))) == (2, 0)
        patched.setattr("broadsheet.service.ingest.intake.read_entry", stumble)
        outlet.publish("pier-rebuilt", "school-opens", "bridge-closed", pages=False)
        assert refresh(ctx)[0].fault is None
    assert articles.read(ctx, OPERATOR, front(ctx)[0].id).article.tries == 2


def test_sources_whose_round_was_broken_off_are_due_at_once(ctx, outlet):
    add(ctx, outlet.publish("pier-rebuilt"))
    claimed = ingest.claim_due(ctx, 10)
    ingest.release(ctx, claimed)
    again = ingest.claim_due(ctx, 10)
    assert [source.id for source in again] == [source.id for source in claimed]
    asyncio.run(run(ctx, ingest.refresh_all(ctx, again)))
    ingest.release(ctx, again)
    assert ingest.claim_due(ctx, 10) == ()
