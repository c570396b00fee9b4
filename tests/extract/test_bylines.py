import pytest

from broadsheet.extract import signals
from broadsheet.extract.bylines import authors_of, clean, from_lines
from tests.extract.samples import NODE, document, json_ld


@pytest.mark.parametrize(
    ("told", "names"),
    [
        (["Ann Lee"], ("Ann Lee",)),
        (["By Ann Lee and Bo Ek"], ("Ann Lee", "Bo Ek")),
        (["Von Ann Lee, Bo Ek und Cy Ode"], ("Ann Lee", "Bo Ek", "Cy Ode")),
        (["Ann Lee, Political Editor"], ("Ann Lee",)),
        (["Written by Ann Lee"], ("Ann Lee",)),
        (["Text: Ann Lee"], ("Ann Lee",)),
        (["ANN LEE"], ("Ann Lee",)),
        (["AFP", "dpa"], ("AFP", "dpa")),
        (["Ann Lee (Reuters)"], ("Ann Lee",)),
        (["Ann Lee", "ann lee"], ("Ann Lee",)),
        (["https://press.example/authors/ann"], ()),
        (["ann@press.example"], ()),
        (["Ann Lee ann@press.example"], ("Ann Lee",)),
        (["By"], ()),
        (["Updated 3 May 2025"], ()),
        (["x" * 90], ()),
        (["松岡大地"], ("松岡大地",)),
    ],
)
def test_names_are_found_in_bylines(told, names):
    assert clean(told) == names


@pytest.mark.parametrize(
    ("head", "body", "names"),
    [
        (json_ld(NODE), "", ("Ann Lee",)),
        (json_ld({**NODE, "author": "Bo Ek"}), "", ("Bo Ek",)),
        (json_ld({**NODE, "author": {"name": "Harbour Post"}}), "<p class=byline>By Bo Ek</p>", ("Bo Ek",)),
        (json_ld({**NODE, "author": {"name": "Harbour Post"}}), "", ("Harbour Post",)),
        ("<meta name=author content='By Bo Ek'>", "", ("Bo Ek",)),
        ("", "<a rel=author href=/bo>Bo Ek</a>", ("Bo Ek",)),
        ("", "<span itemprop=author><b itemprop=name>Bo Ek</b> of the coast desk</span>", ("Bo Ek",)),
        ("", "<div class=article-author>Bo Ek</div>", ("Bo Ek",)),
        ("", "<div class=comment-author>Troll</div>", ()),
    ],
)
def test_authors_come_from_the_best_source(head, body, names):
    found = signals.read(document(body, head))
    assert authors_of(found, "Harbour Post", ()) == names


def test_the_feeds_authors_are_better_than_the_outlets_name():
    found = signals.read(document(head=json_ld({**NODE, "author": {"name": "Harbour Post"}})))
    assert authors_of(found, "Harbour Post", ["Bo Ek"]) == ("Bo Ek",)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ann Lee", ("Ann Lee",)),
        ("Von Ann Lee und Bo Ek", ("Ann Lee", "Bo Ek")),
        ("By noon the pier was full", ()),
        ("By Monday", ()),
    ],
)
def test_a_line_may_be_a_byline(line, names):
    assert from_lines([line]) == names
