import pytest

from broadsheet.collect.discover import common_places, find_feeds, news_sitemap_places, sitemaps_in_robots
from tests.collect.samples import page

HOME = "https://press.example/"


def feeds(html: str, url: str = HOME):
    return find_feeds(page(html, url=url))


@pytest.mark.parametrize(
    "type_",
    ["application/rss+xml", "application/atom+xml", "application/feed+json", "APPLICATION/RSS+XML; charset=utf-8"],
)
def test_a_link_tag_names_a_feed(type_):
    assert feeds(f"<link rel='alternate' type='{type_}' href='/news'>") == ("https://press.example/news",)


@pytest.mark.parametrize(
    "tag",
    [
        "<link rel='stylesheet' type='application/rss+xml' href='/x'>",
        "<link rel='alternate' type='application/json+oembed' href='/oembed'>",
        "<link rel='alternate' type='application/json' href='/wp-json/feed'>",
        "<link rel='alternate' hreflang='de' href='/de/'>",
        "<link rel='alternate' type='application/rss+xml' href='javascript:x'>",
        "<a href='/feedback'>Feedback</a>",
        "<a href='https://elsewhere.example/feed'>Theirs</a>",
    ],
)
def test_other_links_are_no_feeds(tag):
    assert feeds(tag) == ()


def test_the_feed_of_the_whole_site_comes_first():
    rss = "<link rel='alternate' type='application/rss+xml'"
    html = f"{rss} title='Comments' href='/comments/feed'>{rss} href='/tag/river/feed'>{rss} href='/feed'>"
    html += "<a href='/rss.xml'>RSS</a>"
    assert [url.removeprefix(HOME) for url in feeds(html)] == ["feed", "tag/river/feed", "comments/feed", "rss.xml"]


def test_relative_addresses_start_from_the_base_tag():
    html = "<base href='https://cdn.example/x/'><link rel='alternate' type='application/rss+xml' href='feed'>"
    assert feeds(html) == ("https://cdn.example/x/feed",)


def test_the_page_itself_is_not_named_again():
    html = "<link rel='alternate' type='application/rss+xml' href='/feed'>"
    assert feeds(html, url="https://press.example/feed/") == ()


def test_a_page_of_very_many_tags_is_read_only_so_far():
    assert feeds("<link rel='alternate' type='application/rss+xml' href='/feed'>" + "<p>" * 200_000) == (HOME + "feed",)


def test_common_places_begin_with_the_likeliest():
    places = common_places("https://press.example/about.html?x=1")
    assert places[:3] == (HOME + "feed", HOME + "rss", HOME + "feed.xml")
    assert len(places) <= 10


def test_a_blog_in_a_folder_is_looked_at_there_first():
    assert common_places("https://press.example/blog/")[0] == "https://press.example/blog/feed"


def test_robots_txt_names_sitemaps():
    text = f"User-agent: *\nDisallow: /x\nSITEMAP: {HOME}news.xml\n sitemap:/relative.xml\nSitemap: {HOME}news.xml #"
    assert sitemaps_in_robots(text) == (HOME + "news.xml",)


def test_news_sitemaps_have_their_usual_places():
    assert HOME + "news-sitemap.xml" in news_sitemap_places("https://press.example/en/")
