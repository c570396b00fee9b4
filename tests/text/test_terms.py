import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.text.terms import asked, bare, indexed


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The old Bridge", ["the", "old", "bridge"]),
        ("東京都でCOVID", ["東京", "京都", "都で", "で", "covid"]),
        ("我", ["我"]),
        ("ไทย", ["ไท", "ทย", "ย"]),
        ("한국어는 좋다", ["한국어는", "좋다"]),
        ("المدينة القديمة", ["مدينه", "قديمه"]),
        ("", []),
    ],
)
def test_a_text_is_found_by_its_words_and_the_last_character_of_each_run(text, words):
    assert indexed(text) == words


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("東京都", ["東京", "京都"]),
        ("都", ["都"]),
        ("感染COVID", ["感染", "染", "covid"]),
        ("COVID感染", ["covid", "感染"]),
    ],
)
def test_what_is_asked_for_follows_one_another_in_what_is_found(typed, words):
    assert asked(typed) == words


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("الكتاب", "كتاب"),
        ("والكتاب", "كتاب"),
        ("بالكتاب", "كتاب"),
        ("للكتاب", "كتاب"),
        ("كتاب", "كتاب"),
        ("وزير", "وزير"),  # a و that belongs to the word
        ("الله", "الله"),  # too little would be left
        ("التي", "التي"),
        ("bridge", "bridge"),
    ],
)
def test_the_arabic_article_goes_where_a_word_is_left(written, word):
    assert bare(written) == word


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60), st.text(max_size=20), st.text(max_size=20))
def test_what_stands_in_a_text_is_found_by_the_same_words(text, before, after):
    wanted = asked(text)
    found = indexed(f"{before} {text} {after}")
    assert any(found[at : at + len(wanted)] == wanted for at in range(len(found) + 1)) or not text.strip()
