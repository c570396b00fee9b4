"""Channels: who may make them, what the form says, what the public sees."""

from dataclasses import replace

import pytest

from broadsheet.errors import Forbidden, NotFound, NotSignedIn
from broadsheet.model.channels import Plan, Rhythm, Subject, Typed
from broadsheet.service import channels, issues
from tests.service.broadcast import ALICE, BASE, BOB, EDITOR, READER, mailroom

FORM = Typed(name="Morning paper", zone="Europe/Dublin")


@pytest.fixture
def room(ctx):
    with mailroom(ctx) as running:
        yield running


def faults(room, **typed):
    return channels.check(room.ctx, EDITOR, replace(FORM, **typed)).faults


def test_a_form_becomes_a_plan_and_a_plan_a_form(room):
    plan = channels.check(room.ctx, EDITOR, replace(FORM, time="6:45", partners=True)).plan
    assert plan == Plan("Morning paper", minute=405, zone="Europe/Dublin", partners=True)
    made = channels.make(room.ctx, EDITOR, plan)
    assert channels.check(room.ctx, EDITOR, channels.typed_of(made)).plan == plan
    assert made.key.startswith("morning-paper-") and len(made.key) == len("morning-paper-") + 10


def test_all_that_must_be_mended_is_said_at_once(room):
    found = faults(room, name=" ", time="late", zone="Mars", invite_link="http://x.example", subject="search", words="")
    assert set(found) == {"name", "time", "zone", "invite_link", "words"}
    assert faults(room, rhythm="breaking", outlets="1", within="many").keys() == {"outlets", "within"}
    assert faults(room, by_mail=False).keys() == {"by_mail"}


def test_a_hashtag_must_be_one_of_ours_and_slips_are_helped(room):
    room.publish(1, tags=("StormEdda",))
    assert "Do you mean #StormEdda?" in faults(room, subject="hashtag", hashtag="#StromEda")["hashtag"]
    assert faults(room, subject="hashtag", hashtag="#Budget")["hashtag"] == "No article here has that hashtag."
    plan = channels.check(room.ctx, EDITOR, replace(FORM, subject="hashtag", hashtag="#StormEdda")).plan
    assert (plan.subject, plan.about) == (Subject.HASHTAG, "stormedda")


def test_channels_are_for_the_staff(room):
    channel = room.channel()
    for act in (lambda who: channels.listing(room.ctx, who), lambda who: channels.make(room.ctx, who, channel.plan),
                lambda who: channels.remove(room.ctx, who, channel.key),
                lambda who: channels.overview(room.ctx, who, channel.key),
                lambda who: channels.check(room.ctx, who, FORM)):  # fmt: skip
        with pytest.raises(NotSignedIn):
            act(None)
        with pytest.raises(Forbidden):
            act(READER)


def test_staff_see_counts_and_nothing_else_of_the_members(room):
    channel = room.channel()
    room.join(channel, ALICE)
    room.join(channel, BOB)
    shown = channels.overview(room.ctx, EDITOR, channel.key)
    assert shown.count.members == 2 and "alice" not in repr(shown) + repr(channels.listing(room.ctx, EDITOR))


def test_a_daily_channel_is_due_at_its_time_and_a_breaking_one_at_once(room, now):
    daily = room.channel(minute=9 * 60, zone="UTC")  # the clock stands at 08:53:20
    assert daily.next_issue == now + 400
    assert room.channel(rhythm=Rhythm.BREAKING).next_issue == now
    channels.change(room.ctx, EDITOR, daily.key, replace(daily.plan, minute=8 * 60))
    assert channels.public(room.ctx, daily.key).channel.next_issue == now - 3200 + 86_400


def test_everybody_with_the_address_sees_the_page_and_the_issues_of_news(room, clock):
    channel = room.channel(partners=True)
    room.publish(1)
    clock.now += 86_400
    issues.make_due(room.ctx)
    issues.send_message(room.ctx, EDITOR, channel.key, partner="Fishers", title="Herring", message="Buy it.")
    public = channels.public(room.ctx, channel.key)
    assert len(public.issues) == 1 and public.by_mail and public.about == "the front page"
    message = channels.overview(room.ctx, EDITOR, channel.key).issues[0]
    with pytest.raises(NotFound):
        channels.issue(room.ctx, channel.key, message.id)
    with pytest.raises(NotFound):
        channels.public(room.ctx, "guessed")


def test_without_a_mail_server_nobody_joins_by_mail(ctx):
    channel = channels.make(ctx, EDITOR, Plan("Morning paper"))
    assert not channels.public(ctx, channel.key).by_mail
    assert channels.mailing(ctx).missing == ("smtp", "mail_from") and not channels.mailing(ctx).public


def test_an_issue_is_prepared_to_be_shared_by_hand(room, clock):
    channel = room.channel()
    room.publish(1)
    clock.now += 86_400
    issues.make_due(room.ctx)
    (issue,) = channels.public(room.ctx, channel.key).issues
    shared = channels.prepared(room.ctx, EDITOR, channel.key, issue.id, BASE)
    assert "https://herald.example/1" in shared.text and f"Join: {BASE}/channel/{channel.key}" in shared.text


def test_the_codes_lead_to_the_joining_page_and_to_the_invite_link(room):
    channel = room.channel(invite_link="https://t.me/paper")
    assert channels.qr(room.ctx, channel.key, BASE) != channels.invite_qr(room.ctx, channel.key)
    assert channels.invite_kind(channel) == "Telegram"
    with pytest.raises(NotFound):
        channels.invite_qr(room.ctx, room.channel().key)
