"""Channels in the database."""

from dataclasses import replace

from broadsheet.model.channels import Count, Plan, Rhythm, Subject
from broadsheet.store import channels, issues, mails, members
from tests.store.broadcast import PLAN, add_channel, draft, join

FULL = Plan("Abend", "Komm.", Subject.HASHTAG, "storm", Rhythm.BREAKING, 1, "Asia/Tokyo", 5, 30,
            by_mail=False, invite_link="https://t.me/x", partners=True)  # fmt: skip


def test_a_channel_is_read_back_as_it_was_planned(conn, now):
    made = add_channel(conn, now, "abend", FULL)
    assert channels.get(conn, "abend") == made == channels.by_id(conn, made.id)
    assert (made.plan, made.made, made.next_issue) == (FULL, now, now + 60)
    assert channels.get(conn, "other") is None


def test_another_plan_takes_the_place_of_the_first(conn, now):
    made = add_channel(conn, now)
    channels.change(conn, made, FULL, now, now + 5)
    found = channels.get(conn, "morning")
    assert (found.plan, found.next_issue, found.id) == (FULL, now + 5, made.id)


def test_only_what_is_due_is_due(conn, now):
    early, late = add_channel(conn, now - 60, "early"), add_channel(conn, now, "late")
    assert [channel.key for channel in channels.due(conn, now)] == ["early"]
    channels.set_next(conn, early.id, now + 1)
    assert channels.due(conn, now) == [] and late.id in [channel.id for channel in channels.due(conn, now + 60)]


def test_members_are_counted_for_each_channel(conn, now):
    one, other = add_channel(conn, now, "one", replace(PLAN, partners=True)), add_channel(conn, now, "other")
    join(conn, one, "alice@home.example", now, partners=True)
    join(conn, one, "bob@home.example", now)
    join(conn, other, "alice@home.example", now)
    issues.add(conn, one, draft(conn, now), now)
    assert channels.counts(conn) == {one.id: Count(2, 2, 1), other.id: Count(1, 0, 0)}


def test_switching_partners_off_ends_every_consent_and_what_waits(conn, now):
    channel = add_channel(conn, now, plan=replace(PLAN, partners=True))
    join(conn, channel, "alice@home.example", now, partners=True)
    issues.add(conn, channel, replace(draft(conn, now, "partner/1"), message="Buy.", picks=()), now)
    issues.add(conn, channel, draft(conn, now, number=2), now)
    channels.change(conn, channel, PLAN, now, now)
    assert mails.waiting(conn) == 1 and not members.find(conn, channel.id, "alice@home.example").partners


def test_switching_mail_off_drops_what_waits(conn, now):
    channel = add_channel(conn, now)
    join(conn, channel, "alice@home.example", now)
    issues.add(conn, channel, draft(conn, now), now)
    channels.change(conn, channel, replace(PLAN, by_mail=False), now, now)
    assert mails.waiting(conn) == 0
    assert issues.add(conn, channels.get(conn, "morning"), draft(conn, now, "next"), now) and mails.waiting(conn) == 0


def test_a_removed_channel_takes_members_issues_and_mails_along(conn, now):
    channel = add_channel(conn, now)
    join(conn, channel, "alice@home.example", now)
    issues.add(conn, channel, draft(conn, now), now)
    channels.remove(conn, channel.id)
    assert channels.all(conn) == [] and mails.waiting(conn) == 0
    assert members.by_leave_key(conn, f"leave-{channel.id}-alice@home.example") is None
