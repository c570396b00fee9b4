"""Who joined, who asked to, and how both end."""

from broadsheet.store import issues, mails, members
from tests.store.broadcast import add_channel, draft, join

ALICE = "alice@home.example"


def ask(conn, channel, digest, now, *, partners=False):
    members.ask(conn, channel.id, ALICE, digest=digest, partners=partners, now=now, expires=now + 100)


def test_nobody_is_a_member_before_saying_yes(conn, now):
    channel = add_channel(conn, now)
    ask(conn, channel, "first", now)
    assert members.find(conn, channel.id, ALICE) is None
    members.join(conn, members.asked(conn, "first", now), "key", now)
    assert members.find(conn, channel.id, ALICE).leave_key == "key" and members.asked(conn, "first", now) is None


def test_asking_again_makes_the_first_link_void_and_time_makes_any(conn, now):
    channel = add_channel(conn, now)
    ask(conn, channel, "first", now)
    ask(conn, channel, "second", now)
    assert members.asked(conn, "first", now) is None and members.asked(conn, "second", now)
    assert members.asked(conn, "second", now + 100) is None
    members.forget_old(conn, now + 100)
    assert members.asked(conn, "second", now) is None


def test_who_is_in_stays_in_and_may_say_yes_to_partners_later(conn, now):
    channel = add_channel(conn, now)
    first = join(conn, channel, ALICE, now)
    ask(conn, channel, "again", now, partners=True)
    members.join(conn, members.asked(conn, "again", now), "another", now)
    found = members.find(conn, channel.id, ALICE)
    assert (found.id, found.leave_key, found.partners) == (first.id, first.leave_key, True)


def test_leaving_takes_the_waiting_mails_along_and_other_channels_stay(conn, now):
    one, other = add_channel(conn, now, "one"), add_channel(conn, now, "other")
    member = join(conn, one, ALICE, now)
    join(conn, other, ALICE, now)
    issues.add(conn, one, draft(conn, now), now)
    members.leave(conn, member)
    assert mails.waiting(conn) == 0 and members.by_leave_key(conn, member.leave_key) is None
    assert members.find(conn, other.id, ALICE)


def test_stopping_partners_keeps_the_news(conn, now):
    channel = add_channel(conn, now)
    member = join(conn, channel, ALICE, now, partners=True)
    issues.add(conn, channel, draft(conn, now), now)
    members.stop_partners(conn, member)
    assert mails.waiting(conn) == 1 and not members.find(conn, channel.id, ALICE).partners


def test_the_fifth_refusal_in_a_row_ends_a_membership(conn, now):
    channel = add_channel(conn, now)
    member = join(conn, channel, ALICE, now)
    for _ in range(4):
        members.refused(conn, member.id)
    members.reached(conn, member.id)
    for _ in range(4):
        members.refused(conn, member.id)
    assert members.find(conn, channel.id, ALICE)
    members.refused(conn, member.id)
    assert members.find(conn, channel.id, ALICE) is None


def test_what_is_printed_of_a_member_holds_no_address_and_no_key(conn, now):
    channel = add_channel(conn, now)
    ask(conn, channel, "first", now)
    shown = f"{members.asked(conn, 'first', now)!r} {join(conn, channel, ALICE, now)!r}"
    assert "alice" not in shown and "leave" not in shown
