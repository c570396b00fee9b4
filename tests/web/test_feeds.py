import json
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.model.insights import Hashtag
from broadsheet.model.listings import Enclosure, Image
from broadsheet.model.sources import Outlet
from broadsheet.model.timeline import Card
from broadsheet.web.feeds import ATOM, WRITERS, Feed, Form, of_cards, write_atom, write_json, write_rss

FEEDS = ["/feed", "/outlet/1/feed", "/tag/soundtunnel/feed"]
FORMS = ["rss", "atom", "json"]
NASTY = 'a\x00b\x0b]]> <b>&amp; "q" \ufffe\ud800 😀 \u202eolleh <![CDATA[ <?php'


def feed(title: str = "Broadsheet", excerpt: str = "", **changes: object) -> Feed:
    values = {
        "id": 7,
        "outlet": Outlet(1, title, "h.example"),
        "kind": "podcast",
        "url": "https://h.example/?a=1&b=2",
        "title": title,
        "excerpt": excerpt,
        "dated": 1_760_000_000,
        "published": None,
        "language": "en",
        "image": Image("https://h.example/i.jpg"),
        "authors": (title,),
        "paywalled": False,
        "whole": True,
        "hashtags": (Hashtag("a", title, "#A"),),
        "enclosures": (Enclosure("https://h.example/a.mp3"),),
    }
    return Feed(title, "http://localhost:8480", "/", "/feed.rss", of_cards([Card(**{**values, **changes})]))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("path", FEEDS)
def test_every_list_has_its_feeds(ask, path, form):
    answer = ask(f"{path}.{form}")
    assert answer.status == 200 and "Tunnel opens early" in answer.text
    assert "http://localhost:8480/article/7" in answer.text and "https://harbour.example/tunnel" in answer.text


@pytest.mark.parametrize("path", ["/feed.xml", "/outlet/99/feed.rss", "/tag/none/feed.atom", "/feed.rss.rss"])
def test_a_feed_that_is_not_there_is_404(ask, path):
    assert ask(path).status == 404


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_any_words_make_well_formed_feeds(title, excerpt):
    made = feed(title, excerpt)
    ET.fromstring(write_rss(made)[0])
    ET.fromstring(write_atom(made)[0])
    assert json.loads(write_json(made)[0])["version"] == "https://jsonfeed.org/version/1.1"


@pytest.mark.parametrize("form", Form)
def test_nasty_words_make_well_formed_feeds(form):
    body, _ = WRITERS[form](
        feed(NASTY, NASTY, language=NASTY, enclosures=(Enclosure("https://h.example/" + "a", NASTY),))
    )
    text = body.decode("utf-8")
    assert "😀" in text
    assert json.loads(text) if form == Form.JSON else ET.fromstring(text) is not None


def test_the_excerpt_is_escaped_inside_the_html_of_a_feed():
    item = json.loads(write_json(feed("T", "<script>alert(1)</script>"))[0])["items"][0]
    assert "<script" not in item["content_html"] and "&lt;script&gt;" in item["content_html"]


def test_an_rss_item_says_what_readers_need():
    item = ET.fromstring(write_rss(feed("Tide Table"))[0]).find("channel/item")
    assert item.findtext("guid") == "tag:localhost,2025:broadsheet/article/7"
    assert item.find("guid").get("isPermaLink") == "false"
    assert item.findtext("pubDate") == "Thu, 09 Oct 2025 08:53:20 GMT"
    assert item.find("enclosure").attrib == {"url": "https://h.example/a.mp3", "type": "audio/mpeg", "length": "0"}


def test_an_atom_entry_has_all_that_the_standard_requires():
    root = ET.fromstring(write_atom(feed("Tide Table"))[0])
    for parent in (root, root.find(f"{{{ATOM}}}entry")):
        assert all(parent.findtext(f"{{{ATOM}}}{name}") for name in ("id", "title", "updated"))
    assert root.find(f"{{{ATOM}}}entry/{{{ATOM}}}author/{{{ATOM}}}name") is not None


def test_addresses_that_are_not_of_the_web_stay_out():
    made = feed("T", url="javascript:1", image=Image("javascript:2"), enclosures=(Enclosure("javascript:3"),))
    assert all(b"javascript" not in write(made)[0] for write in (write_rss, write_atom, write_json))


@pytest.mark.parametrize("form", FORMS)
def test_a_reader_that_has_the_feed_gets_304(ask, form):
    first = ask(f"/feed.{form}")
    etag = first.headers["etag"]
    assert ask(f"/feed.{form}", if_none_match=etag).status == 304
    assert ask(f"/feed.{form}", if_none_match=f'"other", {etag.removeprefix("W/")}').status == 304
    assert ask(f"/feed.{form}", if_none_match='"other"').status == 200
    assert ask(f"/feed.{form}", if_modified_since=first.headers["last-modified"]).status == 304
    assert ask(f"/feed.{form}", if_modified_since="Wed, 08 Oct 2025 00:00:00 GMT").status == 200
    assert ask(f"/feed.{form}", if_modified_since="whenever").status == 200


def test_a_304_has_no_body(ask):
    answer = ask("/feed.rss", if_none_match="*")
    assert (answer.status, answer.body) == (304, b"")


def test_the_public_address_stands_in_the_feeds(reader):
    ask = reader(base_address="https://paper.example")
    assert "https://paper.example/article/7" in ask("/feed.rss").text


def test_an_empty_list_is_a_feed_too(ask, paper):
    paper.cards = ()
    assert all(ask(f"/feed.{form}").status == 200 for form in FORMS)
