from broadsheet.collect.moves import agree, believed
from broadsheet.model.rhythm import Move

HOUR, DAY = 3600, 86_400
NEW = "https://new.example/feed"


def after(looks, now):
    """What is known after looks that led to these addresses, twelve hours apart, and when the last one was."""
    move = None
    for number, led_to in enumerate(looks):
        move = agree(move, led_to, now + number * 12 * HOUR)
    return move, now + (len(looks) - 1) * 12 * HOUR


def test_three_looks_over_a_day_are_believed(now):
    assert believed(*after([NEW, NEW, NEW], now))


def test_fewer_looks_are_not(now):
    assert not believed(*after([NEW, NEW], now + 3 * DAY))


def test_many_looks_within_a_day_are_not(now):
    assert not believed(Move(NEW, now, 9), now + DAY - 1)


def test_another_target_or_none_begins_anew(now):
    assert after([NEW, NEW, "https://other.example/"], now)[0].looks == 1
    assert after([NEW, NEW, None], now)[0] is None
    assert not believed(*after([NEW, NEW, None, NEW], now))
