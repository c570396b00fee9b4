import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.collect.listing import read_listing
from broadsheet.model.rhythm import Asks
from tests.collect.samples import page, rss


def asks(channel):
    return read_listing(page(rss(channel=channel))).asks


@pytest.mark.parametrize(
    ("channel", "asked"),
    [
        ("", Asks()),
        ("<ttl>90</ttl>", Asks(5400)),
        ("<ttl>soon</ttl>", Asks()),
        ("<ttl>-5</ttl>", Asks()),
        ("<sy:updatePeriod>hourly</sy:updatePeriod>", Asks(3600)),
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>", Asks(21_600)),
        ("<sy:updatePeriod>sometimes</sy:updatePeriod>", Asks()),
        (
            "<skipHours><hour>0</hour><hour> 7 </hour><hour>24</hour><hour>25</hour><hour>x</hour></skipHours>",
            Asks(skip_hours=frozenset({0, 7})),
        ),
        (
            "<skipDays><day>Sunday</day><day>monday</day><day>Caturday</day></skipDays>",
            Asks(skip_days=frozenset({0, 6})),
        ),
    ],
)
def test_what_a_feed_asks_for_is_read(channel, asked):
    assert asks(channel) == asked


def test_an_atom_feed_may_use_the_syndication_module():
    feed = (
        b"<feed xmlns='http://www.w3.org/2005/Atom' xmlns:s='http://purl.org/rss/1.0/modules/syndication/'>"
        b"<title>A</title><s:updatePeriod>daily</s:updatePeriod></feed>"
    )
    assert read_listing(page(feed)).asks == Asks(86_400)


@given(st.text(st.characters(exclude_characters="<&", exclude_categories=("Cs", "Cc"))))
def test_whatever_stands_there_is_no_fault(text):
    found = asks(f"<ttl>{text}</ttl><skipHours><hour>{text}</hour></skipHours><skipDays><day>{text}</day></skipDays>")
    assert all(0 <= hour < 24 for hour in found.skip_hours) and (found.pause or 60) >= 60
