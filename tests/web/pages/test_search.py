from dataclasses import replace

import pytest

from broadsheet.model.searches import Aspect, Condition, Explored, Narrowing, Place
from broadsheet.model.timeline import Query, Results, Timeline


@pytest.fixture
def found(paper):
    """What the search of the page finds; a test changes what it is about."""
    results = Results(Timeline(paper.cards, "on"), 1, more_than_counted=False, marks=("tunnel",))
    paper.explored = Explored(results)

    def change(**changes):
        of_results = {name: value for name, value in changes.items() if name in ("total", "more_than_counted", "hints")}
        rest = {name: value for name, value in changes.items() if name not in of_results}
        paper.explored = replace(paper.explored, results=replace(results, **of_results), **rest)

    return change


def test_the_empty_form_teaches_how_to_search(ask, paper):
    answer = ask("/search?q=+")
    assert answer.status == 200 and "-football" in answer.text
    assert "explore" not in [call[0] for call in paper.calls]


def test_every_field_reaches_the_search(ask, paper):
    ask("/search?q=+tunnel+&order=best&cursor=c")
    assert ("explore", Query("tunnel", "best"), {"cursor": "c"}) in paper.calls


def test_days_of_the_form_become_part_of_the_words(ask):
    answer = ask("/search?q=tunnel+after%3A2024&order=newest&after=2025-10-01&before=")
    assert (answer.status, answer.headers["location"]) == (303, "/search?q=tunnel+after%3A2025-10-01")


@pytest.mark.parametrize("query", ["q=x&order=sideways", "q=" + "a" * 600, "q=x&outlet=-1", "q=%22"])
def test_nothing_that_is_typed_is_an_error(ask, query):
    assert ask(f"/search?{query}").status == 200


def test_the_words_are_marked_where_they_were_found(ask, found):
    html = ask("/search?q=tunnel").text
    assert "<mark>Tunnel</mark> opens early" in html and "1 article" in html


def test_more_than_is_counted_is_said_so(ask, found):
    found(total=1001, more_than_counted=True)
    assert "More than 1,000 articles" in ask("/search?q=tunnel").text


def test_nothing_found_says_what_to_try(ask, paper):
    assert "Try fewer or other words" in ask("/search?q=zzz").text
    paper.explored = Explored(Results(Timeline(()), 0, more_than_counted=False), conditions=(Condition("-x", "zzz"),))
    assert "Take away one of the conditions" in ask("/search?q=zzz+-x").text


def test_hints_and_what_else_may_be_meant_are_told(ask, found):
    found(hints=("“x” is <no> day.",), instead="<tunnel>", places=(Place(Aspect.TAG, "a b", "#A<b>", 3),))
    html = ask("/search?q=tunel").text
    assert "“x” is &lt;no&gt; day." in html and "#A&lt;b&gt;" in html and "/tag/a%20b" in html
    assert 'href="/search?q=%3Ctunnel%3E" dir="auto">&lt;tunnel&gt;</a>?' in html


def test_facets_are_lists_of_links_and_say_which_is_chosen(ask, found):
    ways = (
        Narrowing(Aspect.LANGUAGE, "ar", 2, "tunnel lang:ar"),
        Narrowing(Aspect.LANGUAGE, "en", 1200, "tunnel", chosen=True),
        Narrowing(Aspect.MONTH, "2025-10", 3, "x"),
    )
    found(narrowings=ways, looked_at=1000)
    html = ask("/search?q=tunnel&order=best").text
    assert '<nav aria-label="Narrow the search">' in html and "العربية" in html and "1,200" in html
    assert 'href="/search?q=tunnel&amp;order=best" aria-current="true"' in html
    assert ">October 2025</a>" in html and "Counted in" not in html


def test_the_next_page_keeps_the_question(ask, found):
    html = ask("/search?q=a%26b&order=best").text
    assert "q=a%26b" in html and 'value="a&amp;b"' in html and "cursor=on" in html


def test_a_search_is_a_feed_too(ask, paper):
    paper.results = Results(Timeline(paper.cards), 1, more_than_counted=False)
    answer = ask("/search/feed.rss?q=tunnel&after=2025")
    assert answer.status == 200 and "Search for tunnel" in answer.text
    assert "http://localhost:8480/search?q=tunnel+after%3A2025" in answer.text


def test_a_feed_of_no_words_says_what_it_needs(ask):
    answer = ask("/search/feed.rss")
    assert answer.status == 400 and "needs its words" in answer.text
