import pytest

from broadsheet.extract import signals
from broadsheet.extract.document import parse
from broadsheet.extract.headlines import clean, title_of
from tests.extract.samples import raw


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
        ("<p>no title anywhere</p>", ""),
    ],
)
def test_the_headline_is_what_the_page_shows_and_says(html, title):
    assert title_of(signals.read(parse(raw(f"<html><body>{html}"))), "Post", "").value == title


def test_a_headline_that_is_cut_short_for_machines_gives_way_to_the_whole():
    node = '{"@type": "NewsArticle", "headline": "Pier rebuilt after the…"}'
    html = f"<script type=application/ld+json>{node}</script><h1>Pier rebuilt after the storm</h1>"
    assert title_of(signals.read(parse(raw(html))), "", "").value == "Pier rebuilt after the storm"


def test_the_feeds_title_is_taken_where_the_page_has_none():
    assert title_of(signals.read(parse(raw("<p>words"))), "", "From the feed") == "From the feed"
