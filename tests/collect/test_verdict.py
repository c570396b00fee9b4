"""What one look means: moves, validators, what a source asked for, pauses of its host."""

from dataclasses import replace

import pytest

from broadsheet.collect import verdict
from broadsheet.collect.find import Found
from broadsheet.errors import BadStatus, NotAsked
from broadsheet.model.listings import Format, Listing
from broadsheet.model.pages import NotModified, Page, Validators
from broadsheet.model.rhythm import Asks, Move, NextLook
from broadsheet.model.sources import Outlet, Source, State

OLD, NEW = "https://press.example/old", "https://press.example/new"
DAY = 86_400
ASKS = Asks(7200, 600, frozenset({1}))
SOURCE = Source(1, Outlet(1, "Press", "press.example"), OLD, "Press", None, 0, asks=ASKS)
LATER = NextLook(1, "every 20 min: 1 new article an hour")


def listed(url=OLD, **about):
    page = Page(url, url, b"", **about)
    return Found(about.get("moved_to") or url, Listing(Format.RSS, asks=Asks(3600)), page)


def read(source, found, now):
    return verdict.read(source, found, now, LATER, left_over=False)


def test_a_look_says_when_the_next_is_and_why(now):
    look = read(SOURCE, listed(fresh=60), now)
    assert (look.next_look, look.look_because, look.asks) == (1, LATER.because, Asks(3600, 60))


def test_what_the_feed_asked_for_is_remembered_after_a_304(now):
    assert verdict.unchanged(SOURCE, NotModified(OLD), now, LATER).asks == ASKS
    assert verdict.unchanged(SOURCE, NotModified(OLD, fresh=5), now, LATER).asks == replace(ASKS, fresh=5)
    assert verdict.failed(SOURCE, BadStatus("Down.", 500), now).asks == ASKS


def test_one_permanent_redirect_is_only_noted(now):
    look = read(SOURCE, listed(moved_to=NEW, validators=Validators('"1"', of=NEW)), now)
    assert (look.url, look.move, look.validators.of) == (None, Move(NEW, now, 1), NEW)


@pytest.mark.parametrize("unchanged", [False, True])
def test_a_move_is_believed_after_three_looks_that_agree(now, unchanged):
    source = replace(SOURCE, move=Move(NEW, now - DAY, 2), validators=Validators('"1"', of=NEW))
    if unchanged:
        look = verdict.unchanged(source, NotModified(OLD, Validators(of=NEW), moved_to=NEW), now, LATER)
    else:
        look = read(source, listed(moved_to=NEW, validators=Validators('"1"', of=NEW)), now)
    assert (look.url, look.move, look.validators) == (NEW, None, Validators('"1"'))


def test_a_look_without_a_redirect_ends_the_agreement(now):
    assert read(replace(SOURCE, move=Move(NEW, now - DAY, 2)), listed(), now).move is None


def test_a_home_pages_feed_takes_its_place_at_once(now):
    assert read(SOURCE, listed(NEW), now).url == NEW


def test_a_pause_that_the_host_asked_for_is_no_failure(now):
    source = replace(SOURCE, state=State.OK, checked=now - 60, move=Move(NEW, now, 1))
    look = verdict.put_off(source, NotAsked("press.example waits.", now + 600), now)
    assert (look.state, look.failures, look.checked, look.move) == (State.OK, 0, now - 60, source.move)
    assert now + 600 <= look.next_look <= now + 700 and look.look_because == "press.example waits."


def test_what_is_gone_is_not_asked_again(now):
    look = verdict.failed(SOURCE, BadStatus("Gone.", 410), now)
    assert (look.state, look.next_look) == (State.GONE, None)
