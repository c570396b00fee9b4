"""Which hub a feed names."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.collect.hubs import find_hub, keeps_secrets, read_links
from broadsheet.collect.listing import read_listing
from broadsheet.model.subscriptions import Hub
from tests.collect.samples import FEED_URL, atom, page, rss

HUB, SELF = "https://hub.example/", "https://press.example/feed?full"
LINKS = f'<link rel="hub" href="{HUB}"/><link rel="self" href="{SELF}"/>'
JSON = {"version": "https://jsonfeed.org/version/1.1", "items": [], "feed_url": SELF}


def hub_of(body, link=""):
    came = replace(page(body), headers={"link": link} if link else {})
    return find_hub(came, read_listing(came))


def with_hubs(*hubs):
    return json.dumps({**JSON, "hubs": list(hubs)})


@pytest.mark.parametrize(
    "body",
    [
        atom(about=LINKS),
        rss(channel=LINKS.replace("<link", "<atom:link")),
        rss(channel=LINKS.replace("<link", '<link xmlns="http://www.w3.org/2005/Atom"')),
        rss(channel=LINKS.replace('"hub"', '"alternate HUB"').replace("<link", "<atom:link")),
        with_hubs({"type": "rssCloud", "url": "https://cloud.example/"}, {"type": "WebSub", "url": HUB}),
    ],
)
def test_feeds_of_all_formats_name_it(body):
    assert hub_of(body) == Hub(HUB, SELF)


def test_headers_count_before_the_feed():
    found = hub_of(atom(about=LINKS), '<https://other.example/h>; rel="hub", <https://press.example/f>; rel=self')
    assert found == Hub("https://other.example/h", "https://press.example/f")
    assert hub_of(atom(about=LINKS), "</next>; rel=next") == Hub(HUB, SELF)


def test_an_encrypted_hub_is_taken_before_others_and_else_the_first():
    links = "<http://a.example/>; rel=hub, <https://b.example/>; rel=hub, <https://c.example/>; rel=hub"
    assert hub_of(rss(), links).url == "https://b.example/"
    assert hub_of(rss(), "<http://a.example/>; rel=hub, <http://b.example/>; rel=hub").url == "http://a.example/"


@pytest.mark.parametrize(
    ("named", "asked"),
    [
        ("http://pubsubhubbub.appspot.com/", "https://pubsubhubbub.appspot.com/"),
        ("http://press.superfeedr.com", "https://press.superfeedr.com/"),
        ("http://pubsubhubbub.appspot.com.evil.example/", "http://pubsubhubbub.appspot.com.evil.example/"),
    ],
)
def test_the_large_hubs_are_asked_encrypted_however_they_are_named(named, asked):
    assert hub_of(rss(), f"<{named}>; rel=hub").url.rstrip("/") == asked.rstrip("/")


def test_without_its_own_address_the_feed_is_known_by_where_it_came_from():
    assert hub_of(rss(), "</hub>; rel=hub") == Hub("https://press.example/hub", FEED_URL)


@pytest.mark.parametrize("link", ["", f"<{FEED_URL}>; rel=hub", "<mailto:a@b.example>; rel=hub", "<>; rel=hub"])
def test_who_names_none_that_can_be_asked_has_none(link):
    assert hub_of(rss(), link) is None


@pytest.mark.parametrize("hubs", [None, "x", [1, None, {"type": 1, "url": []}], [{"type": "WebSub"}], {"a": 1}])
def test_json_of_other_types_names_none(hubs):
    assert hub_of(json.dumps({**JSON, "hubs": hubs})) is None


@pytest.mark.parametrize(
    ("header", "targets"),
    [
        ('<https://a.example/>; rel="hub"', ["https://a.example/"]),
        ("<https://a.example/,b;c>;REL=hub;x", ["https://a.example/,b;c"]),
        ('<a>; title="x, <b>; rel=hub"; rel=hub', ["a"]),
        ('<a>; title="\\"<b>"; rel = "next hub"', ["a"]),
        ('<a>; rel=self, , <b>; rel=hub, nonsense; <c>; rel=hub, <d>;rel=hub', ["b", "d"]),
        ('<a>; rel=next; rel=hub', []),
        ('<a>; rel=hub; anchor="/elsewhere"', []),
        ('<a>; rel="hub', []),
        ("<a", []),
    ],
)  # fmt: skip
def test_links_are_read_as_they_are_written(header, targets):
    assert [link.target for link in read_links(header) if "hub" in link.relations] == targets


@given(st.text(alphabet='<>;,="\\ arelhub/*\t\n', max_size=300) | st.text())
def test_no_header_is_a_fault(header):
    for link in read_links(header):
        assert ">" not in link.target


@given(st.lists(st.tuples(st.sampled_from(["hub", "self", "x"]), st.text(alphabet="abc/?=&.,;:'", max_size=20))))
def test_what_is_written_well_is_read_back(links):
    header = ", ".join(f'<{target}>; title="{target}"; rel="{relation}"' for relation, target in links)
    assert [(sorted(link.relations), link.target) for link in read_links(header)] == [([r], t) for r, t in links]


def test_long_headers_are_read_in_time():
    for piece in ('<a>; b="', '<a>; b="\\', ';a="\\"', "<", "<a>;", "<a>; rel=hub,", " ", "\\"):
        read_links(piece * 50_000)


@pytest.mark.parametrize(
    ("hub", "does"),
    [("https://hub.example/", True), ("http://hub.example/", False), ("http://127.0.0.1:9/", True),
     ("http://[::1]/", True), ("http://localhost/", True), ("http://localhost.example/", False)],
)  # fmt: skip
def test_only_an_encrypted_way_keeps_secrets(hub, does):
    assert keeps_secrets(hub) == does
