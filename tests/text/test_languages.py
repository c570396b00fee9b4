import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.text.function_words import FUNCTION_WORDS
from broadsheet.text.languages import direction, named, normal, primary


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("en", "en"),
        ("en_GB", "en-GB"),
        ("EN-gb", "en-GB"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("de_AT.UTF-8@euro", "de-AT"),
        ("es-419", "es-419"),
        ("iw", "he"),
        ("nb-NO", "no-NO"),
        ("eng", "en"),
        ("English", "en"),
        (" fr ", "fr"),
        ("sl-rozaj-biske", "sl"),
        ("und", None),
        ("", None),
        (None, None),
        ("e", None),
        ("language", None),
        ("en--GB", None),
        ("<b>en</b>", None),
        ("en" * 100, None),
    ],
)
def test_a_tag_is_written_as_the_standard_writes_it(written, meant):
    assert normal(written) == meant


@given(st.text(max_size=80))
def test_a_normal_tag_stays_as_it_is(tag):
    found = normal(tag)
    assert normal(found) == found


def test_the_primary_tag_is_the_language_alone():
    assert primary("pt-BR") == "pt"
    assert primary("?") is None


@pytest.mark.parametrize(
    ("language", "way"),
    [("ar", "rtl"), ("he-IL", "rtl"), ("fa", "rtl"), ("ur", "rtl"), ("en", "ltr"), (None, "ltr"), ("junk!", "ltr"),
     ("az-Arab", "rtl"), ("ar-Latn", "ltr")],
)  # fmt: skip
def test_the_script_says_which_way_a_text_runs(language, way):
    assert direction(language) == way


def test_function_words_are_lower_case_and_there_are_enough_of_them():
    for language, words in FUNCTION_WORDS.items():
        assert len(words) >= 20, language
        assert all(word == word.lower() for word in words), language


@pytest.mark.parametrize(
    ("said", "tag"),
    [
        ("pt-BR", "pt"),
        ("Arabic", "ar"),
        ("العربية", "ar"),
        ("日本語", "ja"),
        ("FARSI", "fa"),
        ("klingon", None),
        ("", None),
    ],
)
def test_a_language_is_known_by_its_name_and_its_code(said, tag):
    assert named(said) == tag
