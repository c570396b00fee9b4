import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.text.passages import passage, within
from broadsheet.text.words import squash

LONG = "The council met and spoke of other things. " * 40


def test_the_passage_begins_with_the_sentence_that_has_the_words():
    text = LONG + "In the end the hydrogen ferries were ordered. They come in May. " + LONG
    shown = passage(text, ("hydrogen", "ferries"))
    assert shown.startswith("In the end the hydrogen ferries were ordered. They come in May.")


def test_the_passage_with_most_words_wins_over_the_first():
    text = "The hydrogen is stored. " + LONG + "Six hydrogen ferries sail. " + LONG
    assert passage(text, ("hydrogen", "ferries")).startswith("Six hydrogen ferries")


def test_a_long_sentence_is_entered_shortly_before_the_word():
    shown = passage("and so on " * 80 + "a lighthouse " + "and so on " * 80, ("lighthouse",))
    assert shown.startswith("…") and "lighthouse" in shown[:120]


@pytest.mark.parametrize(
    ("text", "marks", "part"),
    [
        ("وصلت العبارات الى الميناء. ", ("عبارات",), "العبارات"),
        ("議会は火曜日に合意した。東京の天気は晴れ。", ("天*",), "東京の天気"),
        ("The harbourmaster said so.", ("harb*",), "harbourmaster"),
        ("Elle dit : l’Économie va.", ("economie",), "Économie"),
    ],
)
def test_words_are_found_as_the_search_finds_them(text, marks, part):
    assert part in passage(text, marks)


def test_a_text_without_the_words_has_no_passage():
    assert passage(LONG, ("ferries",)) is None
    assert passage(LONG, ()) is None


def test_an_excerpt_that_has_every_word_needs_no_passage():
    assert within("The old bridge", ("bridge", "old"))
    assert not within("The old bridge", ("bridge", "new"))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400), st.lists(st.text(min_size=1, max_size=5), max_size=4), st.integers(120, 300))
def test_any_passage_is_one_line_and_short_enough(text, marks, most):
    shown = passage(text, tuple(marks), most)
    assert shown is None or (len(shown) <= most and squash(shown) == shown)
