import re

import pytest

from broadsheet.model.answers import Answer, Feature, Receipt, Sentence
from broadsheet.model.articles import SafeHtml
from broadsheet.model.listings import Enclosure, Image
from broadsheet.model.moments import Moment
from broadsheet.model.provenance import CitationKind, Cited
from broadsheet.model.spans import Span


def test_an_article_is_read_in_the_order_of_a_newspaper(ask):
    html = ask("/article/7").text
    order = ["Harbour Gazette</a>", "18 minutes ago", "<h1", "A year early.", "Ada Marlowe", "<figure", "The rock face"]
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
    assert ask("/article/7").text.count("<img") == 1


def test_a_later_version_is_told(ask, paper, now):
    paper.reading = paper.article(modified=Moment(now - 120, "2025-10-09T09:51:20+01:00"))
    assert ">updated 2 minutes ago</time>" in ask("/article/7").text


def test_an_article_without_anything_but_a_title_is_still_a_page(ask, paper):
    paper.reading = paper.article(lead="", html=SafeHtml(""), text="", authors=(), published=None, image=None)
    assert ask("/article/7").status == 200


def test_an_empty_title_is_called_untitled(ask, paper):
    paper.reading = paper.article(title="")
    assert ">Untitled</h1>" in ask("/article/7").text


def points(number=7, revision=1):
    words = "Granite, not clay."
    return (Answer(Feature.POINTS, revision, 1, (Sentence(words, (Receipt(number, revision, Span(0, 18)),)),)),)


def test_after_the_hashtags_come_ai_features_comments_and_related_articles(ask, paper):
    paper.answers = points()
    html = ask("/article/7").text
    order = [
        "#SoundTunnel",
        "AI features",
        "Key points",
        "Granite, not clay.",
        "Comments",
        "Nobody has said",
        "Related",
    ]
    places = [html.index(part, html.index('class="closer"')) for part in order]
    assert places == sorted(places)


def test_the_words_of_a_receipt_are_marked_in_the_article(ask, paper):
    paper.answers = points()
    assert 'href="/article/7?receipt=points-0#receipt"' in ask("/article/7").text
    html = ask("/article/7?receipt=points-0").text
    assert '<p><mark id="receipt">Granite, not clay.</mark></p>' in html and 'aria-current="true"' in html


def answer(feature, *labels):
    receipts = (Receipt(7, 1, Span(0, 18)),)
    return Answer(feature, 1, 1, tuple(Sentence("Granite, not clay.", receipts, label, kind) for label, kind in labels))


def test_a_speaker_has_a_role_and_an_office_without_a_name_stands_for_one(ask, paper):
    paper.answers = (answer(Feature.QUOTES, ("Ada Quill", "the mayor"), ("", "the senator"), ("", "")),)
    html = ask("/article/7").text
    assert '<bdi>Ada Quill</bdi><span class="aside">, <bdi>the mayor</bdi></span>' in html
    assert "<bdi>the senator</bdi>" in html and "Speaker not named" in html


def test_cited_outlets_lead_to_their_page_here_and_to_the_sentence(ask, paper):
    paper.answers = (answer(Feature.CITATIONS, ("Harbour Lamp", "told"), ("ABC News", "reported")),)
    lamp = Cited("Harbour Lamp", ((CitationKind.TOLD, 0),), 9)
    paper.cited = (lamp, Cited("ABC News", ((CitationKind.REPORTED, 1),)))
    html = ask("/article/7").text
    assert '<a href="/outlet/9"><bdi>Harbour Lamp</bdi></a>' in html
    assert 'href="/article/7?receipt=citations-1#receipt">reported</a>' in html
    text = " ".join(re.sub("<[^>]+>", "", html[html.index("Cites:") :]).split())
    assert text.startswith("Cites: Harbour Lamp (told), ABC News (reported)")


@pytest.mark.parametrize("receipt", ["points-1", "facts-0", "nonsense", "points-%C2%B2", "../x"])
def test_a_receipt_that_is_not_there_is_told(ask, paper, receipt):
    paper.answers = points()
    html = ask(f"/article/7?receipt={receipt}").text
    assert "not in the article any more" in html and "<mark" not in html


def test_visitors_are_shown_the_way_in_instead_of_features_and_comments(reader, paper):
    paper.reader = None
    html = reader(anonymous_reading=True)("/article/7").text
    assert "AI features" not in html and 'href="/sign-in?to=%2Farticle%2F7"' in html
