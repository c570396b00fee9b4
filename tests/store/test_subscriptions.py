"""Subscriptions to hubs and what they pushed, on both databases."""

from dataclasses import replace

import pytest

from broadsheet.model.pages import Validators
from broadsheet.model.sources import Look, State
from broadsheet.model.subscriptions import Hub, Standing, Subscription
from broadsheet.store import pushes, sources, subscriptions

HUB = Hub("https://hub.example/", "https://herald.example/feed")


@pytest.fixture
def add(conn, source, now):
    def adding(token, **changes):
        base = Subscription(0, source.id, HUB, "https://paper.example", token, "s", Standing.WANTED, now, next_step=now)
        return subscriptions.add(conn, replace(base, **changes))

    return adding


def test_one_comes_back_as_it_was_kept(conn, add, now):
    found = add("a")
    changed = replace(
        found, standing=Standing.VERIFIED, asked=now, tries=3, expires=now + 9, next_step=now + 5, since=now, heard=now,
        useful=2, missed=now, missing=4, reason="Why\x00 not", secret=None, base="https://news.example",
    )  # fmt: skip
    subscriptions.keep(conn, changed)
    assert subscriptions.get(conn, found.id) == replace(changed, reason="Why not")
    assert subscriptions.by_token(conn, "a") == subscriptions.of_source(conn, found.source_id)
    assert subscriptions.by_token(conn, "A\x00") is None and subscriptions.get(conn, 99) is None


def test_a_source_has_the_newest_that_is_not_over(conn, source, add):
    add("a", standing=Standing.LEAVING)
    assert subscriptions.of_source(conn, source.id) is None and subscriptions.of_sources(conn) == {}
    add("b")
    newest = add("c")
    assert subscriptions.of_source(conn, source.id) == newest
    assert subscriptions.of_sources(conn) == {source.id: newest}


def test_what_is_due_is_claimed_once(conn, add, now):
    due, later = add("a"), add("b", next_step=now + 60)
    assert subscriptions.claim(conn, now, now + 30, 9) == [due]
    assert subscriptions.claim(conn, now, now + 30, 9) == []
    assert [one.id for one in subscriptions.claim(conn, now + 60, now + 90, 9)] == [due.id, later.id]


def test_it_outlives_its_source_and_is_then_claimed_at_once(conn, source, add, now):
    kept = add("a", standing=Standing.VERIFIED, next_step=now + 10**6)
    sources.remove(conn, source.id)
    assert subscriptions.claim(conn, now, now + 30, 9) == [replace(kept, source_id=None)]
    subscriptions.keep(conn, kept)  # by who read it before
    assert subscriptions.get(conn, kept.id).source_id is None


def test_those_that_were_told_another_address_are_found(conn, add):
    old = add("a", base="https://old.example")
    add("b")
    add("c", base="https://old.example", standing=Standing.ENDED)
    assert subscriptions.elsewhere(conn, "https://paper.example") == [old]


def test_what_was_pushed_waits_until_it_is_taken_in(conn, add, now):
    one, other = add("a"), add("b")
    body = bytes(range(256)) * 50
    assert pushes.add(conn, one.id, pushes.pack(body), "text/xml", now)
    assert pushes.waiting(conn, one.id) and not pushes.waiting(conn, other.id)
    assert pushes.any_free(conn, now)
    (push_id,) = pushes.claim(conn, now, now + 60, 9)
    assert not pushes.any_free(conn, now) and pushes.claim(conn, now, now + 60, 9) == []
    found = pushes.get(conn, push_id)
    assert (found.body, found.type, found.arrived, found.subscription) == (body, "text/xml", now, one)
    pushes.release(conn, push_id)
    assert pushes.claim(conn, now, now + 60, 9) == pushes.claim(conn, now + 60, now + 90, 9) == [push_id]
    pushes.remove(conn, push_id)
    assert pushes.get(conn, push_id) is None and not pushes.waiting(conn, one.id)


def test_only_some_wait_for_one_subscription_and_go_with_it(conn, add, now):
    one = add("a")
    room = [pushes.add(conn, one.id, pushes.pack(b"x"), "", now) for _ in range(pushes.MOST_WAITING + 1)]
    assert room == [True] * pushes.MOST_WAITING + [False]
    subscriptions.forget(conn, one.id)
    assert not pushes.any_free(conn, now)


def test_a_look_is_brought_forward_but_never_put_off(conn, source, now):
    assert not sources.look_soon(conn, source.id, now + 60)
    assert sources.get(conn, source.id).next_look == now
    looked = Look(State.OK, None, now, now + 900, 0, Validators())
    sources.looked(conn, source.id, looked)
    assert sources.look_soon(conn, source.id, now + 60, pause=300)
    assert sources.get(conn, source.id).next_look == now + 300
    assert sources.look_soon(conn, source.id, now + 60) and not sources.look_soon(conn, source.id, now + 60)
    assert sources.get(conn, source.id).next_look == now + 60
    sources.looked(conn, source.id, replace(looked, state=State.GONE, next_look=None))
    assert not sources.look_soon(conn, source.id, now)
