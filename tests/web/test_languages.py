import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.web.languages import direction, own_name, preferred


@pytest.mark.parametrize(
    ("language", "way"),
    [("ar", "rtl"), ("he-IL", "rtl"), ("en", "ltr"), ("az-Arab", "rtl"), (None, "auto"), ("", "auto")],
)
def test_a_language_runs_its_own_way(language, way):
    assert direction(language) == way


@pytest.mark.parametrize(
    ("header", "languages"),
    [
        ("de-AT,de;q=0.9,en;q=0.8", ("de", "en")),
        ("en;q=0.2, ar", ("ar", "en")),
        ("*", ()),
        ("fr;q=0, en", ("en",)),
        ("; drop table, en;q=x, pt-BR", ("pt",)),
        ("", ()),
    ],
)
def test_the_languages_that_a_browser_asks_for_come_best_first(header, languages):
    assert preferred(header) == languages


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_no_header_breaks_the_reading_of_languages(header):
    assert all(language.isascii() for language in preferred(header))


def test_a_language_is_called_as_its_speakers_call_it():
    assert (own_name("pt-BR"), own_name("xx")) == ("Português", "xx")
