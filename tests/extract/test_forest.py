import json
from importlib.resources import files

import pytest

from broadsheet.extract import forest

NUMBERS = {
    "trees": [[0, 1.5, -0.25, [1, 0.0, 0.5, 1.0]], 0.125],
    "names": [forest.bits("share"), forest.bits("story body")],
    "hints": [-150, 90],
}


@pytest.mark.parametrize(
    ("row", "odds"), [((1.5, 9.0), -0.125), ((2.0, 0.0), 0.625), ((2.0, 0.1), 1.125)], ids=["low", "middle", "high"]
)
def test_a_run_gets_the_sum_of_the_leaves_that_it_falls_into(row, odds):
    assert forest.from_numbers(NUMBERS).odds(row) == pytest.approx(odds)


@pytest.mark.parametrize(
    ("names", "hint"),
    [("share-bar", -1.5), ("storyBody", 0.9), ("story-body share", -0.6), ("grid", 0.0), ("", 0.0)],
)
def test_names_hint_by_their_words_and_pairs(names, hint):
    assert forest.hint_by(forest.from_numbers(NUMBERS).hints, names) == pytest.approx(hint)


def test_the_model_that_ships_is_small_and_holds_numbers_only():
    text = files("broadsheet.extract").joinpath("body_model.json").read_text("ascii")
    numbers = json.loads(text)
    assert len(text) < 100_000 and set(numbers) == {"trees", "names", "hints"}
    assert all(isinstance(number, int) for number in numbers["names"] + numbers["hints"])
