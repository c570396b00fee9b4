import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.fetch.freshness import fresh

NOW = "Thu, 09 Oct 2025 08:53:20 GMT"
LATER = "Thu, 09 Oct 2025 09:53:20 GMT"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"cache-control": "max-age=600"}, 600),
        ({"cache-control": 'Public, Max-Age="600"'}, 600),
        ({"cache-control": "max-age=600, max-age=60"}, 600),
        ({"cache-control": "max-age=600", "age": "200"}, 400),
        ({"cache-control": "max-age=600", "age": "900"}, 0),
        ({"cache-control": "max-age=600", "age": "old"}, 600),
        ({"cache-control": "max-age=600", "expires": LATER}, 600),
        ({"cache-control": "s-maxage=600"}, None),
        ({"cache-control": "no-cache, max-age=600"}, None),
        ({"cache-control": "no-store"}, None),
        ({"cache-control": "max-age=-1"}, None),
        ({"cache-control": "max-age=99999999999999999"}, 31_622_400),
        ({"expires": LATER}, 3600),
        ({"expires": LATER, "date": NOW, "age": "600"}, 3000),
        ({"expires": LATER, "date": LATER}, 0),
        ({"expires": "Thu, 01 Jan 1970 00:00:00 GMT"}, 0),
        ({"expires": "0"}, None),
        ({"expires": "-1", "cache-control": "private"}, None),
    ],
)
def test_a_server_says_how_long_its_answer_stays_right(headers, seconds, now):
    assert fresh(headers, now) == seconds


@given(st.text(), st.text(), st.text())
def test_whatever_a_server_says_is_no_fault(control, expires, age):
    found = fresh({"cache-control": control, "expires": expires, "age": age}, 1_760_000_000)
    assert found is None or 0 <= found <= 31_622_400
