"""The selection of a day: what outlets share first, each event once, no outlet too often."""

from dataclasses import replace

from broadsheet.model.insights import Hashtag
from broadsheet.model.listings import Kind
from broadsheet.model.sources import Outlet
from broadsheet.model.timeline import Card, InStory
from broadsheet.understand.edition import choose, why

OUTLETS = {name: Outlet(number, name, f"{name.lower()}.example") for number, name in enumerate("ABCDEFGH", 1)}
TITLES = ("Mayor resigns", "Bakery reopens", "Frost warning", "Chess final", "Ferry delayed", "Museum grant",
          "Bridge toll", "Owl census", "Tram strike", "Opera cancelled", "Harvest festival", "Tax reform")  # fmt: skip


def card(number, outlet, *tags, title=None, dated=None):
    return Card(
        id=number, outlet=OUTLETS[outlet], kind=Kind.ARTICLE, url=f"https://x.example/{number}",
        title=title or TITLES[number % len(TITLES)], excerpt="In short.", dated=dated or number, published=None,
        language="en", image=None, authors=(), paywalled=False, whole=True,
        hashtags=tuple(Hashtag(tag.lower(), tag, f"#{tag}") for tag in tags),
    )  # fmt: skip


def ids(picks):
    return [pick.card.id for pick in picks]


def test_what_most_outlets_share_comes_first_though_it_is_older():
    cards = [card(1, "A", "Storm"), card(2, "B", "Storm"), card(3, "C", "Storm"), card(4, "D", "Cup"),
             card(5, "E", "Cup"), card(6, "F")]  # fmt: skip
    picks = choose(cards, 3)
    assert [pick.because for pick in picks] == [
        "3 outlets write about #Storm.",
        "2 outlets write about #Cup.",
        "New from F.",
    ]
    assert ids(picks) == [3, 5, 6]


def test_one_outlet_alone_makes_nothing_an_event():
    assert ids(choose([card(1, "A", "Own"), card(2, "A", "Own"), card(3, "B")])) == [3, 2, 1]


def test_a_story_comes_once():
    storm, cup = InStory(1, 3, 3), InStory(2, 2, 2)
    cards = [replace(card(number, "ABCDE"[number]), story=story)
             for number, story in enumerate((storm, cup, storm, None, storm), 0)]  # fmt: skip
    assert ids(choose(cards)) == [4, 3, 1]


def test_an_outlet_has_two_at_most():
    cards = [card(number, "A", title=TITLES[number]) for number in range(6)] + [card(9, "B")]
    assert ids(choose(cards)) == [9, 5, 4]


def test_a_hashtag_on_everything_is_no_event():
    cards = [card(number, "ABCDEFGH"[number % 8], "Town", title=TITLES[number]) for number in range(12)]
    cards += [card(20, "A", "Fire"), card(21, "B", "Fire")]
    assert choose(cards)[0].because == "2 outlets write about #Fire."


def test_one_behind_a_subscription_stands_for_an_event_only_where_no_other_does():
    cards = [card(1, "A", "Storm"), replace(card(2, "B", "Storm"), paywalled=True)]
    assert ids(choose(cards, 1)) == [1]


def test_the_selection_is_finite_and_says_how_it_came_to_be():
    cards = [card(number, "ABCDEFGH"[number % 8], title=f"Word{number} alone{number}") for number in range(40)]
    picks = choose(cards)
    assert len(picks) == 10
    assert why(picks, cards).startswith("Chosen from 40 new articles of 8 outlets:")
    assert choose([]) == ()
