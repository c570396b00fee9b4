import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from broadsheet.errors import ExtractError
from broadsheet.extract.document import parse
from broadsheet.extract.runs import runs_of
from broadsheet.text.words import squash
from tests.extract.samples import raw


def words(markup: str) -> list[str]:
    return [run.words for run in runs_of(html.document_fromstring(f"<div>{markup}</div>"))]


@pytest.mark.parametrize(
    ("markup", "runs"),
    [
        ("<p>one <b>bold</b> line</p><p>two</p>", ["one bold line", "two"]),
        ("one<br>two<br><br>three", ["one", "two", "three"]),
        ("before<p>in</p>behind", ["before", "in", "behind"]),
        ("<ul><li>a<ul><li>b</ul></ul>", ["a", "b"]),
        ("<a href=x><h2>head</h2>words</a> more", ["head", "words more"]),
        ("<p> </p><p>\u200b\xad</p>", []),
        ("<p>braille ⠓⠊ is text</p>", ["braille ⠓⠊ is text"]),
    ],
)
def test_a_run_is_the_text_between_two_boundaries(markup, runs):
    assert [text for text in words(markup) if text] == runs


def test_a_run_knows_where_it_begins():
    root = html.document_fromstring("<div>one <b>bold</b><br>two<p><i>three</i> and more</p></div>")
    places = [(run.opens.tag, run.behind, run.holder.tag) for run in runs_of(root)]
    assert places == [("div", False, "div"), ("br", True, "div"), ("i", False, "i")]


def test_the_share_of_links_is_measured():
    root = html.document_fromstring("<p>half <a href=/x>half</a></p><p><a href=/y>all of it</a></p><p>none</p>")
    assert [round(run.linked, 1) for run in runs_of(root)] == [0.4, 1.0, 0.0]


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_the_runs_of_any_page_hold_all_its_words(text):
    try:
        root = parse(raw(f"<html><body>{text}")).root
    except ExtractError:
        return
    assert "".join(run.words for run in runs_of(root)).split() == squash(root.text_content()).split()
