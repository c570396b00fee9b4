import gzip
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.collect.listing import read_listing
from broadsheet.errors import ListingError
from broadsheet.model.listings import Format
from tests.collect.samples import atom, page, rss

SITEMAP = (
    "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>https://press.example/a</loc></url></urlset>"
)
RDF = (
    "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>"
    "<channel><title>The Press</title></channel><item rdf:about='https://press.example/a'><title>A</title></item></rdf:RDF>"
)
JSON = '{"version": "https://jsonfeed.org/version/1.1", "title": "The Press", "items": [{"id": "1", "title": "A"}]}'


@pytest.mark.parametrize(
    ("body", "format_"),
    [
        (rss("<title>A</title>"), Format.RSS),
        (atom("<id>1</id><title>A</title>"), Format.ATOM),
        (RDF, Format.RDF),
        (JSON, Format.JSON),
        (SITEMAP, Format.SITEMAP),
    ],
)
@pytest.mark.parametrize("content_type", ["", "text/html", "image/png", "application/json"])
def test_the_content_decides_what_it_is(body, format_, content_type):
    listing = read_listing(page(body, content_type))
    assert listing.format is format_
    assert len(listing.entries) == 1


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("", "nothing in it"),
        (" \n\x00 ", "nothing in it"),
        ("<!doctype html><html><body>Welcome</body></html>", "web page, not a feed"),
        ("<!-- hello --><HTML><head></head></HTML>", "web page, not a feed"),
        ("<html><title>Just a moment...</title></html>", "keeps programs out"),
        ("<html><form action='/login'><input type=password></form></html>", "sign in"),
        ('{"articles": []}', "no JSON Feed"),
        ('{"items": [', "not valid JSON"),
        ("[" * 200_000, "nested too deeply"),
        ("<opml><body/></opml>", "broadsheet import"),
        ("<svg/>", "no feed"),
        ("hello there", "neither a feed nor a sitemap"),
        (b"\x1f\x8bnot gzip at all", "cannot be unpacked"),
    ],
)
def test_what_is_no_listing_is_named_in_a_sentence(body, says):
    with pytest.raises(ListingError, match=says) as caught:
        read_listing(page(body, "application/rss+xml"))
    assert caught.value.reason.endswith((".", "it."))


def test_a_feed_without_entries_is_fine():
    assert read_listing(page(rss())).entries == ()


@pytest.mark.parametrize(
    "junk",
    [
        "\ufeff",
        "\n\n  ",
        "<br />\n<b>Warning</b>: something in line 3\n",
        "<!-- <feed> in a comment -->",
        "<?xml-stylesheet href='x'?>",
    ],
)
def test_what_stands_before_the_feed_is_passed_over(junk):
    assert read_listing(page(junk + rss("<title>A</title>"))).entries[0].title == "A"


def test_broken_xml_is_mended_and_said_so():
    listing = read_listing(
        page(rss("<title>R&D, caf&eacute; &unknown; A\x01B</title><link>https://press.example/?a=1&b=2</link>"))
    )
    assert listing.entries[0].title == "R&D, café &unknown; AB"
    assert listing.entries[0].url == "https://press.example/?a=1&b=2"
    assert listing.faults == ("The XML had errors, which were mended.",)


def test_an_ampersand_in_cdata_stays_when_the_rest_is_mended():
    item = "<title>R&D</title><link><![CDATA[https://press.example/?a=1&b=2]]></link>"
    assert read_listing(page(rss(item))).entries[0].url == "https://press.example/?a=1&b=2"


def test_the_last_entry_of_a_cut_file_is_left_for_the_next_look():
    items = [f"<title>{name}</title><guid>{name}</guid>" for name in "abc"]
    listing = read_listing(page(rss(*items)[:-30]))
    assert [entry.key for entry in listing.entries] == ["a", "b"]
    assert "breaks off" in listing.faults[0]


def test_entities_are_never_expanded():
    lol = '<!DOCTYPE rss [<!ENTITY a "lol"><!ENTITY b "&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
    listing = read_listing(page(lol + rss("<title>&b; &x;</title>")))
    assert listing.entries[0].title == "&b; &x;"


def test_a_deep_tower_of_elements_is_survived():
    body = rss("<title>A</title>" + "<x>" * 100_000 + "</x>" * 100_000)
    assert read_listing(page(body)).entries[0].title == "A"


@pytest.mark.parametrize(
    ("body", "charset", "title"),
    [
        (rss("<title>Żółw</title>").encode("utf-16"), None, "Żółw"),
        (rss("<title>Żółw</title>").encode("utf-16-le"), None, "Żółw"),
        (rss("<title>Żółw</title>").encode(), "iso-8859-1", "Żółw"),
        (rss("<title>Привет</title>").encode("cp1251"), "windows-1251", "Привет"),
        (rss("<title>Привет мир, новости сегодня</title>").encode("cp1251"), None, "Привет мир, новости сегодня"),
        (rss("<title>新闻</title>").replace("?>", " encoding='gb2312'?>", 1).encode("gb18030"), None, "新闻"),
        (rss("<title>“Café” – naïve</title>").encode("cp1252"), "iso-8859-1", "“Café” – naïve"),
        (rss("<title>“Café”</title>").encode("cp1252"), "../../etc/passwd", "“Café”"),
        (
            rss("<title>Żółw i gżegżółka \xff</title>").encode().replace(b"\xc3\xbf", b"\xff"),
            None,
            "Żółw i gżegżółka \ufffd",
        ),
        (rss("<title>+ADw-b+AD4-</title>").encode(), "utf-7", "+ADw-b+AD4-"),
    ],
)
def test_the_charset_is_found_whatever_is_said_of_it(body, charset, title):
    assert read_listing(page(body, charset=charset)).entries[0].title == title


def test_entries_with_the_id_of_another_are_left_out():
    listing = read_listing(page(rss(*[f"<title>{name}</title><guid>same</guid>" for name in "abc"])))
    assert [entry.title for entry in listing.entries] == ["a"]
    assert listing.faults == ("2 entries had the id of another one in the same listing.",)


def test_an_entry_without_anything_is_left_out():
    assert read_listing(page(rss("", "<title>A</title>"))).faults == ("One entry had neither an address nor a text.",)


def test_of_very_many_entries_the_newest_are_kept():
    items = [f"<guid>{i}</guid><title>t</title><pubDate>{1_750_000_000 + i}</pubDate>" for i in range(1_100)]
    listing = read_listing(page(rss(*items)))
    assert len(listing.entries) == 1_000
    assert listing.entries[0].key == "100"


def test_a_gzipped_sitemap_is_unpacked_within_bounds():
    assert read_listing(page(gzip.compress(SITEMAP.encode()))).entries[0].url == "https://press.example/a"
    with pytest.raises(ListingError, match="larger than 50 MB"):
        read_listing(page(gzip.compress(b" " * 51_000_000)))


def test_feeds_made_to_break_readers_are_read(shared):
    vectors = json.loads((shared / "hostile/data/feedparser.json").read_text())
    for vector in vectors:
        assert read_listing(page(vector["xml"].encode("latin-1"))).format in (Format.RSS, Format.ATOM, Format.RDF)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_listing_or_a_listing_error(body):
    try:
        read_listing(page(body))
    except ListingError:
        return


ITEM = (
    "<title>A &amp; b</title><link>https://press.example/a</link><pubDate>Mon, 30 Jun 2025 16:05:00 GMT</pubDate>"
    "<enclosure url='/a.mp3' length='9' type='audio/mpeg'/><description><![CDATA[<p>x</p>]]></description>"
)
ENTRY = (
    "<id>1</id><title type='html'>&lt;b&gt;A</title><link href='/a'/>"
    "<content type='xhtml'><div><p>x</p></div></content>"
)
WHOLE = [rss(ITEM), atom(ENTRY), SITEMAP, RDF, JSON]
DAMAGE = st.tuples(st.integers(0, 900), st.binary(max_size=6), st.integers(0, 20))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(WHOLE), st.lists(DAMAGE, max_size=8))
def test_any_damage_to_a_feed_is_a_listing_or_a_listing_error(whole, damages):
    body = whole.encode()
    for at, new, gone in damages:
        body = body[:at] + new + body[at + gone :]
    try:
        listing = read_listing(page(body))
    except ListingError:
        return
    for entry in listing.entries:
        said = entry.key + entry.url + entry.title + entry.summary + entry.content
        assert entry.key
        assert "\x00" not in said
        said.encode()


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=5,
)
NAMES = [
    "id",
    "url",
    "title",
    "content_html",
    "summary",
    "authors",
    "author",
    "tags",
    "attachments",
    "image",
    "date_published",
]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from(NAMES), VALUES) | VALUES, max_size=4))
def test_values_of_any_type_in_a_json_feed_do_no_harm(items):
    for entry in read_listing(page(json.dumps({"title": items, "items": items}))).entries:
        (entry.key + entry.title + entry.content).encode()
