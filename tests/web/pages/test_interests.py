"""Following and muting, over the real app and a real database."""

import pytest

from broadsheet.store import sources
from tests.store.samples import add_source, keep, numbered


@pytest.fixture
def flood(ctx):
    """The number of the outlet of an article with the hashtag #Flood."""
    with ctx.database.write() as conn:
        source = add_source(conn, "north.example", ctx.clock())
        keep(conn, source, numbered(1), ctx.clock(), tags=("Flood",))
        assert sources.get(conn, source.id)
        return source.outlet.id


def _follow(visit, reader, **form):
    return visit(reader)("/following", form={"wish": "follow", **form})


def test_a_hashtag_is_followed_from_its_page_and_its_articles_listed(visit, alice, bob, flood):
    assert "You follow nothing so far." in visit(alice)("/following").text
    assert '<button class="quiet" name="wish" value="follow">Follow</button>' in visit(alice)("/tag/flood").text
    answer = _follow(visit, alice, thing="hashtag", key="flood", back="/tag/flood")
    assert (answer.status, answer.headers["location"]) == (303, "/tag/flood")
    assert "You follow this." in visit(alice)("/tag/flood").text
    assert numbered(1).title in visit(alice)("/following").text
    assert numbered(1).title not in visit(bob)("/following").text


def test_an_outlet_and_an_author_are_followed_too(visit, alice, flood):
    _follow(visit, alice, thing="outlet", key=str(flood))
    _follow(visit, alice, thing="author", key="Nobody Known")
    shown = visit(alice)("/following").text
    assert shown.count(f">{numbered(1).title}<") == 1 and "Nobody Known" in shown
    feed = visit(alice)(f"/following/feed.json?key={alice.feed_key}").text
    assert numbered(1).title in feed


def test_a_wish_is_ended(visit, alice, flood):
    _follow(visit, alice, thing="hashtag", key="#Flood")
    assert visit(alice)("/following/1/drop", form={"back": "/following"}).status == 303
    assert "You follow nothing so far." in visit(alice)("/following").text
    assert visit(alice)("/following/1/drop", form={}).status == 404


@pytest.mark.parametrize(("until", "sentence"), [("soon", "That is no day."), ("2001-01-01", "over already")])
def test_a_mute_ends_on_a_day_that_is_to_come(visit, alice, flood, until, sentence):
    answer = visit(alice)("/following", form={"wish": "mute", "thing": "word", "key": "flood", "until": until})
    assert answer.status == 400 and sentence in answer.text


def test_what_nobody_writes_about_cannot_be_followed(visit, alice, flood):
    assert _follow(visit, alice, thing="hashtag", key="nothing").status == 404
