"""Which articles are on one event, from what each stood near to."""

from broadsheet.model.related import Standing
from broadsheet.understand.stories.nearest import mates, on_one_event

NOW = 1_760_000_000
DAY = 86_400


def standing(number: int, story: int | None = None, days: int = 0) -> Standing:
    return Standing(number, NOW - days * DAY, story)


ALL = {number: standing(number) for number in range(1, 6)}


def test_the_nearest_come_first():
    assert [other for other, _ in on_one_event(1, {1: {2: 0.4, 3: 0.9}}, ALL)] == [3, 2]


def test_where_the_best_is_not_near_there_are_none():
    assert on_one_event(1, {1: {2: 0.2, 3: 0.1}}, ALL) == []
    assert on_one_event(1, {}, ALL) == []


def test_what_is_far_behind_the_best_is_left_out():
    assert [other for other, _ in on_one_event(1, {1: {2: 0.9, 3: 0.15}}, ALL)] == [2]


def test_what_is_near_to_what_is_near_is_found():
    near = {1: {2: 0.8}, 2: {1: 0.8, 3: 0.9}}
    assert mates(near[1]) == [2]
    assert [other for other, _ in on_one_event(1, near, ALL)] == [2, 3]


def test_of_two_as_near_the_one_of_the_same_story_comes_first():
    standings = {1: standing(1, story=7), 2: standing(2, story=8), 3: standing(3, story=7)}
    assert [other for other, _ in on_one_event(1, {1: {2: 0.5, 3: 0.5}}, standings)] == [3, 2]


def test_what_is_old_is_less_near():
    standings = {1: standing(1), 2: standing(2, days=9), 3: standing(3)}
    assert [other for other, _ in on_one_event(1, {1: {2: 0.5, 3: 0.5}}, standings)] == [3]


def test_articles_that_are_gone_are_left_out():
    assert [other for other, _ in on_one_event(1, {1: {2: 0.9, 99: 0.9}}, ALL)] == [2]
