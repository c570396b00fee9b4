import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.extract import signals
from broadsheet.extract.bylines import authors_of, from_lines, with_lines
from broadsheet.extract.people import clean, is_person
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
        (["Christoph von Ritter"], ("Christoph von Ritter",)),
        (["Ein Kommentar von Ann Lee"], ("Ann Lee",)),
        (["View all posts by Ann Lee"], ("Ann Lee",)),
        (["Ann Lee", "Show all articles ofAnn Lee"], ("Ann Lee",)),
        (["ann-lee"], ("Ann Lee",)),
        (["Ann Lee @annlee"], ("Ann Lee",)),
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
        # what only can be a person's name comes before the outlet and its desks
        (
            json_ld({**NODE, "author": {"name": "harbour.example"}}),
            "<p class=byline>red, agencies</p>",
            ("harbour.example",),
        ),
        (json_ld({**NODE, "author": {"name": "Post newsroom"}}), "", ("Post newsroom",)),
        (json_ld({**NODE, "author": {"name": "Harbour Post and AFP"}}), "", ("Harbour Post and AFP",)),
        (
            json_ld({**NODE, "author": {"name": "Harbour Post"}}),
            "<p class=author>Twitter Facebook</p>",
            ("Harbour Post",),
        ),
        (json_ld({**NODE, "author": {"name": "Harbour Post"}}), "<a href=/author/bo>Bo Ek</a>", ("Bo Ek",)),
        ("", "<p><a href=/author/bo>Bo Ek</a></p><aside><a href=/author/cy>Cy Ode</a></aside>", ("Bo Ek",)),
        ("", "<p class=author>Please enter your name here</p>", ()),
        ("", "<span class=author>Heiko</span>", ("Heiko",)),
        ("<meta name=author content='Web Maker GmbH'>", "", ()),
        # spelled as the best witness spells it
        (json_ld({**NODE, "author": {"name": "annberglee"}}), "<p class=byline>By Annberg Lee</p>", ("Annberg Lee",)),
        # of other articles
        (
            "",
            "<b itemprop=author>Bo Ek</b><aside><b itemprop=author>Cy Ode</b></aside>"
            "<article><b itemprop=author>Di Fo</b></article>",
            ("Bo Ek",),
        ),
    ],
)
def test_authors_come_from_the_best_source(head, body, names):
    found = signals.read(document(body, head))
    assert authors_of(found, "Harbour Post", ()).value == names


def test_the_feeds_authors_are_better_than_the_outlets_name():
    found = signals.read(document(head=json_ld({**NODE, "author": {"name": "Harbour Post"}})))
    assert authors_of(found, "Harbour Post", ["Bo Ek"]).value == ("Bo Ek",)


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


def test_a_line_names_the_author_where_only_the_outlet_is_named():
    found = signals.read(document(head=json_ld({**NODE, "author": {"name": "Harbour Post"}})))
    choice = with_lines(authors_of(found, "Harbour Post", ()), ["Harbour news", "By Bo Ek"])
    assert (choice.value, choice.source) == (("Bo Ek",), "line")
    named = authors_of(signals.read(document(head=json_ld(NODE))), "Harbour Post", ())
    assert with_lines(named, ["By Bo Ek"]).value == ("Ann Lee",)


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Ann Lee", True),
        ("Dr. Ann Lee", True),
        ("José de la Cruz", True),
        ("松岡大地", True),
        ("Ann", False),
        ("Harbour News", False),
        ("Associated Press", False),
        ("ann lee", False),
        ("von Ritter", False),
        ("Ann Lee 7", False),
        ("", False),
    ],
)
def test_a_person_is_told_from_a_body(text, person):
    assert is_person(text) is person


@settings(max_examples=60)
@given(st.lists(st.text(max_size=80), max_size=4))
def test_whatever_a_byline_says_its_names_are_short_plain_and_few(told):
    names = clean(told)
    assert len(names) <= 12
    assert all(2 <= len(name) <= 60 and "\n" not in name and "@" not in name for name in names)
    for text in told:
        is_person(text)
