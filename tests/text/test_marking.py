import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.model.articles import SafeHtml
from broadsheet.model.spans import Span
from broadsheet.text import marking
from broadsheet.text.sanitize import sanitize


def mark(html, text, span):
    return marking.mark(html, text, span, lambda url: f"/media/{len(url)}")


def marked(html, words, text=None):
    """What stands between the marks, in one string; None where nothing is marked."""
    text = re.sub(r"<[^>]*>", "\n", html) if text is None else text
    start = text.index(words)
    found = mark(SafeHtml(html), text, Span(start, start + len(words)))
    return found and "".join(re.findall(r"<mark[^>]*>([^<]*)</mark>", found))


@pytest.mark.parametrize(
    ("html", "text", "words"),
    [
        ("<p>One. Two is here. Three.</p>", "One. Two is here. Three.", "Two is here."),
        ("<p>She <em>never</em> said “no”.</p>", "She never said “no”.", "She never said “no”."),
        ("<p>One.</p><p>Two.</p>", "One.\nTwo.", "Two."),
        ("<ul><li>One.</li><li>Two.</li></ul>", "- One.\n- Two.", "Two."),
        ("<p>a<br>b <b>c</b> d</p>", "a\nb c d", "b c d"),
        ("<p>مرحبا بالعالم. وداعا.</p>", "مرحبا بالعالم. وداعا.", "وداعا."),
        ("<p>一つ。二つ。</p>", "一つ。二つ。", "二つ。"),
        ("<p>5 &lt; 6 &amp; 7.</p>", "5 < 6 & 7.", "5 < 6 & 7."),
    ],
)
def test_the_words_of_a_receipt_are_marked_in_the_html(html, text, words):
    got = marked(html, words, text).replace("&lt;", "<").replace("&amp;", "&")
    assert "".join(got.split()) == "".join(words.split())


def test_only_the_first_mark_can_be_led_to():
    found = mark(SafeHtml("<p>One <em>two</em> three.</p>"), "One two three.", Span(0, 14))
    assert found.count('id="receipt"') == 1 and found.count("<mark") == 3


def test_of_words_that_come_twice_those_at_the_place_are_marked():
    text = "He left. She stayed. He left."
    found = mark(SafeHtml(f"<p>{text}</p>"), text, Span(21, 29))
    assert found == '<p>He left. She stayed. <mark id="receipt">He left.</mark></p>'


def test_words_that_are_not_there_are_not_marked():
    assert mark(SafeHtml("<p>Something else.</p>"), "The words.", Span(0, 9)) is None


def test_marks_of_the_outlet_cannot_be_led_to():
    html = sanitize('<p><mark id="receipt">Old</mark> and new.</p>', "https://h.example/")
    assert mark(html, "Old and new.", Span(8, 12)).count("id=") == 1


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200), st.integers(0, 200), st.integers(0, 200))
def test_nothing_but_marks_is_added(html, start, end):
    safe = sanitize(f"<p>{html}</p>", "https://h.example/")
    text = re.sub(r"<[^>]*>", "", safe)
    found = mark(safe, text, Span(min(start, end), max(start, end)))
    if found is not None:
        assert re.sub(r"</?mark[^>]*>", "", found) == safe
