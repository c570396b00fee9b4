"""Whole pages in another language: none of our words is left in English, and readers have the language they chose."""

import re
from dataclasses import replace
from gettext import NullTranslations

import pytest
from babel import Locale
from selectolax.lexbor import LexborHTMLParser

from broadsheet.errors import BadInput
from broadsheet.service import readers
from broadsheet.web.interface import current
from broadsheet.web.interface.catalogues import Interface, interface
from tests.web.conftest import ADA

# What the outlets, the readers and the programs of these pages are called, and what people type as it is.
NAMES = (
    "Broadsheet", "Harbour Gazette", "Ada Marlowe", "Tunnel opens early", "Council votes on the market",
    "A year early.",
    "Firmer rock than expected.", "Granite, not clay.", "The rock face", "Tomas Weil", "SoundTunnel", "SoundBridge",
    "Rock", "tunnel", "RSS", "Atom", "JSON Feed", "UTC", "English", "Deutsch", "العربية", "Der Deichbote", "Gazette",
    "Local", "a list", "harbour.example", "example.org", "https://example.com/news/feed.xml", "Enter", "https://harbour.example/feed.xml",
)  # fmt: skip
PAGES = (
    "/", "/newest", "/article/7", "/outlet/1", "/tag/soundtunnel", "/search", "/search?q=tunnel", "/keys", "/offline",
    "/sources", "/outlets", "/welcome", "/sources/3/remove", "/author?name=Ada%20Marlowe", "/nowhere", "/article/9",
)  # fmt: skip
SAID = ("aria-label", "placeholder", "title", "alt", "data-failed", "data-save", "data-unsave", "data-read")


class Marked(NullTranslations):
    """Says everything as it is, between marks."""

    def gettext(self, message):
        return f"⟦{message}⟧"

    def ngettext(self, one, several, number):
        return f"⟦{one if number == 1 else several}⟧"


@pytest.fixture
def marked(monkeypatch):
    """Pages whose every translated word stands between marks; the dates are Arabic."""
    pseudo = Interface("ar", Locale("ar"), Marked())
    monkeypatch.setattr(current, "interface", lambda _code: pseudo)


def unmarked(text: str) -> str:
    """What stands outside of all marks."""
    depth, left = 0, []
    for letter in text:
        depth += (letter == "⟦") - (letter == "⟧")
        left.append(letter if depth == 0 and letter != "⟧" else " ")
    outside = "".join(left)
    for name in sorted(NAMES, key=len, reverse=True):
        outside = outside.replace(name, " ")
    return " ".join(re.findall(r"[A-Za-z]{2,}", outside))


@pytest.mark.parametrize("path", PAGES)
def test_no_word_of_ours_is_left_in_english(ask, marked, path):
    page = LexborHTMLParser(ask(path).text)
    for element in page.css("script, style, code, kbd, .how th, .how a"):
        element.decompose()
    assert unmarked(page.css_first("title").text()) == "" and unmarked(page.body.text(separator=" ")) == ""
    for element in page.css("body, body *"):
        for name in SAID:
            assert unmarked(element.attributes.get(name) or "") == "", element.html


def test_an_arabic_page_runs_from_right_to_left(ask):
    page = ask("/", accept_language="ar-EG,ar;q=0.9").text
    assert '<html lang="ar" dir="rtl">' in page and "الصفحة الأولى" in page and "قبل 18 دقيقة" in page


def test_our_words_around_an_article_are_in_our_language_and_its_own_in_its_own(ask):
    page = LexborHTMLParser(ask("/article/7", accept_language="ar").text)
    article = page.css_first("article.reading")
    assert (article.attributes["lang"], article.attributes["dir"]) == ("en", "ltr")
    closer = article.css_first(".closer")
    assert (closer.attributes["lang"], closer.attributes["dir"]) == ("ar", "rtl")
    assert "اقرأ لدى" in closer.text()


def test_a_card_in_another_direction_than_the_page_says_so(ask, paper):
    assert LexborHTMLParser(ask("/", accept_language="ar").text).css_first(".card").attributes["dir"] == "ltr"
    assert "dir" not in LexborHTMLParser(ask("/").text).css_first(".card").attributes
    paper.cards = (paper.card(language="ar"),)
    assert "dir" not in LexborHTMLParser(ask("/", accept_language="ar").text).css_first(".card").attributes


def test_the_reader_has_the_language_that_they_set_whatever_the_browser_asks(ask, paper):
    paper.reader = replace(ADA, interface="ar")
    assert '<html lang="ar"' in ask("/", accept_language="en").text
    paper.reader = replace(ADA, interface="en")
    assert '<html lang="en"' in ask("/", accept_language="ar").text
    paper.reader = replace(ADA, interface="tlh")  # offered once, and no more
    assert '<html lang="ar"' in ask("/", accept_language="ar").text


def test_what_went_wrong_is_told_in_the_language_of_the_page(ask, paper):
    paper.fails = BadInput("A name has 1 to 60 characters and no @.")
    page = ask("/outlet/1", accept_language="ar").text
    assert "الاسم من حرف واحد إلى 60 حرف ولا يحوي @." in page and "لا يمكن استخدام ذلك كما هو" in page
    assert "لا توجد صفحة كهذه" in ask("/nowhere", accept_language="ar").text


def test_feeds_are_titled_in_the_language_of_who_takes_them(ask):
    assert "آخر الأخبار مع #SoundTunnel" in ask("/tag/soundtunnel/feed.rss", accept_language="ar").text


def test_a_language_is_set_and_taken_back(ask, monkeypatch):
    set_to = []
    monkeypatch.setattr(readers, "set_interface", lambda _ctx, _reader, code: set_to.append(code))
    for language in ("ar", ""):
        assert ask("/me/language", form={"language": language}).headers["location"] == "/me?done=language"
    assert set_to == ["ar", None]


def test_each_request_has_a_language_of_its_own(ask):
    assert '<html lang="ar"' in ask("/", accept_language="ar").text
    assert current.current() is interface("en") and '<html lang="en"' in ask("/").text
