"""Joining takes two steps and tells nobody anything; leaving takes one."""

import pytest

from broadsheet.errors import BadInput, NotFound, TooManyTries
from broadsheet.service import channels, issues, joining
from tests.postbox import text_of
from tests.service.broadcast import ALICE, BOB, EDITOR, mailroom


@pytest.fixture
def room(ctx):
    with mailroom(ctx) as running:
        yield running


def ask(room, channel, email=ALICE, *, partners=False, address="198.51.100.7"):
    joining.ask(room.ctx, channel.key, email, partners=partners, address=address)
    room.post()


def members(room, channel):
    return channels.overview(room.ctx, EDITOR, channel.key).count.members


def test_asking_alone_joins_nobody(room):
    channel = room.channel()
    ask(room, channel)
    assert members(room, channel) == 0
    joining.confirm(room.ctx, room.link(ALICE, "joining"))
    assert members(room, channel) == 1


def test_looking_behind_the_link_joins_nobody_either(room):
    channel = room.channel()
    ask(room, channel)
    assert joining.asked(room.ctx, room.link(ALICE, "joining")).channel == channel
    assert members(room, channel) == 0


def test_a_link_joins_once(room):
    ask(room, room.channel())
    token = room.link(ALICE, "joining")
    joining.confirm(room.ctx, token)
    with pytest.raises(NotFound):
        joining.confirm(room.ctx, token)


def test_an_old_link_joins_nobody(room, clock):
    ask(room, room.channel())
    clock.now += joining.WAITS
    with pytest.raises(NotFound, match="too old"):
        joining.confirm(room.ctx, room.link(ALICE, "joining"))
    joining.forget_old(room.ctx)


def test_a_member_who_asks_again_is_told_so_by_mail_alone(room):
    channel = room.channel()
    room.join(channel, ALICE)
    ask(room, channel, " Alice@Home.example ")
    assert room.postbox.mails[-1]["Subject"] == "You are in already: Morning paper"
    assert members(room, channel) == 1


def test_what_is_no_address_is_told(room):
    with pytest.raises(BadInput, match="not an address"):
        ask(room, room.channel(), "alice at home")


def test_nobody_is_flooded_and_the_caller_cannot_tell(room):
    channel = room.channel()
    for number in range(6):
        ask(room, channel, address=f"198.51.100.{number}")
    assert len(room.postbox.to(ALICE)) == 3


def test_one_place_asks_twenty_times_an_hour(room):
    channel = room.channel()
    for number in range(20):
        ask(room, channel, f"reader{number}@home.example")
    with pytest.raises(TooManyTries):
        ask(room, channel, BOB)


def test_a_channel_that_is_not_joined_by_mail_refuses(room):
    with pytest.raises(BadInput, match="cannot be joined"):
        ask(room, room.channel(by_mail=False))


def test_who_leaves_gets_nothing_more_not_even_what_waits(room, clock):
    channel = room.channel()
    for name in (ALICE, BOB):
        room.join(channel, name)
    room.publish(1)
    clock.now += 86_400
    issues.make_due(room.ctx)
    ask(room, channel)
    room.postbox.mails.clear()
    clock.now += 1
    room.publish(2)
    clock.now += 86_400
    issues.make_due(room.ctx)
    joining.ask(room.ctx, channel.key, ALICE, partners=False, address="x")
    room.post()
    joining.leave(room.ctx, room.link(ALICE, "leave"))
    room.postbox.mails.clear()
    room.publish(3)
    clock.now += 86_400
    issues.make_due(room.ctx)
    room.post()
    assert [mail["To"] for mail in room.postbox.mails] == [BOB]


def test_leaving_twice_is_no_fault_and_ends_nothing_else(room):
    channel, other = room.channel(), room.channel(name="Evening")
    room.join(channel, ALICE)
    room.join(other, ALICE)
    ask(room, channel)
    key = room.link(ALICE, "leave")
    joining.leave(room.ctx, key)
    joining.leave(room.ctx, key)
    assert joining.membership(room.ctx, key) is None
    assert (members(room, channel), members(room, other)) == (0, 1)


def test_partners_need_a_yes_of_their_own(room):
    channel = room.channel(partners=True)
    room.join(channel, ALICE, partners=True)
    room.join(channel, BOB)
    room.postbox.mails.clear()
    sent = issues.send_message(room.ctx, EDITOR, channel.key, partner="Fishers", title="Herring", message="Buy it.")
    room.post()
    assert sent == 1 and [mail["To"] for mail in room.postbox.mails] == [ALICE]
    assert "PARTNER MESSAGE. From Fishers" in text_of(room.postbox.mails[0])


def test_where_the_owner_has_not_switched_partners_on_nobody_can_say_yes(room):
    channel = room.channel()
    ask(room, channel, partners=True)
    assert not joining.confirm(room.ctx, room.link(ALICE, "joining")).partners
    with pytest.raises(BadInput, match="switched off"):
        issues.send_message(room.ctx, EDITOR, channel.key, partner="Fishers", title="Herring", message="Buy it.")


def test_a_member_may_say_yes_to_partners_later_and_stop_them_alone(room):
    channel = room.channel(partners=True)
    room.join(channel, ALICE)
    room.join(channel, ALICE, partners=True)
    ask(room, channel)
    key = room.link(ALICE, "leave")
    assert joining.membership(room.ctx, key).partners
    joining.leave(room.ctx, key, partners_alone=True)
    assert not joining.membership(room.ctx, key).partners and members(room, channel) == 1
