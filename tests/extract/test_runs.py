import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from broadsheet.errors import ExtractError
from broadsheet.extract.document import parse
from broadsheet.extract.runs import MARK, mark, number
from tests.extract.samples import raw


def words(markup: str) -> list[str]:
    return [run.words for run in mark(html.document_fromstring(f"<div>{markup}</div>"))]


@pytest.mark.parametrize(
    ("markup", "runs"),
    [
        ("<p>one <b>bold</b> line</p><p>two</p>", ["one bold line", "two"]),
        ("one<br>two<br><br>three", ["one", "two", "three"]),
        ("before<p>in</p>behind", ["before", "in", "behind"]),
        ("<ul><li>a<ul><li>b</ul></ul>", ["a", "b"]),
        ("<a href=x><h2>head</h2>words</a> more", ["head", "words more"]),
        ("<p> </p><p>\u200b\xad</p>", []),
        ("<p>braille ⠓⠊ is taken out</p>", ["braille is taken out"]),
    ],
)
def test_a_run_is_the_text_between_two_boundaries(markup, runs):
    assert [text for text in words(markup) if text] == runs


def test_the_marks_count_the_runs_in_order():
    root = html.document_fromstring("<div>" + "".join(f"<p>{place}</p>" for place in range(700)) + "</div>")
    runs = mark(root)
    found = [number(match) for match in MARK.finditer(root.text_content())]
    assert found == list(range(700))
    assert [run.words for run in runs] == [str(place) for place in range(700)]


def test_the_share_of_links_is_measured():
    root = html.document_fromstring("<p>half <a href=/x>half</a></p><p><a href=/y>all of it</a></p><p>none</p>")
    assert [round(run.linked, 1) for run in mark(root)] == [0.4, 1.0, 0.0]


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_page_can_be_marked(text):
    try:
        root = parse(raw(f"<html><body>{text}")).root
    except ExtractError:
        return
    runs = mark(root)
    assert len(MARK.findall(root.text_content())) == len(runs)
