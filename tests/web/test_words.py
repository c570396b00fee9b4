import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.web.interface.counting import counted
from broadsheet.web.words import highlight, paragraphs, web_address


@pytest.mark.parametrize(
    ("text", "marks", "html"),
    [
        ("The tunnel opens", ("tunnel",), "The <mark>tunnel</mark> opens"),
        ("TUNNEL, tunnels", ("tunnel",), "<mark>TUNNEL</mark>, tunnels"),
        ("Chunnel", ("tunnel", "unnel"), "Chunnel"),
        ("Café Élan", ("cafe", "élan"), "<mark>Café</mark> <mark>Élan</mark>"),
        ("Cafe\u0301!", ("café",), "<mark>Cafe\u0301</mark>!"),
        ("a <b> & c", ("b",), "a &lt;<mark>b</mark>&gt; &amp; c"),
        ("<script>", ("script",), "&lt;<mark>script</mark>&gt;"),
        ("海底トンネル開通", ("トンネル",), "海底<mark>トンネル</mark>開通"),
        ("النفق يُفتح", ("النفق",), "<mark>النفق</mark> يُفتح"),
        ("Straße", ("strasse",), "<mark>Straße</mark>"),
        ("إستقبال أوّل قطار", ("اول",), "إستقبال <mark>أوّل</mark> قطار"),
        ("Putin’s", ("putin",), "<mark>Putin</mark>’s"),
        ("ガ行", ("ガ",), "<mark>ガ</mark>行"),
        ("Harbours and harbingers, Arbour", ("harb*",), "<mark>Harbours</mark> and <mark>harbingers</mark>, Arbour"),
        ("<b>harbour</b>", ("harb*",), "&lt;b&gt;<mark>harbour</mark>&lt;/b&gt;"),
        ("قرأتُ والكتابَ", ("كتاب",), "قرأتُ <mark>والكتابَ</mark>"),
        ("今天", ("天*",), "今<mark>天</mark>"),
        ("plain", (), "plain"),
        ("plain", ("", " "), "plain"),
        ("a.c abc", ("a.c",), "<mark>a.c</mark> abc"),
    ],
)
def test_the_words_of_a_search_are_marked(text, marks, html):
    assert str(highlight(text, marks)) == html


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60), st.lists(st.text(max_size=6), max_size=4))
def test_marking_never_changes_a_letter_and_never_lets_html_through(text, marks):
    html = str(highlight(text, marks))
    bare = html.replace("<mark>", "").replace("</mark>", "")
    assert not re.search(r"[<>\"']", bare)
    assert bare == str(highlight(text, ()))


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "//host/x", "/path", "", None, "http://", "https://a b", "ftp://a/"],
)
def test_an_address_that_is_not_of_the_web_is_none(address):
    assert web_address(address) is None


def test_an_address_of_the_web_stays_as_it_is():
    assert web_address("HTTPS://harbour.example/?a=1&b=2#c") == "HTTPS://harbour.example/?a=1&b=2#c"


def test_numbers_come_with_their_noun():
    assert (counted(1, "article"), counted(1204, "article")) == ("1 article", "1,204 articles")


def test_plain_text_falls_into_paragraphs():
    assert paragraphs("One.\n\n  Two. \n") == ("One.", "Two.")
