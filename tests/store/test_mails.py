"""Mails that wait: claimed by one, counted once, tried again, given up, forgotten."""

import pytest

from broadsheet.model.channels import Letter
from broadsheet.store import issues, mails, members
from tests.store.broadcast import add_channel, draft, join

ALICE = "alice@home.example"


@pytest.fixture
def sent_issue(conn, now):
    """An issue with one mail waiting: the channel, and the issue's number."""
    channel = add_channel(conn, now)
    join(conn, channel, ALICE, now)
    return channel, issues.add(conn, channel, draft(conn, now), now)


def claimed(conn, now):
    (mail_id,) = mails.claim(conn, now, now + 60, 9)
    return mails.get(conn, mail_id)


def test_letters_are_claimed_first_and_nothing_twice(conn, now, sent_issue):
    mails.add_letter(conn, "bob@home.example", "Hello", "Words.", now)
    first, second = mails.claim(conn, now, now + 60, 9)
    assert isinstance(mails.get(conn, first), Letter) and mails.get(conn, second).recipient == ALICE
    assert mails.claim(conn, now, now + 60, 9) == []
    assert mails.claim(conn, now + 60, now + 120, 9) == [first, second]


def test_what_was_claimed_and_not_tried_is_due_again(conn, now, sent_issue):
    ids = mails.claim(conn, now, now + 60, 9)
    mails.release(conn, ids, now)
    assert mails.claim(conn, now, now + 60, 9) == ids


def test_a_sent_mail_is_counted_once_and_gone(conn, now, sent_issue):
    channel, number = sent_issue
    mail = claimed(conn, now)
    mails.sent(conn, mail)
    mails.sent(conn, mail)
    assert mails.waiting(conn) == 0 and issues.get(conn, channel.id, number).mailed == 1


def test_a_refused_mail_is_dropped_and_counts_against_the_member(conn, now, sent_issue):
    channel, number = sent_issue
    for _ in range(4):
        members.refused(conn, members.find(conn, channel.id, ALICE).id)
    mails.refused(conn, claimed(conn, now))
    assert mails.waiting(conn) == 0 and issues.get(conn, channel.id, number).failed == 1
    assert members.find(conn, channel.id, ALICE) is None


def test_a_mail_that_fails_for_two_days_is_given_up_and_the_member_stays(conn, now, sent_issue):
    channel, number = sent_issue
    at, pauses = now, []
    while mails.waiting(conn):
        mail = claimed(conn, at)
        mails.failed(conn, mail, at)
        due = next((later for later in mails.PAUSES if mails.claim(conn, at + later, at + later, 9)), None)
        pauses.append(due or 0)
        at += due or 0
    assert pauses == [*mails.PAUSES, 0] and 46 * 3600 < at - now <= 48 * 3600
    assert issues.get(conn, channel.id, number).failed == 1 and members.find(conn, channel.id, ALICE)


def test_a_mail_of_who_left_is_no_longer_wanted(conn, now, sent_issue):
    channel, _ = sent_issue
    (mail_id,) = mails.claim(conn, now, now + 60, 9)
    members.leave(conn, members.find(conn, channel.id, ALICE))
    assert mails.get(conn, mail_id) is None


def test_what_is_printed_of_a_mail_holds_no_address(conn, now, sent_issue):
    mails.add_letter(conn, ALICE, "Hello", "Words.", now)
    for mail_id in mails.claim(conn, now, now + 60, 9):
        assert "alice" not in repr(mails.get(conn, mail_id))
