import re

import pytest
from lxml import etree

from broadsheet.model.copies import Branch, CopyTree, LinkKind
from broadsheet.web.copy_tree import draw
from broadsheet.web.rendering import ENVIRONMENT

NOW = 1_759_000_000
LONG = "The Very Long Named Northern Evening Standard and Advertiser"
HOSTILE = '"><script>alert(1)</script>'


def branch(number, outlet, parent=None, link=None):
    reason = "" if link is None else "100 % the same text, 2 hours later"
    return Branch(number, outlet, NOW - 90_000 + 600 * number, parent, link, reason)


def tree_of(size):
    """An agency outside, from which every other article comes, one with copies of its own, and the rest alone."""
    branches = [Branch(None, "AP", NOW - 90_000), branch(1, LONG, 0, LinkKind.CREDIT)]
    kinds = list(LinkKind)
    for number in range(2, size + 1):
        if number % 2:
            branches.append(branch(number, f"Outlet {number}", number % 3 and 1, kinds[number % 4]))
        else:
            branches.append(branch(number, HOSTILE if number == 2 else f"Outlet {number}"))
    return CopyTree(tuple(branches))


SAMPLES = [CopyTree(()), CopyTree((branch(1, "Harbour Gazette"),)), *map(tree_of, (1, 2, 4, 23, 40))]


def shown(tree):
    template = ENVIRONMENT.from_string(
        '{% import "parts/copy_tree.html" as parts %}{{ parts.copy_tree(tree, drawing, now) }}'
    )
    return template.render(tree=tree, drawing=draw(tree), now=NOW)


@pytest.mark.parametrize("tree", SAMPLES)
def test_every_mark_lies_inside_the_picture_and_none_on_another(tree):
    drawing = draw(tree)
    assert len(drawing.marks) == len(tree.branches)
    assert len({(mark.x, mark.y) for mark in drawing.marks}) == len(drawing.marks)
    for mark in drawing.marks:
        assert 0 <= mark.x <= 100 and 0 < mark.y < drawing.height
    for line in drawing.lines:
        assert line.x1 == line.x2 or line.y1 == line.y2
        assert line.x1 <= line.x2


@pytest.mark.parametrize("tree", SAMPLES)
def test_the_picture_needs_no_style_and_no_script(tree):
    html = shown(tree)
    assert not re.search(r"<(?:script|style)|\s(?:style|on\w+)=|javascript:", html)


@pytest.mark.parametrize("tree", SAMPLES)
def test_the_picture_has_a_name_a_description_and_the_same_as_a_list(tree):
    html = shown(tree)
    picture = etree.fromstring(html[html.index("<svg") : html.index("</svg>\n  <figcaption>") + 6])
    titles = [picture.findtext("title"), picture.findtext("desc")]
    assert all(titles)
    ids = [node.get("id") for node in picture if node.get("id")]
    assert picture.get("aria-labelledby").split() == ids
    assert set(re.findall(r'href="/article/(\d+)"', html)) == {str(b.article) for b in tree.branches if b.article}


def test_the_heading_counts_articles_and_independent_reports():
    assert "4 articles, 3 independent</h2>" in shown(tree_of(4))


def test_names_are_escaped_and_cut_in_the_picture_but_whole_in_the_list():
    html = shown(tree_of(23))
    assert HOSTILE not in html and "&lt;script&gt;" in html
    assert "<text" in html and LONG not in "".join(re.findall(r"<text.*?</text>", html))
    assert f"<bdi>{LONG}</bdi>" in html


def test_the_lines_of_a_large_tree_are_as_many_as_its_sources():
    assert [name.text for name in draw(tree_of(40)).names] == [
        "AP · 8 from it",
        "The Very Long Named North… · 12 from it",
        "20 that nobody took from",
    ]
