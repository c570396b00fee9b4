"""What stands beside an article that was gathered."""

from dataclasses import replace

import pytest

from broadsheet.service import articles, ingest
from broadsheet.store.stories import neighbours
from tests.store.samples import add_source, keep, numbered

STORM = (
    "Storm Edda tore roofs from houses in Tidewick and flooded the harbour; the mayor of Tidewick opened the school."
)
DAM = "The Brannock dam holds after engineers worked all night, and villages below the Brannock dam sleep again."


@pytest.fixture
def gathered(ctx):
    """Three articles of two outlets on a storm, and one on a dam: their numbers."""
    told = (("herald", "Storm Edda floods Tidewick"), ("gazette", "Tidewick under water after Storm Edda"))
    told += (("gazette", "Storm Edda: Tidewick counts its roofs"), ("post", "Brannock dam holds"))
    with ctx.database.write() as conn:
        ids = []
        for outlet, title in told:
            text = DAM if "dam" in title else f"{title}. {STORM}"
            article = replace(numbered(0), url=f"https://{outlet}.example/{title}", title=title, text=text)
            ids.append(keep(conn, add_source(conn, f"{outlet}.example", ctx.clock()), article, ctx.clock()).id)
    ingest.gather(ctx)
    return ids


def test_the_same_story_stands_beside_an_article_once_for_each_outlet_and_is_not_listed_again(ctx, alice, gathered):
    reading = articles.read(ctx, alice, gathered[0])
    (card,) = reading.related
    assert (card.kind, card.reason) == ("story", "Same story")
    assert card.card.outlet.name != reading.article.outlet.name
    assert card.card.id in gathered[1:3]
    assert reading.same == ()


def test_beside_an_article_that_stands_alone_is_nothing(ctx, alice, gathered):
    assert articles.read(ctx, alice, gathered[3]).related == ()


def test_what_is_near_is_known_from_both_sides(ctx, gathered):
    with ctx.database.read() as conn:
        near = neighbours.around(conn, gathered)
        standings = neighbours.standings(conn, gathered)
    assert near[gathered[0]][gathered[1]] == near[gathered[1]][gathered[0]] > 0
    assert standings[gathered[0]].story == standings[gathered[1]].story != standings[gathered[3]].story
