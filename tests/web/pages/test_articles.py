import re

import pytest

from broadsheet.model.articles import SafeHtml
from broadsheet.model.listings import Enclosure, Image
from broadsheet.model.moments import Moment


def test_an_article_is_read_in_the_order_of_a_newspaper(ask):
    html = ask("/article/7").text
    order = ["Harbour Gazette</a>", "18 minutes ago", "<h1", "A year early.", "Ada Marlowe", "t.jpg", "The rock face"]
    order += ["Tomas Weil", "<p>Granite, not clay.</p>", "Read at", "#SoundTunnel", "Related articles", "Both are"]
    places = [html.index(part, html.index("<main")) for part in order]
    assert places == sorted(places)


def test_an_arabic_article_runs_from_right_to_left(ask, paper):
    paper.reading = paper.article(language="ar", title="النفق", html=SafeHtml("<p>غرانيت</p>"))
    html = ask("/article/7").text
    assert '<article class="reading" lang="ar" dir="rtl">' in html
    assert re.search(r'<time lang="en" dir="ltr" datetime="[^"]+" title="[^"]+">18 minutes ago</time>', html)


def test_an_article_of_an_unknown_language_finds_its_own_way(ask, paper):
    paper.reading = paper.article(language=None)
    assert '<article class="reading" dir="auto">' in ask("/article/7").text


def test_an_excerpt_says_why_and_when_it_is_tried_again(ask, paper):
    paper.reading = paper.article(excerpt_because="The page did not answer.", html=SafeHtml(""), text="One.\n\nTwo.")
    html = ask("/article/7").text
    assert "This is an excerpt." in html and "The page did not answer." in html and "<p>One.</p><p>Two.</p>" in html


def test_a_paywall_is_told(ask, paper):
    paper.reading = paper.article(paywalled=True)
    assert "For subscribers." in ask("/article/7").text


@pytest.mark.parametrize(
    ("enclosure", "element"),
    [
        (Enclosure("https://h.ex/a.mp3", "audio/mpeg"), '<audio controls preload="none" src="https://h.ex/a.mp3"'),
        (Enclosure("https://h.ex/a.mp4", "video/mp4"), '<video controls preload="none" playsinline src='),
        (Enclosure("https://h.ex/a.m3u8", "video/x"), '<a href="https://h.ex/a.m3u8" rel="noopener external">'),
        (Enclosure("https://h.example/a", "application/x-mpegURL"), '<a href="https://h.example/a"'),
    ],
)  # fmt: skip
def test_a_recording_can_be_played_or_opened(ask, paper, enclosure, element):
    paper.reading = paper.article(enclosures=(enclosure,))
    assert element in ask("/article/7").text


def test_no_address_that_is_not_of_the_web_is_linked(ask, paper):
    bad = "javascript:alert(1)"
    paper.reading = paper.article(url=bad, image=Image(bad), enclosures=(Enclosure(bad, "audio/mpeg"), Enclosure(bad)))
    answer = ask("/article/7")
    assert answer.status == 200 and "javascript" not in answer.text


def test_a_picture_that_the_text_shows_is_not_shown_twice(ask, paper):
    picture = "https://h.example/t.jpg?a=1&b=2"
    paper.reading = paper.article(
        image=Image(picture), html=SafeHtml('<img src="https://h.example/t.jpg?a=1&amp;b=2">')
    )
    assert ask("/article/7").text.count("t.jpg") == 1


def test_a_later_version_is_told(ask, paper, now):
    paper.reading = paper.article(modified=Moment(now - 120, "2025-10-09T09:51:20+01:00"))
    assert ">updated 2 minutes ago</time>" in ask("/article/7").text


def test_an_article_without_anything_but_a_title_is_still_a_page(ask, paper):
    paper.reading = paper.article(lead="", html=SafeHtml(""), text="", authors=(), published=None, image=None)
    assert ask("/article/7").status == 200


def test_an_empty_title_is_called_untitled(ask, paper):
    paper.reading = paper.article(title="")
    assert ">Untitled</h1>" in ask("/article/7").text
