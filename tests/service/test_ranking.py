"""The front page: one card a story, in an order that can be told."""

from dataclasses import replace

import pytest
from sqlalchemy import event

from broadsheet.errors import BadInput, NotFound
from broadsheet.model.coverage import Part
from broadsheet.model.interests import Thing, Wish
from broadsheet.model.moments import Moment
from broadsheet.model.reading_states import Act
from broadsheet.service import ingest, interests, ranking, reading_states
from broadsheet.store import timeline
from broadsheet.store.stories import ranked
from tests.store.samples import add_source, keep, numbered

HOUR = 3600
STORM = (
    "Storm Edda tore roofs from houses in Tidewick and flooded the harbour; the mayor of Tidewick opened the school."
)
WORDS = (
    "orchard",
    "tunnel",
    "ferry",
    "lighthouse",
    "chess",
    "bakery",
    "museum",
    "tram",
    "owl",
    "opera",
    "toll",
    "census",
)


@pytest.fixture
def write(ctx):
    numbers = iter(range(1000))

    def writing(outlet, title, text="", hours=1, tags=(), **more):
        number, at = next(numbers), ctx.clock() - hours * HOUR
        with ctx.database.write() as conn:
            source = add_source(conn, f"{outlet}.example", ctx.clock())
            article = replace(numbered(number, **more), title=title, text=text or f"{title}. Text {number}.",
                              published=Moment(at, "2025-10-09T00:00:00Z"))  # fmt: skip
            return keep(conn, source, article, ctx.clock(), tags=tags).id

    return writing


@pytest.fixture
def background(write):
    """A week-old archive, by which words are told common or rare."""
    for word in WORDS:
        write("almanac", f"All about the {word}", f"The {word} keeper met the {word} warden by the {word}.", hours=150)


def titles(found):
    return [each.card.title for each in found]


def test_a_story_is_one_card_and_names_its_other_outlets(ctx, alice, write, background):
    for outlet in ("herald", "gazette", "post"):
        write(outlet, f"Storm Edda floods Tidewick: the {outlet}", STORM, hours=5)
    write("herald", "Chess final today", hours=1)
    ingest.gather(ctx)
    found = ranking.front(ctx, alice)
    assert titles(found)[:2] == ["Storm Edda floods Tidewick: the herald", "Chess final today"]
    assert found[0].others == ("Gazette", "Post") and found[0].card.story.outlets == 3


def test_the_parts_add_up_to_the_score(ctx, alice, write):
    for place, word in enumerate(WORDS):
        write(f"paper{place % 5}", f"News of the {word}", hours=place)
    ingest.gather(ctx)
    for each in ranking.front(ctx, alice):
        assert each.standing.score == round(sum(part.points for part in each.standing.parts), 1)


def test_what_is_not_gathered_yet_stands_there_already(ctx, alice, write):
    write("herald", "Just in", hours=0)
    assert titles(ranking.front(ctx, alice)) == ["Just in"]


def test_a_weekly_does_not_drown(ctx, alice, write):
    for number in range(60):
        write("wire", f"{WORDS[number % 12]} {number} {WORDS[number % 7]} {number}", hours=number / 10)
    write("weekly", "What the quarry was for", hours=20)
    ingest.gather(ctx)
    found = ranking.front(ctx, alice)
    assert "What the quarry was for" in titles(found)[:10]
    (own,) = [each for each in found if each.card.title == "What the quarry was for"]
    assert "Weekly: 1 article a week" in [part.because for part in own.standing.parts]


def test_a_reader_weighs_the_parts_anew(ctx, alice, bob, write, background):
    for outlet in ("herald", "gazette", "post"):
        write(outlet, f"Storm Edda floods Tidewick: the {outlet}", STORM, hours=2)
    write("herald", "Chess final today", hours=0)
    ingest.gather(ctx)
    assert titles(ranking.front(ctx, alice))[0].startswith("Storm")
    ranking.set_weights(ctx, alice, {Part.OUTLETS: "0", Part.FRESHNESS: "100", Part.VELOCITY: "0", Part.RARITY: ""})
    assert ranking.weights(ctx, alice)[Part.FRESHNESS] == 100
    assert titles(ranking.front(ctx, alice))[0] == "Chess final today"
    assert titles(ranking.front(ctx, bob))[0].startswith("Storm")
    with pytest.raises(BadInput, match="whole number from 0 to 100"):
        ranking.set_weights(ctx, alice, {Part.OUTLETS: "-3"})


def test_a_section_has_its_stories_alone(ctx, alice, write):
    write("herald", "A cup tie", section="Sport")
    write("herald", "A new minister", section="Politics")
    ingest.gather(ctx)
    assert ranking.sections(ctx, alice) == ("politics", "sport")
    assert titles(ranking.front(ctx, alice, section="sport")) == ["A cup tie"]
    with pytest.raises(NotFound):
        ranking.front(ctx, alice, section="horoscopes")


@pytest.mark.parametrize(
    ("thing", "key"), [(Thing.HASHTAG, "orchard"), (Thing.AUTHOR, "Ada Byron"), (Thing.OUTLET, "herald")]
)
def test_what_is_followed_goes_up_and_says_so(ctx, alice, bob, write, thing, key):
    write("herald", "Apples ripen early in every orchard", authors=("Ada Byron",), tags=("Orchard",), hours=2)
    write("gazette", "Second tube closed for two weeks of works")
    ingest.gather(ctx)
    assert titles(ranking.front(ctx, bob))[0] == "Second tube closed for two weeks of works"
    if thing is Thing.OUTLET:
        key = str(ranking.front(ctx, bob)[1].card.outlet.id)
    interests.put(ctx, alice, Wish.FOLLOW, thing, key)
    found = ranking.front(ctx, alice)
    assert titles(found)[0] == "Apples ripen early in every orchard"
    assert "you follow it" in [part.because for part in found[0].standing.parts]


def test_what_is_muted_or_hidden_is_left_out(ctx, alice, bob, write):
    first = write("herald", "Apples ripen early in every orchard")
    write("gazette", "Second tube closed for two weeks of works")
    ingest.gather(ctx)
    interests.put(ctx, alice, Wish.MUTE, Thing.WORD, "tube")
    assert titles(ranking.front(ctx, alice)) == ["Apples ripen early in every orchard"]
    reading_states.act(ctx, alice, first, Act.HIDE)
    assert ranking.front(ctx, alice) == () and len(ranking.front(ctx, bob)) == 2


def test_the_front_page_costs_at_most_eight_statements(ctx, write):
    for place, word in enumerate(WORDS):
        write(f"paper{place % 5}", word.title(), hours=place)
    ingest.gather(ctx)
    counted = []
    with ctx.database.read() as conn:
        event.listen(conn, "before_cursor_execute", lambda *said: counted.append(said[2]))
        chosen = ranked.candidates(conn, ctx.clock())
        assert len(timeline.of_ids(conn, [one.members[0].article_id for one in chosen]).cards) == 12
    assert len(counted) - counted.count("BEGIN") <= 8
