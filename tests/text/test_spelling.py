import pytest

from broadsheet.text.spelling import slips


@pytest.mark.parametrize("meant", ["harbour", "habrour", "harbor", "harbours", "harbpur"])
def test_one_slip_of_the_fingers_leads_back(meant):
    assert meant == "harbour" or "harbour" in slips(meant)


def test_words_in_other_scripts_slip_too():
    assert "العبارات" in slips("العبارت") and "москва" in slips("масква")


@pytest.mark.parametrize("word", ["ab", "a" * 40, "東京都", "st1rm", ""])
def test_short_long_and_mixed_words_are_left_alone(word):
    assert slips(word) == ()


def test_how_many_are_tried_is_bounded():
    assert len(slips("hydrogenferries")) < 1000
