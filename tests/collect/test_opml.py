import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.collect.opml import read_opml, read_outlines, write_opml
from broadsheet.errors import BadFile
from broadsheet.model.outlines import Outline
from broadsheet.model.page_sources import Selectors


def opml(body: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0"><head/><body>{body}</body></opml>'.encode()


def test_feeds_come_with_title_home_and_folders():
    data = opml(
        '<outline text="News"><outline title="Local"><outline text="The Press" xmlUrl="https://press.example/feed" '
        'htmlUrl="https://press.example"/></outline></outline><outline text="Alone" XMLURL="https://alone.example/rss"/>'
    )
    assert read_opml(data) == (
        Outline("https://press.example/feed", "The Press", "https://press.example/", "News / Local"),
        Outline("https://alone.example/rss", "Alone"),
    )


def test_a_feed_that_is_listed_twice_comes_once():
    data = opml('<outline xmlUrl="http://press.example/feed"/><outline xmlUrl="https://www.press.example/feed/"/>')
    assert len(read_opml(data)) == 1


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("feed://press.example/rss", "http://press.example/rss"),
        ("feed:https://press.example/rss", "https://press.example/rss"),
        (" https://press.example/rss ", "https://press.example/rss"),
    ],
)
def test_ways_to_mark_a_feed_are_understood(written, url):
    assert read_opml(opml(f'<outline xmlUrl="{written}"/>'))[0].url == url


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"<opml><body>\n\n<outline text='a' </body></opml>", "broken in line 3"),
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"<html><body/></html>", "not an OPML file"),
        (b"<opml><head/></opml>", "no <body>"),
        (opml("<outline text='only a folder'/>"), "no addresses"),
        (opml("<outline xmlUrl='javascript:x'/>"), "no addresses"),
        (b"<!DOCTYPE opml [<!ENTITY a 'b'>]>" + opml("<outline text='&a;'/>"), "refused for safety"),
        (b"https://press.example/feed\nwhat is this?\n", "Line 2 .* is not an address"),
        (b"# nothing but a comment\n", "no addresses"),
        (b"<opml>" + b"<outline>" * 10_000, "broken"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_what_to_mend(data, says):
    with pytest.raises(BadFile, match=says):
        read_outlines(data)


def test_a_plain_list_has_one_address_a_line():
    data = b"\xef\xbb\xbf# mine\nhttps://press.example/feed\r\n\r\nalone.example/rss  the other one\nhttps://press.example/feed\n"
    assert [found.url for found in read_outlines(data)] == ["https://press.example/feed", "https://alone.example/rss"]


def test_other_charsets_are_read():
    data = opml('<outline text="Żółw" xmlUrl="https://press.example/feed"/>').decode().encode("utf-16")
    assert read_outlines(data)[0].title == "Żółw"


TEXT = st.text(alphabet=st.characters(blacklist_characters="/"), max_size=12)
OUTLINES = st.lists(
    st.builds(
        Outline,
        url=st.integers(0, 9).map(lambda number: f"https://press.example/feed/{number}"),
        title=TEXT.map(lambda text: " ".join(("t", *text.split()))),
        folder=st.sampled_from([None, "News", "News / Local", "A & <b>"]),
    ),
    min_size=1,
    unique_by=lambda outline: outline.url,
)


@settings(max_examples=100, deadline=None)
@given(OUTLINES)
def test_what_is_written_is_read_back(outlines):
    read = {found.url: found for found in read_opml(write_opml("Mine", outlines))}
    assert set(read) == {outline.url for outline in outlines}
    assert all(read[outline.url].folder == outline.folder for outline in outlines)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200) | st.text(alphabet="<>/opmlbdyu ='\"&;!", max_size=80).map(str.encode))
def test_any_bytes_are_a_list_or_a_bad_file(data):
    try:
        assert read_outlines(data)
    except BadFile:
        return


def test_a_name_is_words_and_no_markup():
    outline = '<outline text="A &lt;b&gt;bold&lt;/b&gt; paper" xmlUrl="https://h.example/feed"/>'
    (found,) = read_opml(f"<opml><body>{outline}</body></opml>".encode())
    assert found.title == "A bold paper"


def test_page_sources_keep_their_selectors_and_other_readers_pass_them_over():
    selectors = Selectors("li.teaser, [data-type='a']", "h2 > a", date="time")
    rows = (Outline("https://a.example/feed", "A"), Outline("https://b.example/", "B", "", "Local", selectors))
    written = write_opml("ours", rows)
    assert written.count(b"xmlUrl") == 1
    feed, page = read_outlines(written)
    assert feed.selectors is None
    assert (page.url, page.title, page.folder, page.selectors) == ("https://b.example/", "B", "Local", selectors)


def test_a_selector_that_cannot_be_used_is_named():
    written = write_opml("ours", (Outline("https://b.example/", "B", "", None, Selectors("li:hover")),))
    with pytest.raises(BadFile, match="selector “item” cannot be used"):
        read_outlines(written)
