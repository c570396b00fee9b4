"""Titles without text."""

import pytest

from broadsheet.collect.husks import husks
from broadsheet.errors import BadStatus
from broadsheet.extract import excerpts
from broadsheet.fetch.statuses import bad_status
from broadsheet.model.health import Fresh
from tests.conftest import NOW

OLD = NOW - 3 * 86_400


def fresh(
    because: str | None,
    *,
    number: int = 10,
    length: int = 40,
    letter: str = "a",
    waiting: bool = False,
    arrived: int = OLD,
):
    return [Fresh(arrived + place, letter * length, because, waiting) for place in range(number)][::-1]


def walled() -> str:
    fault = bad_status("a.example", 403, {"cf-mitigated": "challenge"}, NOW)
    assert isinstance(fault, BadStatus)
    return fault.reason.split(". ")[0] + "."


@pytest.mark.parametrize(
    ("because", "words"),
    [
        (excerpts.PAID, "a paywall (10)"),
        ("The robots.txt of a.example does not let programs read this page.", "the outlet's robots.txt (10)"),
        (walled(), "a bot wall (10)"),
        ("a.example answered 404: there is nothing.", "pages that are not there or fail (10)"),
        ("The page holds no article's text.", "pages without an article's text (10)"),
        ("The outlet gives it no page of its own.", "entries without a page of their own (10)"),
    ],
)
def test_why_there_is_no_text_is_summed_up(because, words):
    since, said = husks(fresh(because), NOW)
    assert since == OLD
    assert "Of its newest 10 articles 10 are titles without text" in said and words in said


def test_an_excerpt_of_some_length_is_no_husk():
    assert husks(fresh(excerpts.PAID, length=280), NOW) is None
    assert husks(fresh(excerpts.PAID, length=80, letter="海"), NOW) is None


def test_whole_articles_and_a_few_husks_are_well():
    assert husks(fresh(None) + fresh(excerpts.PAID), NOW) is None
    assert husks(fresh(None, number=5, length=0) + fresh(excerpts.PAID, number=5), NOW) is None


def test_fewer_than_five_say_nothing():
    assert husks(fresh(excerpts.PAID, number=4), NOW) is None


def test_pages_that_are_still_asked_for_do_not_count_for_a_day():
    down = "a.example answered 503: it is overloaded or under repair."
    assert husks(fresh(down, waiting=True, arrived=NOW - 3600), NOW) is None
    assert husks(fresh(down, waiting=True, arrived=NOW - 2 * 86_400), NOW) is not None
