import pytest

from broadsheet.fetch.answers import conditions, page, validators
from broadsheet.fetch.exchange import Answer
from broadsheet.model.pages import Validators

DAY = "Thu, 09 Oct 2025 08:53:20 GMT"
UNFIT = ["", "x" * 1_001, 'a"\r\nX-Evil: 1', "caf\xe9", "a\x00"]


def test_what_a_server_gave_us_is_sent_back():
    asked = conditions(Validators('W/"1"', DAY))
    assert asked == {"If-None-Match": 'W/"1"', "If-Modified-Since": DAY}


@pytest.mark.parametrize("value", [None, *UNFIT])
def test_what_is_not_fit_for_a_header_is_not_sent(value):
    assert conditions(Validators(value, value)) == {}


def test_without_validators_nothing_is_asked():
    assert conditions(None) == {}


def test_validators_are_kept_as_they_are():
    assert validators({"etag": 'W/"1"', "last-modified": DAY}) == Validators('W/"1"', DAY)


@pytest.mark.parametrize("value", UNFIT)
def test_absurd_validators_are_not_kept(value):
    assert validators({"etag": value, "last-modified": value}) == Validators()


@pytest.mark.parametrize(
    ("header", "content_type", "charset"),
    [
        ("text/html", "text/html", None),
        ("Text/HTML; Charset=UTF-8", "text/html", "UTF-8"),
        ('application/rss+xml;charset="windows-1251"', "application/rss+xml", "windows-1251"),
        ("text/html; x=y; charset = 'gb18030' ", "text/html", "gb18030"),
        ("charset=utf-8", "", "utf-8"),
        ("text/html; charset=", "text/html", None),
        ("", "", None),
        ("banana", "", None),
        ("text/" + "x" * 5_000 + "; charset=" + "u" * 5_000, "text/" + "x" * 80, "u" * 40),
    ],
)
def test_type_and_charset_are_read_from_the_header(header, content_type, charset, now):
    answer = Answer(200, {"content-type": header}, "", b"", 0)
    found = page("http://a.example/", "http://b.example/", None, answer, now)
    assert (found.content_type, found.charset) == (content_type, charset)
