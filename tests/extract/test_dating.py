import pytest

from broadsheet.extract import dating, signals
from broadsheet.extract.evidence import Choice
from broadsheet.model.moments import Moment
from tests.extract.samples import FETCHED, NODE, document, json_ld


def published(head: str = "", body: str = "<p>words</p>", url: str = "https://www.harbour.de/pier"):
    return dating.published(signals.read(document(body, head, url=url)), None, FETCHED)


def node(**fields: object) -> str:
    return json_ld({**NODE, **fields})


@pytest.mark.parametrize(
    ("told", "url", "iso"),
    [
        ("2025-06-30T22:30:00Z", "https://www.harbour.de/pier", "2025-07-01T00:30:00+02:00"),
        ("2025-06-30T22:30:00Z", "https://www.harbour.example/pier", "2025-06-30T22:30:00+00:00"),
        ("2025-06-30T16:05", "https://www.harbour.de/pier", "2025-06-30T16:05:00+02:00"),
        ("2025-06-30T16:05+01:00", "https://www.harbour.de/pier", "2025-06-30T16:05:00+01:00"),
        ("2025-06-30", "https://www.harbour.de/pier", "2025-06-30"),
    ],
)
def test_times_are_in_the_outlets_own_zone(told, url, iso):
    choice = published(node(datePublished=told), url=url)
    assert choice.value is not None
    assert choice.value.iso == iso
    assert choice.source == "JSON-LD datePublished"


def test_a_witness_of_the_same_moment_tells_the_zone():
    body = "<time datetime=2025-06-30T04:21:02-04:00>30 June</time>"
    choice = published(node(datePublished="2025-06-30T08:21:02Z"), body, "https://www.harbour.example/pier")
    assert choice.value == Moment(1_751_271_662, "2025-06-30T04:21:02-04:00")


def test_a_line_beside_the_headline_knows_the_time_of_a_known_day():
    day = Choice(Moment(1_751_284_800, "2025-06-30"), "address", "", ())
    for line in ("30.06.25 | 14:07 Uhr | Von Ann Lee", "30 June 2025, 14:07"):
        choice = dating.with_lines(day, ["Harbour news", line], "https://www.harbour.de/pier", FETCHED)
        assert choice.value is not None
        assert choice.value.iso == "2025-06-30T14:07:00+02:00"
        assert choice.source == "line"
    for line in ("29 June 2025, 14:07", "30 June 2025", "no date"):
        assert dating.with_lines(day, [line], "https://www.harbour.de/pier", FETCHED) == day


def test_no_date_lies_ahead():
    assert dating.with_lines(Choice(None, "", "", ()), ["30 June 2035"], "x", FETCHED).value is None
    assert dating.with_lines(Choice(None, "", "", ()), ["30 June 2035"], "x", 0).value is not None


@pytest.mark.parametrize("url", ["", "http://[", "harbour", "https://harbour.example/"])
def test_an_address_without_a_country_tells_no_zone(url):
    assert dating.zone_of(url) is None
