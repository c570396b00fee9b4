import json

import pytest

from broadsheet.collect.listing import read_listing
from broadsheet.model.listings import Enclosure, Image, Kind
from tests.collect.samples import page


def listing(*items, **about):
    return read_listing(page(json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items, **about})))


def test_a_usual_item_is_read_whole():
    found = listing(
        {
            "id": 7,
            "url": "/river",
            "title": "River <b>plan</b>",
            "content_html": "<p>Long</p>",
            "summary": "Short & plain",
            "date_published": "2025-06-30T16:05:00+01:00",
            "date_modified": "2025-06-30T17:00:00Z",
            "authors": [{"name": "Jane Doe"}],
            "tags": ["Rivers", "Local"],
            "banner_image": "/b.jpg",
            "language": "pt-br",
        }
    ).entries[0]
    assert (found.key, found.url, found.title) == ("7", "https://press.example/river", "River plan")
    assert (found.summary, found.content) == ("<p>Short &amp; plain</p>", "<p>Long</p>")
    assert (found.published.iso, found.modified.iso) == ("2025-06-30T16:05:00+01:00", "2025-06-30T17:00:00+00:00")
    assert (found.authors, found.topics, found.language) == (("Jane Doe",), ("Rivers", "Local"), "pt-BR")
    assert found.image == Image("https://press.example/b.jpg")


def test_the_feed_speaks_for_items_that_say_nothing_themselves():
    found = listing(
        {"id": "1"},
        title="The Press",
        home_page_url="https://press.example",
        author={"name": "The Desk"},
        language="en",
    )
    assert (found.title, found.home_url) == ("The Press", "https://press.example/")
    assert found.entries == ()  # an id alone is nothing to read
    found = listing({"id": "1", "title": "A"}, author={"name": "The Desk"}, language="en")
    assert (found.entries[0].authors, found.entries[0].language) == (("The Desk",), "en")


def test_plain_text_content_is_made_html():
    assert listing({"id": "1", "content_text": "1 < 2\n\nnext"}).entries[0].content == "<p>1 &lt; 2</p><p>next</p>"


def test_attachments_make_a_podcast():
    found = listing(
        {
            "id": "1",
            "attachments": [
                {"url": "/1.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 12, "duration_in_seconds": 61.5}
            ],
        }
    ).entries[0]
    assert found.kind is Kind.PODCAST
    assert found.enclosures == (Enclosure("https://press.example/1.mp3", "audio/mpeg", 12, 61),)


@pytest.mark.parametrize("bad", ["A\\u0000B", "A\\ud800B"])
def test_characters_that_no_database_takes_are_removed(bad):
    body = f'{{"version": "x", "items": [{{"id": "{bad}", "title": "{bad}", "content_html": "{bad}"}}]}}'
    found = read_listing(page(body)).entries[0]
    assert (found.key, found.title, found.content) == ("AB", "AB", "AB")


def test_a_number_of_a_million_digits_is_cut():
    body = '{"items": [{"id": ' + "9" * 1_000_000 + ', "content_text": "x"}]}'
    assert read_listing(page(body)).entries[0].key == "9" * 20


def test_a_byte_order_mark_before_the_brace_is_passed_over():
    assert read_listing(page('\ufeff {"items": [{"id": "1", "title": "A"}]}')).entries[0].title == "A"
