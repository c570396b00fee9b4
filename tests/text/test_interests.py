"""What of a list is muted."""

from dataclasses import replace

import pytest

from broadsheet.model.insights import Hashtag
from broadsheet.model.interests import Interest, Thing, Wish
from broadsheet.model.listings import Kind
from broadsheet.model.sources import Outlet
from broadsheet.model.timeline import Card
from broadsheet.text.interests import unmuted

CARD = Card(
    id=1,
    outlet=Outlet(7, "Harbour Gazette", "harbour.example", "en"),
    kind=Kind.ARTICLE,
    url="https://harbour.example/1",
    title="Zoë’s horoscope for the north",
    excerpt="What the stars say.",
    dated=0,
    published=None,
    language="en",
    image=None,
    authors=("Zoë Marlowe",),
    paywalled=False,
    whole=True,
    hashtags=(Hashtag("stars", "Stars", "#Stars"),),
)


def _wish(wish, thing, key):
    return Interest(1, wish, thing, key, key, 0)


@pytest.mark.parametrize(
    ("thing", "key"),
    [
        (Thing.HASHTAG, "stars"),
        (Thing.OUTLET, "7"),
        (Thing.AUTHOR, "zoe marlowe"),
        (Thing.WORD, "horoscope"),
        (Thing.WORD, "for the north"),
    ],
)
def test_what_is_muted_is_left_out_and_what_is_followed_stays(thing, key):
    follow, mute = _wish(Wish.FOLLOW, thing, key), _wish(Wish.MUTE, thing, key)
    assert unmuted([CARD], [follow]) == (CARD,) and unmuted([CARD], [mute]) == ()


@pytest.mark.parametrize(
    ("thing", "key"), [(Thing.WORD, "scope"), (Thing.WORD, "north the"), (Thing.OUTLET, "77"), (Thing.AUTHOR, "zoe")]
)
def test_a_part_of_a_word_or_a_name_is_another_thing(thing, key):
    assert unmuted([CARD], [_wish(Wish.MUTE, thing, key)]) == (CARD,)


def test_words_are_muted_in_any_script():
    card = replace(CARD, title="地震の速報", excerpt="")
    assert unmuted([card], [_wish(Wish.MUTE, Thing.WORD, "速報")]) == ()
