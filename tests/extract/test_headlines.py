import pytest

from broadsheet.extract import signals
from broadsheet.extract.document import parse
from broadsheet.extract.headlines import clean, title_of
from tests.extract.samples import json_ld, raw


@pytest.mark.parametrize(
    ("text", "site", "title"),
    [
        ("Pier rebuilt | Harbour Post", "Harbour Post", "Pier rebuilt"),
        ("Pier rebuilt - Harbour Post - News", "Harbour Post", "Pier rebuilt - Harbour Post - News"),
        ("Harbour Post: Pier rebuilt", "Harbour Post", "Harbour Post: Pier rebuilt"),
        ("Harbour Post | Pier rebuilt", "Harbour Post", "Pier rebuilt"),
        ("Pier rebuilt – The Harbour Post", "Harbour Post", "Pier rebuilt"),
        ("Pier rebuilt | News | Harbour Post", "Harbour Post", "Pier rebuilt | News"),
        ("Pier rebuilt - harbourpost.example", "Harbour Post", "Pier rebuilt"),
        ("Half-built pier – and what comes next", "Harbour Post", "Half-built pier – and what comes next"),
        ("Fish &amp; chips <b>again</b>", "", "Fish & chips again"),
    ],
)
def test_the_outlets_name_is_no_part_of_a_title(text, site, title):
    assert clean(text, site) == title


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ("<title>Pier rebuilt | Post</title><h1>Pier rebuilt</h1>", "Pier rebuilt"),
        ("<title>Pier rebuilt | Post</title><h1 class=logo>The Post</h1><h1>Pier rebuilt</h1>", "Pier rebuilt"),
        (
            "<title>Pier rebuilt after storm</title><h1><span>Coast:</span> <span>Pier rebuilt after storm</span></h1>",
            "Coast: Pier rebuilt after storm",
        ),
        ("<meta property=og:title content='Pier rebuilt'><h1>Section Coast</h1>", "Pier rebuilt"),
        ("<h1>Pier rebuilt</h1>", "Pier rebuilt"),
        ("<title>Pier rebuilt at last - Harbour forum</title><h2>Pier rebuilt at last</h2>", "Pier rebuilt at last"),
        ("<p>no title anywhere</p>", ""),
    ],
)
def test_the_headline_is_what_the_page_shows_and_says(html, title):
    assert title_of(signals.read(parse(raw(f"<html><body>{html}"))), "Post", "").value == title


@pytest.mark.parametrize(
    ("schema", "open_graph", "element", "heading", "title"),
    [
        # the shorter of two, one of which is the other with a section or a kicker
        ("Pier rebuilt after storm | Coast", "Pier rebuilt after storm", "x", "", "Pier rebuilt after storm"),
        ("Harbour: Pier rebuilt after storm", "Pier rebuilt after storm", "x", "", "Pier rebuilt after storm"),
        ("Pier rebuilt after storm", "Pier rebuilt after storm at last", "x", "", "Pier rebuilt after storm"),
        # of two headlines, the one that <title> does not repeat is the one for people
        ("Pier opening date and times", "Pier rebuilt", "Pier opening date and times", "Pier rebuilt", "Pier rebuilt"),
        ("Pier opening date and times", "Pier rebuilt", "Pier rebuilt", "Pier rebuilt", "Pier opening date and times"),
        ("", "Pier rebuilt after storm", "x", "Coast Pier rebuilt after storm", "Pier rebuilt after storm"),
        ("", "Harbour life", "Harbour life", "Pier rebuilt after storm", "Harbour life"),
    ],
)
def test_titles_that_differ_are_weighed_against_each_other(schema, open_graph, element, heading, title):
    node = json_ld({"@type": "NewsArticle", "headline": schema})
    head = f"<title>{element}</title><meta property=og:title content='{open_graph}'>{node}"
    choice = title_of(signals.read(parse(raw(f"<html><head>{head}</head><body><h1>{heading}</h1>"))), "", "")
    assert choice.value == title
    assert choice.because
    assert {"og:title", "<title>"} <= {told.source for told in choice.told}


def test_a_kicker_inside_the_heading_is_no_part_of_the_title():
    html = "<h1><span class=article-kicker>Coast</span><span>Pier rebuilt</span></h1><title>Pier rebuilt</title>"
    assert title_of(signals.read(parse(raw(html))), "", "").value == "Pier rebuilt"


def test_the_name_of_the_host_is_no_part_of_a_title():
    page = raw("<title>Pier rebuilt – Harbour online</title>", url="https://www.harbour.example/pier")
    assert title_of(signals.read(parse(page)), "", "").value == "Pier rebuilt"


def test_a_headline_that_is_cut_short_for_machines_gives_way_to_the_whole():
    node = '{"@type": "NewsArticle", "headline": "Pier rebuilt after the…"}'
    html = f"<script type=application/ld+json>{node}</script><h1>Pier rebuilt after the storm</h1>"
    assert title_of(signals.read(parse(raw(html))), "", "").value == "Pier rebuilt after the storm"


def test_the_feeds_title_is_taken_where_the_page_has_none():
    assert title_of(signals.read(parse(raw("<p>words"))), "", "From the feed").value == "From the feed"
