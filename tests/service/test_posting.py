"""Mails are sent a batch at a time, and what becomes of each is written down at once."""

import logging

import pytest

from broadsheet.service import channels, issues, joining, posting
from broadsheet.store import mails
from tests.postbox import text_of
from tests.service.broadcast import ALICE, BOB, EDITOR, mailroom


@pytest.fixture
def room(ctx, clock):
    """A channel with Alice and Bob, and an issue of it that waits."""
    with mailroom(ctx) as running:
        running.made = running.channel()
        for name in (ALICE, BOB):
            running.join(running.made, name)
        running.publish(1)
        clock.now += 86_400
        issues.make_due(running.ctx)
        running.postbox.mails.clear()
        running.postbox.connections = 0
        yield running


def waiting(room):
    with room.ctx.database.read() as conn:
        return mails.waiting(conn)


def issue(room):
    return channels.overview(room.ctx, EDITOR, room.made.key).issues[0]


def test_each_member_gets_the_issue_with_a_way_out_of_their_own(room):
    assert room.post() == 2 and room.postbox.connections == 1
    ways = {room.link(name, "leave") for name in (ALICE, BOB)}
    assert len(ways) == 2 and (issue(room).mailed, waiting(room)) == (2, 0)
    assert BOB not in str(room.postbox.to(ALICE)[0])
    joining.leave(room.ctx, room.link(ALICE, "leave"))
    assert channels.overview(room.ctx, EDITOR, room.made.key).count.members == 1


def test_a_recipient_refused_for_good_is_dropped_and_the_others_are_not(room):
    room.postbox.refusals[ALICE] = "550 5.1.1 no ADDRESS here"
    room.post()
    assert (issue(room).mailed, issue(room).failed, waiting(room)) == (1, 1, 0)


def test_a_recipient_put_off_is_tried_again_later(room, clock):
    room.postbox.refusals[ALICE] = "450 4.2.0 later, ADDRESS"
    room.post()
    assert (issue(room).mailed, waiting(room)) == (1, 1)
    room.postbox.refusals.clear()
    assert room.post() == 0
    clock.now += 60
    assert room.post() == 1 and (issue(room).mailed, issue(room).failed) == (2, 0)


def test_where_the_server_is_gone_all_waits_and_nothing_is_lost(room, clock):
    address = room.postbox.address
    room.postbox.__exit__()
    assert posting.send_some(room.ctx) == 0 and waiting(room) == 2
    room.postbox.__enter__()
    object.__setattr__(room.ctx, "settings", room.ctx.settings.model_copy(update={"smtp": room.postbox.address}))
    assert address and room.post() == 0
    clock.now += 60
    assert room.post() == 2


def test_stopped_in_the_middle_the_rest_is_due_at_once(room):
    answers = iter([False, True])
    assert posting.send_some(room.ctx, lambda: next(answers)) == 1
    assert waiting(room) == 1 and room.post() == 1
    assert sorted(mail["To"] for mail in room.postbox.mails) == [ALICE, BOB]


def test_killed_between_taking_and_counting_the_mail_comes_again_under_the_same_id(room, clock, monkeypatch):
    monkeypatch.setattr(mails, "sent", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        posting.send_some(room.ctx)
    monkeypatch.undo()
    clock.now += posting.HELD
    room.post()
    first, again = room.postbox.to(ALICE)
    assert first["Message-ID"] == again["Message-ID"] and len(room.postbox.to(BOB)) == 1


def test_who_leaves_while_a_batch_is_on_its_way_gets_nothing(room):
    with room.ctx.database.read() as conn:
        keys = [mails.get(conn, number).leave_key for number in (3, 4)]
    room.postbox.before = lambda: joining.leave(room.ctx, keys[1])
    room.post()
    assert [mail["To"] for mail in room.postbox.mails] == [ALICE]


def test_the_log_names_nobody(room, caplog):
    caplog.set_level(logging.DEBUG)
    room.postbox.refusals = {ALICE: "550 5.1.1 no ADDRESS", BOB: "450 later, ADDRESS"}
    room.post()
    assert "refused the recipient" in caplog.text
    ours = [record for record in caplog.records if record.name.startswith(("broadsheet", "sqlalchemy"))]
    assert not any("home.example" in record.getMessage() for record in ours)


def test_letters_are_sent_too(room):
    with room.ctx.database.write() as conn:
        mails.add_letter(conn, BOB, "Hello", "Words of our own.", room.ctx.clock())
    room.post()
    letter = next(mail for mail in room.postbox.to(BOB) if mail["Subject"] == "Hello")
    assert "Words of our own." in text_of(letter) and letter["List-Unsubscribe"] is None


def test_without_a_mail_server_nothing_is_claimed(room, ctx):
    assert posting.send_some(ctx) == 0 and waiting(room) == 2
