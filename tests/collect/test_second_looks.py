from dataclasses import replace

import pytest

from broadsheet.collect.second_looks import after_failed_look, is_news, second_looks, word_of
from broadsheet.model.listings import Entry, Kind
from broadsheet.model.moments import Moment
from broadsheet.model.second_looks import Again, Heard

HOUR = 3600


def entry(key, now, title="The dam holds", modified=0, **more):
    return Entry(key, f"https://herald.example/{key}", title, modified=Moment(now + modified, ""), **more)


def heard(entry, now, **more):
    word = word_of(entry)
    known = Heard(entry.key, 7, word.headline, word.modified, now - HOUR, 0, waiting=False, whole=True)
    return {entry.key: replace(known, **more)}


def test_an_entry_that_says_what_it_said_is_left_alone(now):
    one = entry("a", now)
    assert second_looks([one], heard(one, now), now) == ()
    assert not is_news(word_of(one), heard(one, now)["a"])
    assert second_looks([one], {}, now) == ()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"modified": 60}, "The feed says that it was updated."),
        ({"title": "The dam breaks"}, "The feed gives it another headline."),
        ({"title": "The dam holds!"}, None),
        ({"modified": -60}, None),
        ({"modified": 60, "kind": Kind.PODCAST}, None),
    ],
)
def test_what_moved_in_the_feed_is_looked_at_again(now, changes, reason):
    known = heard(entry("a", now), now)
    assert [again.reason for again in second_looks([entry("a", now, **changes)], known, now)] == [reason] * bool(reason)


@pytest.mark.parametrize(
    ("article", "at"),
    [
        ({}, 0),
        ({"looks": 1}, HOUR / 2),
        ({"looks": 2}, 2 * HOUR),
        ({"looks": 3}, 8 * HOUR),
        ({"looks": 4}, None),
        ({"waiting": True}, None),
        ({"whole": False}, None),
        ({"dated": 0}, None),
        ({"modified": None}, None),  # a feed that gives times from now on says nothing new
        ({"headline": None, "modified": None}, None),  # nothing was written down yet
    ],
)
def test_looks_grow_rarer_and_end(now, article, at):
    known = heard(entry("a", now), now, **article)
    found = second_looks([entry("a", now, modified=60)], known, now)
    assert [again.at - now for again in found] == ([] if at is None else [at])


def test_a_feed_that_gives_all_entries_a_new_time_is_not_believed(now):
    keys = [f"k{number}" for number in range(6)]
    known = {
        key: value
        for number, key in enumerate(keys)
        for key, value in heard(entry(key, now), now, article_id=number).items()
    }
    moved = [entry(key, now, modified=60) for key in keys]
    assert second_looks(moved, known, now) == ()
    retitled = [*moved[:5], entry("k5", now, title="The dam breaks", modified=60)]
    assert second_looks(retitled, known, now) == (Again(5, now, "The feed gives it another headline."),)


def test_a_look_that_failed_is_tried_again_while_looks_are_left(now):
    assert [after_failed_look(now, looks) for looks in (1, 4)] == [now + HOUR // 2, None]
