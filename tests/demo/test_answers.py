"""The press's answers, without a socket."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.demo.answers import answer
from broadsheet.demo.site import Document

PAGE = Document(b"<p>words</p>" * 100, "text/html; charset=utf-8", 1_760_000_000)
SOUND = Document(bytes(range(200)), "audio/wav", 1_760_000_000)
DOWN = Document(b"later", "text/html", 1_760_000_000, status=503)
SITE = {"/": PAGE, "/sound": SOUND, "/down": DOWN}
HEADERS = ["if-none-match", "if-modified-since", "range", "accept-encoding"]


@pytest.mark.parametrize(
    ("path", "asked", "status"),
    [
        ("/", {}, 200),
        ("/nowhere", {}, 404),
        ("/down", {}, 503),
        ("/", {"if-none-match": PAGE.etag}, 304),
        ("/", {"if-none-match": f'"a", {PAGE.etag}'}, 304),
        ("/", {"if-none-match": "*"}, 304),
        ("/", {"if-none-match": '"a"', "if-modified-since": "Thu, 09 Oct 2099 08:53:20 GMT"}, 200),
        ("/", {"if-modified-since": "Thu, 09 Oct 2025 08:53:20 GMT"}, 304),
        ("/", {"if-modified-since": "Thu, 09 Oct 2025 08:53:19 GMT"}, 200),
        ("/", {"if-modified-since": "yesterday"}, 200),
        ("/sound", {"range": "bytes=10-19"}, 206),
        ("/sound", {"range": "bytes=500-"}, 200),
        ("/sound", {"range": "bytes=9-3"}, 200),
    ],
)
def test_the_status_follows_from_what_was_asked(path, asked, status):
    assert answer(SITE, "GET", path, asked).status == status


def test_a_part_of_a_sound_is_that_part():
    part = answer(SITE, "GET", "/sound", {"range": "bytes=190-"})
    assert part.body == bytes(range(190, 200)) and part.headers["Content-Range"] == "bytes 190-199/200"


@pytest.mark.parametrize(
    ("accepts", "packed"), [("gzip", True), ("br, gzip;q=0.5", True), ("gzip;q=0", False), ("", False)]
)
def test_gzip_is_used_where_it_is_accepted(accepts, packed):
    assert ("Content-Encoding" in answer(SITE, "GET", "/", {"accept-encoding": accepts}).headers) == packed


def test_only_reading_is_allowed():
    assert answer(SITE, "POST", "/", {}).status == 405


@settings(max_examples=100, deadline=None)
@given(asked=st.dictionaries(st.sampled_from(HEADERS), st.text(max_size=60)))
def test_no_header_breaks_an_answer(asked):
    assert answer(SITE, "GET", "/", asked).status in {200, 206, 304}


@settings(max_examples=100, deadline=None)
@given(
    date=st.from_regex(r"[A-Z][a-z]{2}, \d{1,2} (Jan|Feb|Dec) \d{1,9} \d\d:\d\d:\d\d (GMT|[+-]\d{4})", fullmatch=True)
)
def test_no_date_breaks_an_answer(date):
    assert answer(SITE, "GET", "/", {"if-modified-since": date}).status in {200, 304}
