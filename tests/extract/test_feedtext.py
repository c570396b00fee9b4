import pytest

from broadsheet.extract.feedtext import body_of
from broadsheet.model.listings import Entry

BASE = "https://press.example/feed"


@pytest.mark.parametrize(
    ("entry", "html", "text"),
    [
        (Entry(key="x", summary="Plain words & more"), "<p>Plain words &amp; more</p>", "Plain words & more"),
        (Entry(key="x", summary="One\n\nTwo"), "<p>One</p><p>Two</p>", "One\nTwo"),
        (
            Entry(key="x", summary="Short", content="<p>The longer text</p>"),
            "<p>The longer text</p>",
            "The longer text",
        ),
        (Entry(key="x", summary="<p>The longer text</p>", content="x"), "<p>The longer text</p>", "The longer text"),
        (Entry(key="x", content="<ul><li>a</li><li>b</li></ul>"), "<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
        (Entry(key="x"), "", ""),
        (
            Entry(
                key="x", content='<p>Text</p><p>The post <a href="/a">A</a> appeared first on <a href="/">P</a>.</p>'
            ),
            "<p>Text</p>",
            "Text",
        ),
        (Entry(key="x", content='<p>Text</p><p><a href="/a">Continue reading →</a></p>'), "<p>Text</p>", "Text"),
    ],
)
def test_the_feeds_text_is_safe_html_and_plain_lines(entry, html, text):
    assert body_of(entry, BASE) == (html, text)
