import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.model.articles import Article
from broadsheet.store.search_words import (
    MOST_CHARACTERS,
    MOST_TERMS,
    MOST_WORDS,
    body_words,
    outlet_word,
    read_query,
    title_words,
)
from broadsheet.text.words import tokens


@pytest.mark.parametrize(
    ("query", "wanted", "unwanted"),
    [
        ("", [], []),
        ("Bridge town", ["bridge", "town"], []),
        ("bridge BRIDGE", ["bridge"], []),
        ('"old bridge" -closed', ["old bridge"], ["closed"]),
        ('-"old town" bridge', ["bridge"], ["old town"]),
        ('"never closed', ["never closed"], []),
        ("„alte Brücke“ «vieux pont»", ["alte brucke", "vieux pont"], []),
        ("well-known", ["well known"], []),
        ("AND OR NOT NEAR(", ["and", "or", "not", "near"], []),
        ("* ^ : ( ) - + ' \\", [], []),
        ("-only", [], ["only"]),
        ("東京都", ["東京 京都"], []),
        ("كتاب جديد", ["كتاب", "جديد"], []),
    ],
)
def test_a_query_asks_for_words_phrases_and_unwanted_words(query, wanted, unwanted):
    terms = read_query(query)
    assert [" ".join(phrase) for phrase in terms.wanted] == wanted
    assert [" ".join(phrase) for phrase in terms.unwanted] == unwanted


@pytest.mark.parametrize(
    ("query", "marks"),
    [("Économie -cher", ("economie",)), ('"old bridge"', ("old", "bridge")), ("東京都", ("東京都",))],
)
def test_the_words_to_mark_are_those_that_were_wanted(query, marks):
    assert read_query(query).marks == marks


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=700))
def test_every_query_has_bounded_terms(query):
    terms = read_query(query)
    assert len(terms.wanted) + len(terms.unwanted) <= MOST_TERMS


def test_the_words_of_one_article_are_bounded():
    endless = Article("u", "t " * 9000, text=" ".join(f"{n:060d}" for n in range(20_000)))
    assert len(title_words(endless)) == 500
    assert sum(map(len, body_words(endless))) <= MOST_CHARACTERS
    assert len(body_words(Article("u", "", text="a b " * 20_000))) == MOST_WORDS


def test_nobody_can_type_an_outlets_word():
    assert outlet_word(7) not in tokens(outlet_word(7))
