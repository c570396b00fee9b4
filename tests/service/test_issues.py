"""Issues are made when they are due, once, and only where there is something new."""

import pytest

from broadsheet.errors import BadInput
from broadsheet.model.channels import Plan, Rhythm, Subject
from broadsheet.service import channels, issues
from broadsheet.store import channels as rows
from tests.service.broadcast import EDITOR, mailroom

DAY = 86_400


@pytest.fixture
def room(ctx):
    with mailroom(ctx) as running:
        yield running


def made(room, channel):
    return channels.public(room.ctx, channel.key).issues


def titles(issue):
    return [pick.card.title for pick in issue.picks]


def test_a_daily_issue_comes_at_its_time_with_what_is_new(room, clock):
    channel = room.channel(minute=9 * 60)
    room.publish(1, 2)
    assert issues.make_due(room.ctx) == 0
    clock.now += 400
    assert issues.make_due(room.ctx) == 1
    (issue,) = made(room, channel)
    assert (issue.slot, issue.title) == ("2025-10-09 09:00", "Thursday 9 October 2025")
    assert titles(issue) == ["herald.example 2 alone2", "herald.example 1 alone1"] and len(issue.picks) == 2


def test_made_again_for_the_same_time_there_is_one(room, clock):
    channel = room.channel(minute=9 * 60)
    room.publish(1)
    clock.now += 400
    issues.make_due(room.ctx)
    room.publish(2)
    with room.ctx.database.write() as conn:
        rows.set_next(conn, channel.id, clock.now)  # as if the process had been killed before it moved on
    assert issues.make_due(room.ctx) == 0 and len(made(room, channel)) == 1


def test_another_time_on_the_same_day_makes_another_issue_of_what_is_new_since(room, clock):
    channel = room.channel(minute=9 * 60)
    room.publish(1)
    clock.now += 400
    issues.make_due(room.ctx)
    channels.change(room.ctx, EDITOR, channel.key, Plan("Morning paper", minute=9 * 60 + 1))
    room.publish(2)
    clock.now += 60
    assert issues.make_due(room.ctx) == 1
    assert titles(made(room, channel)[0]) == ["herald.example 2 alone2"]


def test_nothing_new_is_no_issue_and_the_next_day_counts(room, clock):
    channel = room.channel(minute=9 * 60)
    clock.now += 400
    assert issues.make_due(room.ctx) == 0 and made(room, channel) == ()
    room.publish(1)
    clock.now += DAY
    assert issues.make_due(room.ctx) == 1


def test_days_that_were_missed_make_one_issue(room, clock):
    channel = room.channel(minute=9 * 60)
    room.publish(1)
    clock.now += 2 * DAY + 500
    assert issues.make_due(room.ctx) == 1 == len(made(room, channel))
    assert channels.public(room.ctx, channel.key).channel.next_issue == clock.now - 100 + DAY


def test_no_article_comes_twice(room, clock):
    channel = room.channel(minute=9 * 60)
    room.publish(1)
    clock.now += 400
    issues.make_due(room.ctx)
    clock.now += 100
    room.publish(2)
    clock.now += DAY
    issues.make_due(room.ctx)
    assert [titles(issue)[0][-1] for issue in made(room, channel)] == ["2", "1"]
    assert all(len(issue.picks) == 1 for issue in made(room, channel))


@pytest.mark.parametrize(("subject", "about"), [(Subject.HASHTAG, "storm"), (Subject.SEARCH, "alone7")])
def test_a_channel_about_something_holds_nothing_else(room, clock, subject, about):
    channel = room.channel(minute=9 * 60, subject=subject, about=about)
    room.publish(7, tags=("Storm",))
    room.publish(8)
    clock.now += 400
    issues.make_due(room.ctx)
    assert titles(made(room, channel)[0]) == ["herald.example 7 alone7"]


def test_breaking_news_comes_when_enough_outlets_share_it_and_once(room, clock):
    channel = room.channel(rhythm=Rhythm.BREAKING, outlets=3, within=30)
    room.publish(1, host="one.example", tags=("Storm",))
    clock.now += 600
    room.publish(2, host="two.example", tags=("Storm",))
    assert issues.make_due(room.ctx) == 0
    clock.now += 600
    room.publish(3, host="three.example", tags=("Storm",))
    assert issues.make_due(room.ctx) == 1
    clock.now += 60
    room.publish(4, host="four.example", tags=("Storm", "Harbour"))
    assert issues.make_due(room.ctx) == 0
    (issue,) = made(room, channel)
    assert issue.because == "3 outlets within 30 minutes: #Storm."
    assert [pick.because for pick in issue.picks] == ["The first to write of it.", *["Writes of #Storm too."] * 2]


def test_a_removed_channel_makes_nothing(room, clock):
    channel = room.channel(minute=9 * 60)
    room.publish(1)
    channels.remove(room.ctx, EDITOR, channel.key)
    clock.now += 400
    assert issues.make_due(room.ctx) == 0


def test_the_same_message_of_a_partner_is_sent_once(room):
    channel = room.channel(partners=True)
    message = {"partner": "Fishers", "title": "Herring", "message": "Buy it."}
    issues.send_message(room.ctx, EDITOR, channel.key, **message)
    with pytest.raises(BadInput, match="before"):
        issues.send_message(room.ctx, EDITOR, channel.key, **message)
    with pytest.raises(BadInput):
        issues.send_message(room.ctx, EDITOR, channel.key, partner="", title="Herring", message="Buy it.")
