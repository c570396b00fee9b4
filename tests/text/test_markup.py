import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.text.markup import DEEPEST, Writer
from broadsheet.text.trees import parse

BASE = "https://outlet.example/"


def written(html: str) -> str:
    root = parse(f"<div>{html}</div>")
    assert root is not None
    return Writer(BASE).write(root)


@pytest.mark.parametrize(
    ("html", "tidy"),
    [
        ("a <i> b </i> c", "<p>a <i>b</i> c</p>"),
        ("a<i></i>b", "<p>ab</p>"),
        ("<b><p>one</p><p>two</p></b>", "<p>one</p><p>two</p>"),
        ("<a href=/x><h3>head</h3></a>", "<h3>head</h3>"),
        ("<dl><dt>a</dt><dd>b</dd></dl>", "<dl><dt>a</dt><dd>b</dd></dl>"),
        ("<td>loose</td>", "<p>loose</p>"),
        ("<table><tr><td><table><tr><td>a<td>b</table></table>", "<table><tr><td>a</td><td>b</td></tr></table>"),
        ("one<hr>two", "<p>one</p><hr><p>two</p>"),
        (
            "<picture><source srcset=/w.webp><img src=/a.jpg></picture>",
            '<p><img src="https://outlet.example/a.jpg" alt="" loading="lazy" referrerpolicy="no-referrer"></p>',
        ),
        ("<details><summary>more</summary>words</details>", "<h4>more</h4><p>words</p>"),
    ],
)
def test_any_tree_is_written_tidily(html, tidy):
    assert written(html) == tidy


def test_elements_are_nested_only_so_deep():
    assert written("<blockquote>" * 200 + "deep").count("<blockquote>") <= DEEPEST


PIECES = st.sampled_from((
    "<p>", "</p>", "<b>", "</b>", "<ul>", "<li>", "</ul>", "<table>", "<tr>", "<td>", "</table>", "<br>", "<a href=x>",
    "</a>", "<pre>", "word",
))  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        PIECES,
        max_size=30,
    )
)
def test_every_element_that_begins_also_ends(pieces):
    html = written(" ".join(pieces))
    for name in ("p", "b", "ul", "li", "table", "tr", "td", "a", "pre"):
        assert html.count(f"<{name}>") + html.count(f"<{name} ") == html.count(f"</{name}>")
