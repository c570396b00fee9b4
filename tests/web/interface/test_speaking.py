"""What the interface says in Arabic: counts, times, the sentences of services."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.model.moments import Moment
from broadsheet.web.browsers import browser_name
from broadsheet.web.countries import country_name
from broadsheet.web.interface.catalogues import interface
from broadsheet.web.interface.counting import NOUNS, counted, grouped
from broadsheet.web.interface.current import best, current, listed, ours, speaking
from broadsheet.web.interface.said import said
from broadsheet.web.times import ago, dateline, day, full, length, month, until
from broadsheet.web.words import ordinal

NOW = 1_760_000_000  # 2025-10-09 08:53:20 UTC
HOUR = 3600


@pytest.fixture
def arabic():
    with speaking(interface("ar")):
        yield


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("ar", "ar"),
        ("ar-EG,ar;q=0.9,en;q=0.8", "ar"),
        ("de-AT,ar;q=0.5,en;q=0.4", "ar"),
        ("en-GB,ar;q=0.9", "en"),
        ("de, fr", "en"),
        ("", "en"),
        ("ar;q=0, en", "en"),
    ],
)
def test_the_best_language_that_the_browser_asks_for_is_spoken(header, code):
    assert best(header) == code


@given(st.text(max_size=200))
def test_nonsense_of_a_browser_is_answered_in_a_language_that_is_offered(header):
    assert best(header) in {"en", "ar"}


def test_english_is_spoken_where_nobody_asks():
    assert current().code == "en" and ours() == ' lang="en" dir="ltr"'


def test_numbers_have_the_six_forms_of_arabic(arabic):
    assert [counted(number, "article") for number in (0, 1, 2, 3, 11, 100, 1204)] == [
        "لا مقالات", "مقال واحد", "مقالان", "3 مقالات", "11 مقالًا", "100 مقال", "1,204 مقالات",
    ]  # fmt: skip


def test_digits_are_those_that_clocks_and_addresses_have_too(arabic):
    assert grouped(1_234_567) == "1,234,567"


def test_times_are_told_as_arabic_tells_them(arabic):
    assert ago(NOW - 18 * 60, NOW) == "قبل 18 دقيقة"
    assert ago(NOW - 2 * HOUR, NOW) == "قبل ساعتين"
    assert ago(NOW - 25 * HOUR, NOW) == "أمس"
    assert ago(NOW - 400 * 24 * HOUR, NOW) == "4 سبتمبر 2024"
    assert until(NOW + 3 * 24 * HOUR, NOW) == "خلال 3 أيام"
    assert (day("2025-06-12"), month("2025-06")) == ("12 يونيو 2025", "يونيو 2025")
    assert dateline(NOW) == "الخميس 9 أكتوبر 2025"
    assert length(3900) == "1 س 5 د"
    assert full(Moment(NOW, "2025-10-09T14:05:00+01:00")) == "9 أكتوبر 2025، 14:05 (UTC+01:00)"


def test_days_stay_days_and_never_become_weeks():
    assert until(NOW + 14 * 24 * HOUR, NOW) == "in 14 days"


def test_names_are_listed_and_escaped(arabic):
    assert listed(["<b>", "AP"]) == "<bdi>&lt;b&gt;</bdi> و<bdi>AP</bdi>"


def test_places_countries_and_browsers_have_arabic_words(arabic):
    assert (ordinal(3), ordinal(12)) == ("الثالثة", "رقم 12")
    assert (country_name("EG"), country_name("XX")) == ("مصر", "XX")
    assert browser_name("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0") == "Firefox على Linux"


@pytest.mark.parametrize(
    ("english", "told"),
    [
        ("There is no such story here.", "لا توجد قصة كهذه هنا."),
        ("A name has 1 to 60 characters and no @.", "الاسم من حرف واحد إلى 60 حرف ولا يحوي @."),
        ("The outlet answered with “Wait” instead of the article.", "أجاب المنبر بـ«Wait» بدل المقال."),
        ("last report 5 hours ago", "آخر تقرير قبل 5 ساعات"),
        ("3 articles in 3 hours", "3 مقالات خلال 3 ساعات"),
        ("4 outlets", "4 منابر"),
        ("Both on #Flood and Dublin", "كلاهما عن #Flood وDublin"),
        ("Somebody in Dublin", "Somebody in Dublin"),
        ("A sentence that nobody knows.", "A sentence that nobody knows."),
        ("", ""),
    ],
)
def test_a_sentence_of_a_service_is_known_again(arabic, english, told):
    assert said(english) == told


@given(st.text(max_size=80))
def test_whatever_a_service_says_comes_through(sentence):
    assert said(sentence) == sentence
    with speaking(interface("ar")):
        assert isinstance(said(sentence), str)


def test_every_noun_is_counted_in_english_too():
    assert {counted(1, noun) for noun in NOUNS} == {f"1 {noun}" for noun in NOUNS}
