from datetime import UTC, datetime

import pytest

from broadsheet.model.timeline import Query, Results, Timeline


def at(year: int, month: int, day: int) -> int:
    return int(datetime(year, month, day, tzinfo=UTC).timestamp())


def found(paper, total: int = 1, more: bool = False) -> Results:
    return Results(Timeline(paper.cards, "on"), total, more, ("tunnel",))


def test_the_empty_form_searches_for_nothing(ask, paper):
    assert ask("/search").status == 200
    assert "search" not in [call[0] for call in paper.calls]


def test_every_field_reaches_the_search_and_both_days_belong_to_it(ask, paper):
    ask("/search?q=+tunnel+&order=best&after=2025-10-01&before=2025-10-09&outlet=1&cursor=c")
    query = Query("tunnel", "best", at(2025, 10, 1), at(2025, 10, 10), 1)
    assert paper.calls[0] == ("search", query, {"cursor": "c"})


def test_empty_fields_of_the_form_are_none(ask, paper):
    ask("/search?q=tunnel&order=newest&after=&before=&outlet=")
    assert paper.calls[0][1] == Query("tunnel")


def test_the_words_are_marked_where_they_were_found(ask, paper):
    paper.results = found(paper)
    html = ask("/search?q=tunnel").text
    assert "<mark>Tunnel</mark> opens early" in html and "1 article with" in html


def test_more_than_is_counted_is_said_so(ask, paper):
    paper.results = found(paper, total=1001, more=True)
    assert "More than 1,000 articles" in ask("/search?q=tunnel").text


def test_nothing_found_says_what_to_try(ask):
    html = ask("/search?q=zzz").text
    assert "Nothing was found for" in html and "Try fewer or other words." in html
    assert "without dates and outlet" in ask("/search?q=zzz&after=2025-01-01").text


def test_the_next_page_keeps_the_question(ask, paper):
    paper.results = found(paper)
    html = ask("/search?q=a%26b&order=best").text
    assert "q=a%26b" in html and 'value="a&amp;b"' in html and "cursor=on" in html


@pytest.mark.parametrize(
    "query", ["after=2025-13-01", "before=yesterday", "after=0001-01-01", "outlet=-1", "q=" + "a" * 501]
)
def test_fields_that_hold_nonsense_are_answered_with_400(ask, query):
    assert ask(f"/search?q=x&{query}").status == 400


def test_a_search_is_a_feed_too(ask, paper):
    paper.results = found(paper)
    answer = ask("/search/feed.rss?q=tunnel&order=newest")
    assert answer.status == 200 and "Search for tunnel" in answer.text
    assert "http://localhost:8480/search?q=tunnel&amp;order=newest" in answer.text


def test_a_feed_of_no_words_says_what_it_needs(ask):
    answer = ask("/search/feed.rss")
    assert answer.status == 400 and "needs its words" in answer.text
