import pytest

from broadsheet.model.articles import Article
from broadsheet.model.queries import Either, Every, Mark, Not, Where, Words
from broadsheet.store import search_postgresql, search_sqlite
from broadsheet.store.search_words import (
    MOST_CHARACTERS,
    MOST_WORDS,
    NONE,
    index_row,
    outlet_mark,
    to_find,
    without_filters,
)
from broadsheet.text.queries import read
from broadsheet.text.words import tokens

A, B = Words("a", ("a",)), Words("b c", ("b", "c"))


def row(article, **given):
    return index_row(1, 7, article, given.get("language"), given.get("tags", ()))


def test_the_words_of_one_article_are_bounded():
    endless = row(Article("u", "t " * 9000, text=" ".join(f"{n:060d}" for n in range(20_000))))
    assert len(endless.title) == 500
    assert sum(map(len, endless.body)) <= MOST_CHARACTERS
    assert len(row(Article("u", "", text="a b " * 20_000)).body) == MOST_WORDS


def test_an_article_is_marked_with_its_outlet_its_language_and_its_hashtags():
    marks = row(Article("u", "t"), language="pt-BR", tags=("storm", "edda", "storm")).marks
    assert marks == ["all:", "outlet:7", "lang:pt", "tag:edda", "tag:storm"]


def test_nobody_can_type_a_mark():
    assert outlet_mark(7) not in tokens(outlet_mark(7))


def test_filters_become_marks():
    asked = read('dam outlet:herald lang:ar tag:storm* -outlet:"the times" outlet:nobody')
    assert to_find(asked, {"herald": [3, 4], "the times": [5]}) == Every(
        (
            Words("dam", ("dam",)),
            Either((Mark("outlet:3"), Mark("outlet:4"))),
            Mark("lang:ar"),
            Mark("tag:storm", beginning=True),
            Not(Either((Mark("outlet:5"),))),
            Either((Mark(NONE),)),
        )
    )


def test_in_title_holds_for_every_word_but_those_of_an_author():
    found = to_find(read("dam OR sea in:title author:ada"), {})
    assert [one.where for one in (*found.of[0].of, found.of[1])] == [Where.TITLE, Where.TITLE, Where.AUTHOR]


def test_hits_are_ranked_by_the_words_that_are_wanted():
    assert without_filters(Every((A, Not(B), Mark("x"), Either((B, Mark("y")))))) == Every((A, Either((B,))))
    assert without_filters(Every((Mark("x"), Not(A)))) is None


@pytest.mark.parametrize(
    ("node", "fts5", "tsquery"),
    [
        (A, '"a"', "('a')"),
        (B, '"b c"', "('b' <-> 'c')"),
        (Words("a", ("a",), Where.TITLE, beginning=True), 'title : "a"*', "('a':*A)"),
        (Words("b c", ("b", "c"), Where.AUTHOR), 'authors : "b c"', "('b':B <-> 'c':B)"),
        (Mark("lang:ar"), 'marks : "lang:ar"', "'lang:ar'"),
        (Either((A, B)), '("a" OR "b c")', "(('a') | ('b' <-> 'c'))"),
        (Every((A, Not(B))), '("a" NOT "b c")', "(('a') & !('b' <-> 'c'))"),
        (Not(A), '(marks : "all:" NOT "a")', "('all:' & !('a'))"),
        (Every(()), '(marks : "all:")', "('all:')"),
    ],
)
def test_each_database_is_asked_in_its_own_words(node, fts5, tsquery):
    assert search_sqlite.match(node) == fts5
    assert search_postgresql.match(node) == tsquery
