import re
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadsheet.errors import StoreError

PAGES = ["/", "/outlets", "/outlet/1", "/tag/soundtunnel", "/article/7", "/search", "/search?q=tunnel", "/sources",
         "/welcome", "/sources/3/remove", "/nowhere"]  # fmt: skip
HOSTILE = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40) | st.sampled_from(
    [
        "<script>alert(1)</script>",
        "\"><img src=x onerror='1'>",
        "{{ 7*7 }}",
        "</title><svg/onload=1>",
        "' autofocus x='",
    ]
)


class Shape(HTMLParser):
    """The tags of a page, each with the names of its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags = set()
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.tags.add((tag, frozenset(name for name, _ in attributes)))


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_a_document_that_can_be_walked_without_sight(ask, path):
    html = ask(path).text
    assert html.startswith("<!doctype html>") and '<html lang="en" dir="ltr">' in html
    assert len(re.findall(r"<h1\b", html)) == 1
    for landmark in ("<header", "<main", "<footer", '<a class="skip" href="#content">', "<title>"):
        assert landmark in html


@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_a_script_an_inline_style_or_a_foreign_file(ask, path):
    html = ask(path).text
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=|javascript:", html)
    assert all(address.startswith("/static/") for address in re.findall(r'<link rel="stylesheet" href="([^"]+)"', html))


@pytest.mark.parametrize("path", PAGES)
def test_every_field_has_a_label_and_every_id_is_one_of_its_kind(ask, path):
    html = ask(path).text
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    for attributes in re.findall(r"<(?:input|select|textarea)\b([^>]*)>", html):
        if not re.search('type="(checkbox|hidden)"', attributes):  # a checkbox stands inside its label
            name = re.search(r'id="([^"]+)"', attributes)[1]
            assert f'<label for="{name}"' in html or f'<label class="unseen" for="{name}"' in html


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(HOSTILE)
def test_no_word_of_an_outlet_becomes_markup(ask, paper, words):
    def shown(given: str, path: str) -> Shape:
        paper.cards = (paper.card(title=given, excerpt=given, authors=(given,), language=f"?{given}"),)
        paper.reading = paper.article(
            title=given, lead=given, authors=(given,), html="", text=f"x{given}", language="ar"
        )
        return Shape(ask(path).text)

    for path in ("/", "/article/7", "/tag/soundtunnel"):
        assert shown(words, path).tags <= shown("en", path).tags


def test_health_is_told_in_json(ask):
    answer = ask("/healthz")
    assert (answer.text, answer.headers["content-type"]) == ('{"status":"ok"}', "application/json")


def test_a_sick_database_is_told_too(ask, paper):
    paper.fails = StoreError("The disk is full.")
    assert ask("/healthz").status == 503


def test_robots_are_asked_to_stay_away(ask):
    assert "Disallow: /" in ask("/robots.txt").text and 'content="noindex' in ask("/").text


def test_the_framework_shows_no_pages_of_its_own(ask):
    assert {ask(path).status for path in ("/docs", "/redoc", "/openapi.json")} == {404}


def test_a_browser_that_can_gets_a_packed_page(ask):
    assert ask("/", accept_encoding="gzip").headers["content-encoding"] == "gzip"
