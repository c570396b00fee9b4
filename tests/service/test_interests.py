"""What readers follow and mute."""

import pytest

from broadsheet.errors import BadInput, NotFound, NotSignedIn
from broadsheet.model.interests import Thing, Wish
from broadsheet.model.reading_states import Act
from broadsheet.service import interests, reading_states, timeline
from tests.store.samples import add_source, keep, numbered


@pytest.fixture
def outlet_id(ctx, clock):
    """The number of an outlet whose article has the hashtag #Flood."""
    with ctx.database.write() as conn:
        source = add_source(conn, "north.example", clock.now)
        keep(conn, source, numbered(1), clock.now, tags=("Flood",))
        return source.outlet.id


def _told(ctx, reader):
    return [(one.wish, one.thing, one.key, one.name) for one in interests.listing(ctx, reader)]


def test_hashtags_outlets_authors_and_words_can_be_followed_and_muted(ctx, alice, outlet_id):
    interests.put(ctx, alice, Wish.FOLLOW, Thing.HASHTAG, "flood")
    interests.put(ctx, alice, Wish.MUTE, Thing.OUTLET, str(outlet_id))
    interests.put(ctx, alice, Wish.FOLLOW, Thing.AUTHOR, " Zoë  Marlowe ")
    interests.put(ctx, alice, Wish.MUTE, Thing.WORD, "Horoskop")
    assert _told(ctx, alice) == [
        ("follow", "hashtag", "flood", "#Flood"),
        ("mute", "outlet", str(outlet_id), "North"),
        ("follow", "author", "zoe marlowe", "Zoë Marlowe"),
        ("mute", "word", "horoskop", "Horoskop"),
    ]


def test_a_new_wish_takes_the_place_of_the_old_one_and_can_be_dropped(ctx, alice, bob, outlet_id):
    interests.put(ctx, alice, Wish.FOLLOW, Thing.HASHTAG, "flood")
    kept = interests.put(ctx, alice, Wish.MUTE, Thing.HASHTAG, "flood")
    assert _told(ctx, alice) == [("mute", "hashtag", "flood", "#Flood")]
    with pytest.raises(NotFound):
        interests.drop(ctx, bob, kept.id)
    interests.drop(ctx, alice, kept.id)
    assert _told(ctx, alice) == []


def test_a_mute_ends_on_its_day(ctx, clock, alice, outlet_id):
    interests.put(ctx, alice, Wish.MUTE, Thing.WORD, "election", clock.now + 60)
    clock.now += 61
    assert _told(ctx, alice) == []
    with pytest.raises(BadInput, match="over already"):
        interests.put(ctx, alice, Wish.MUTE, Thing.WORD, "election", clock.now)


@pytest.mark.parametrize(
    ("thing", "key"), [(Thing.HASHTAG, "nothing"), (Thing.OUTLET, "999"), (Thing.OUTLET, "x"), (Thing.WORD, "x" * 101)]
)
def test_what_is_not_there_cannot_be_followed(ctx, alice, outlet_id, thing, key):
    with pytest.raises((NotFound, BadInput)):
        interests.put(ctx, alice, Wish.FOLLOW, thing, key)


def test_a_visitor_follows_nothing(ctx, outlet_id):
    assert interests.listing(ctx, None) == ()
    with pytest.raises(NotSignedIn):
        interests.put(ctx, None, Wish.FOLLOW, Thing.HASHTAG, "flood")


def test_what_is_muted_is_left_out_of_every_list_but_its_own(ctx, alice, bob, outlet_id):
    interests.put(ctx, alice, Wish.MUTE, Thing.OUTLET, str(outlet_id))
    assert timeline.front(ctx, alice).cards == () and timeline.of_hashtag(ctx, alice, "flood")[1].cards == ()
    assert len(timeline.of_outlet(ctx, alice, outlet_id)[1].cards) == 1
    assert len(timeline.front(ctx, bob).cards) == 1


def test_what_is_hidden_is_left_out_and_what_was_read_says_so(ctx, alice, outlet_id):
    (card,) = timeline.front(ctx, alice).cards
    reading_states.act(ctx, alice, card.id, Act.READ)
    assert timeline.front(ctx, alice).cards[0].state.read == ctx.clock()
    reading_states.act(ctx, alice, card.id, Act.HIDE)
    assert timeline.front(ctx, alice).cards == ()
