"""What somebody wrote, over the real app and a real database."""

from dataclasses import replace

import pytest

from tests.store.samples import add_source, keep, numbered

ZOE = "Zoë A/B Marlowe"


@pytest.fixture
def written(ctx):
    """Two articles by Zoë A/B Marlowe in two outlets, and one by somebody else."""
    with ctx.database.write() as conn:
        for number, (host, name) in enumerate(
            [("north", "Zoë A/B Marlowe"), ("south", "Zoë A/B Marlowe"), ("south", "X")]
        ):
            source = add_source(conn, f"{host}{number}.example", ctx.clock())
            keep(conn, source, replace(numbered(number), authors=(name,)), ctx.clock())


def test_an_authors_page_lists_what_they_wrote_for_all_outlets(visit, alice, written):
    html = visit(alice)("/author?name=Zo%C3%AB+A%2FB+Marlowe").text
    assert numbered(0).title in html and numbered(1).title in html and numbered(2).title not in html
    assert "North0" in html and "South1" in html


def test_an_article_leads_to_its_authors_who_can_be_followed(visit, alice, written):
    link = 'href="/author?name=Zo%C3%AB+A%2FB+Marlowe"'
    assert link in visit(alice)("/article/1").text
    page = "/author?name=Zo%C3%AB+A%2FB+Marlowe"
    visit(alice)("/following", form={"wish": "follow", "thing": "author", "key": ZOE, "back": page})
    assert "You follow this." in visit(alice)(page).text and numbered(1).title in visit(alice)("/following").text


def test_an_author_has_a_feed_and_nobody_is_not_found(visit, alice, written):
    feed = visit(alice)(f"/author/feed.json?name=Zo%C3%AB+A%2FB+Marlowe&key={alice.feed_key}")
    assert feed.status == 200 and numbered(1).title in feed.text
    assert visit(alice)("/author?name=Nobody").status == 404
