"""The addresses that we collect from."""

import asyncio

import pytest

from broadsheet.errors import BadFile, BadInput, NotFound
from broadsheet.model.readers import OPERATOR
from broadsheet.service import sources
from tests.outlet import Answer


def test_outlets_of_the_starter_list_are_added_without_asking_them(ctx):
    feeds = [suggestion.feed for suggestion in sources.starter(ctx, OPERATOR)[:3]]
    additions = asyncio.run(sources.choose(ctx, OPERATOR, [*feeds, feeds[0]]))
    assert [addition.source.url for addition in additions] == feeds
    assert all(addition.known for addition in asyncio.run(sources.choose(ctx, OPERATOR, feeds)))


@pytest.mark.parametrize("feeds", [[], ["https://evil.example/feed"]])
def test_nothing_that_is_not_on_the_starter_list_is_added_from_it(ctx, feeds):
    with pytest.raises(BadInput):
        asyncio.run(sources.choose(ctx, OPERATOR, feeds))
    assert sources.listing(ctx, OPERATOR) == ()


def test_a_home_page_leads_to_its_feed(ctx, outlet):
    feed = outlet.publish("pier-rebuilt")
    outlet.pages["/"] = Answer(b"<html><link rel=alternate type='application/rss+xml' href='/feed.xml'><p>Hello</html>")
    (addition,) = asyncio.run(sources.add(ctx, OPERATOR, [outlet.address.removeprefix("http://")]))
    assert (addition.source.url, addition.source.title) == (feed, "Harbour Post")


def test_a_home_page_without_a_feed_leads_to_its_news_sitemap(ctx, outlet):
    outlet.pages["/"] = Answer(b"<html><p>Hello</html>")
    outlet.pages["/robots.txt"] = Answer(f"Sitemap: {outlet.address}/news.xml".encode(), type="text/plain")
    news = (
        "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' "
        "xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'>"
        f"<url><loc>{outlet.address}/a</loc><news:news><news:title>A</news:title></news:news></url></urlset>"
    )
    outlet.pages["/news.xml"] = Answer(news.encode(), type="application/xml")
    (addition,) = asyncio.run(sources.add(ctx, OPERATOR, [f"{outlet.address}/"]))
    assert addition.source.url == f"{outlet.address}/news.xml"


def test_what_holds_no_feed_says_so_and_what_to_do(ctx, outlet):
    outlet.pages["/"] = Answer(b"<html><p>Hello</html>")
    (addition,) = asyncio.run(sources.add(ctx, OPERATOR, [f"{outlet.address}/"]))
    assert addition.source is None
    assert "no feed or news sitemap was found" in addition.fault


@pytest.mark.parametrize("typed", ["news", "a b c", "ftp://example.org/feed", "http://", "javascript:alert(1)"])
def test_what_is_no_address_says_so(ctx, typed):
    (addition,) = asyncio.run(sources.add(ctx, OPERATOR, [typed]))
    assert addition.fault


def test_two_spellings_of_one_address_are_one_source(ctx, outlet):
    feed = outlet.publish("pier-rebuilt")
    asyncio.run(sources.add(ctx, OPERATOR, [feed]))
    (addition,) = asyncio.run(sources.add(ctx, OPERATOR, [f"{feed}/#top"]))
    assert addition.known


def test_nothing_given_is_bad_input(ctx):
    with pytest.raises(BadInput):
        asyncio.run(sources.add(ctx, OPERATOR, [" ", ""]))


def test_a_broken_file_adds_nothing(ctx):
    with pytest.raises(BadFile):
        asyncio.run(sources.import_file(ctx, OPERATOR, b"<opml><body><outline xmlUrl='http://a.example/f'/>"))
    assert sources.listing(ctx, OPERATOR) == ()


def test_removing_what_is_not_there_is_not_found(ctx):
    with pytest.raises(NotFound):
        sources.remove(ctx, OPERATOR, 7)


def test_a_news_sitemap_whose_outlet_rests_is_found_all_the_same(ctx, outlet):
    outlet.pages["/"] = Answer(b"<html><p>Hello</html>")
    old = "<news:publication_date>2019-01-01</news:publication_date><news:title>A</news:title>"
    listed = f"<url><loc>{outlet.address}/a</loc><news:news>{old}</news:news></url>"
    spaces = "xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'"
    outlet.pages["/news-sitemap.xml"] = Answer(f"<urlset {spaces}>{listed}</urlset>".encode())
    (addition,) = asyncio.run(sources.add(ctx, OPERATOR, [outlet.address]))
    assert addition.source.url == f"{outlet.address}/news-sitemap.xml"
