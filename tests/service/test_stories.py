"""An editor puts stories together, with a reason; and the hand wins over the gatherer, then and later."""

from dataclasses import replace

import pytest

from broadsheet.errors import BadInput, Forbidden, NotFound, NotSignedIn
from broadsheet.model.coverage import Act
from broadsheet.model.stories import Placement, Trace
from broadsheet.service import comments, ingest, stories
from broadsheet.service.ingest import gathering as gathers
from broadsheet.store.schema import articles
from broadsheet.store.stories import gathering, reading
from tests.store.samples import add_source, keep, numbered
from tests.stories import tell


@pytest.fixture
def two(ctx):
    """Two stories of two articles each."""
    return tell(ctx, ("Flood in Tidewick", "Tidewick under water"), ("Flood in Marle", "Marle under water"))


def titles(ctx, reader, story):
    return [card.title for card in stories.read(ctx, reader, story).cards]


def test_a_story_shows_its_coverage_in_order_of_time(ctx, alice, two):
    coverage = stories.read(ctx, alice, two[0])
    assert [card.title for card in coverage.cards] == ["Flood in Tidewick", "Tidewick under water"]
    assert coverage.story.outlets == 2 and coverage.joined[2].nearest == 1 and coverage.joined[1].nearest is None
    with pytest.raises(NotFound):
        stories.read(ctx, alice, 999)
    with pytest.raises(NotSignedIn):
        stories.read(ctx, None, two[0])


def test_merged_stories_lead_on_and_say_who_did_it_and_why(ctx, alice, ed, two):
    assert stories.merge(ctx, ed, two[1], f"/story/{two[0]}", "The same  flood") == two[0]
    assert len(titles(ctx, alice, two[1])) == 4 and stories.read(ctx, alice, two[1]).story.id == two[0]
    (event,) = stories.read(ctx, alice, two[0]).events
    assert (event.act, event.by, event.reason, event.articles) == (Act.MERGED, "Ed", "The same flood", (3, 4))


def test_undoing_a_merge_parts_the_stories_as_they_were(ctx, alice, ed, two):
    stories.merge(ctx, ed, two[0], str(two[1]), "The same flood")
    (event,) = stories.read(ctx, alice, two[0]).events
    assert stories.undo(ctx, ed, event.id, "No, two floods") == two[1]
    assert titles(ctx, alice, two[0]) == ["Flood in Tidewick", "Tidewick under water"]
    assert titles(ctx, alice, two[1]) == ["Flood in Marle", "Marle under water"]
    with pytest.raises(BadInput, match="moved on"):
        stories.undo(ctx, ed, event.id, "Once more")


def test_an_article_is_taken_out_put_elsewhere_and_back(ctx, alice, ed, two):
    alone = stories.take_out(ctx, ed, two[0], 2, "", "Another place")
    assert titles(ctx, alice, alone) == ["Tidewick under water"] and alone not in two
    assert stories.take_out(ctx, ed, alone, 2, str(two[1]), "It is Marle") == two[1]
    assert stories.read(ctx, alice, alone).story.id == two[1]
    event = next(one for one in stories.read(ctx, alice, two[0]).events if one.act is Act.PARTED)
    assert stories.undo(ctx, ed, event.id, "After all") == two[0]
    assert titles(ctx, alice, two[0]) == ["Flood in Tidewick", "Tidewick under water"]


def test_what_cannot_be_done_is_said(ctx, alice, ed, two):
    for act, words in (
        (lambda: stories.merge(ctx, ed, two[0], "the other one", "x"), "number of the other story"),
        (lambda: stories.merge(ctx, ed, two[0], str(two[0]), "x"), "the same story"),
        (lambda: stories.merge(ctx, ed, two[0], str(two[1]), "  "), "Say in a few words why"),
        (lambda: stories.take_out(ctx, ed, two[0], 1, str(two[0]), "x"), "already"),
    ):
        with pytest.raises(BadInput, match=words):
            act()
    with pytest.raises(NotFound):
        stories.take_out(ctx, ed, two[0], 3, "", "x")
    with pytest.raises(Forbidden):
        stories.merge(ctx, alice, two[0], str(two[1]), "x")


class Insisting:
    """A gatherer that puts every article into story 1, and takes story 2 for the same."""

    def __init__(self, learned=b""):
        self.stories = {}

    def place(self, subject):
        return Placement(1, 1, 0.9, merges=(2,)), Trace(subject.id, subject.outlet_id, subject.dated, b"")

    def put(self, trace):
        self.stories[trace.article_id] = trace.story

    def recall(self, traces):
        for trace in traces:
            self.put(trace)


@pytest.fixture
def come(ctx, monkeypatch):
    """One more article comes, of which the gatherer thinks what Insisting thinks; gives its story."""
    monkeypatch.setattr(gathers, "Gatherer", Insisting)
    numbers = iter(range(900, 999))

    def coming():
        with ctx.database.write() as conn:
            article_id = keep(conn, add_source(conn, "wire.example", 1), numbered(next(numbers)), ctx.clock()).id
        assert ingest.gather(ctx) == 1
        with ctx.database.read() as conn:
            return reading.of_article(conn, article_id)

    return coming


def test_the_gatherer_merges_what_it_takes_for_the_same(ctx, alice, two, come):
    assert come().articles == 5
    (event,) = stories.read(ctx, alice, two[1]).events
    assert (event.act, event.by, event.story) == (Act.MERGED, None, two[0])
    assert come().articles == 6 and ctx.memory.gatherer.stories[3] == two[0]


def test_what_a_hand_parted_the_gatherer_does_not_merge_again(ctx, alice, ed, two, come):
    come()
    (event,) = stories.read(ctx, alice, two[0]).events
    stories.undo(ctx, ed, event.id, "Two floods")
    assert come().articles == 4 and len(titles(ctx, alice, two[1])) == 2
    (third,) = tell(ctx, ("Flood in Marle, the third",))
    stories.merge(ctx, ed, two[1], str(third), "The same")
    come()
    assert stories.read(ctx, alice, two[1]).story.id == two[1]


def test_no_article_joins_a_locked_story_and_what_would_have_follows_it(ctx, alice, ed, two, come):
    stories.lock(ctx, ed, two[0], locked=True, reason="Over")
    story = come()
    assert (story.articles, story.follows) == (1, two[0]) and len(titles(ctx, alice, two[0])) == 2
    stories.lock(ctx, ed, two[0], locked=False, reason="Not over")
    assert come().id == two[0]


def test_a_change_by_hand_reaches_a_gatherer_that_is_kept(ctx, ed, two, come):
    come()
    alone = stories.take_out(ctx, ed, two[0], 2, "", "Another")
    come()
    assert ctx.memory.gatherer.stories[2] == alone


def test_similar_stories_are_offered(ctx, ed):
    one, other, far = tell(ctx, ("Flood",), ("Water",), tags=("Tidewick", "Storm Edda")) + tell(ctx, ("Chess",))
    choice = stories.choices(ctx, ed, one)
    assert [story.id for story in choice.similar] == [other] and far not in [story.id for story in choice.similar]


def test_an_article_that_may_not_be_shown_any_more_is_left_out(ctx, two):
    ctx = replace(ctx, settings=ctx.settings.model_copy(update={"anonymous_reading": True}))
    with ctx.database.write() as conn:
        conn.execute(articles.update().where(articles.c.id == 1).values(rights="unavailable_after robots-meta 1"))
    coverage = stories.read(ctx, None, two[0])
    assert [card.title for card in coverage.cards] == ["Tidewick under water"] == [coverage.front.title]
    with ctx.database.write() as conn:
        conn.execute(articles.update().values(rights="unavailable_after robots-meta 1"))
    with pytest.raises(NotFound):
        stories.read(ctx, None, two[0])


def test_what_is_said_under_any_article_is_said_on_the_story(ctx, alice, two):
    comments.post(ctx, alice, 2, "Under the second")
    comments.post_on_story(ctx, alice, two[0], "On the story")
    said = [one.text for one in comments.thread(ctx, alice, 1).comments]
    assert said == ["Under the second", "On the story"]
    assert [one.text for one in comments.newest_of_story(ctx, alice, two[0]).comments] == said[::-1]
    assert comments.thread_of_story(ctx, alice, two[0]).comments[0].story_id == two[0]


def test_old_traces_are_forgotten_and_nothing_else(ctx, clock, two):
    clock.now += 30 * 86_400
    (later,) = tell(ctx, ("Much later",))
    assert ingest.forget_old(ctx) == 4 and ingest.forget_old(ctx) == 0
    with ctx.database.read() as conn:
        assert [trace.article_id for trace in gathering.recent(conn, 0)] == [5] and gathering.learned(conn)
        assert reading.get(conn, two[0]).articles == 2 and reading.get(conn, later).articles == 1
