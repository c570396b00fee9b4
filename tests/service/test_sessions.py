import re
from dataclasses import replace

import pytest
from sqlalchemy import select

from broadsheet.errors import BadInput, NotFound, TooManyTries
from broadsheet.service import readers, sessions
from broadsheet.store.schema import readers as rows
from broadsheet.store.schema.channels import mails

PASSWORD, OTHER = "four words in a row", "some other long words"
HERE = {"address": "192.0.2.1", "agent": "Firefox"}


@pytest.fixture
def ada(ctx):
    return readers.create_owner(ctx, "Ada", PASSWORD, "ada@example.org")


@pytest.fixture
def mailing(ctx):
    return replace(
        ctx, settings=ctx.settings.model_copy(update={"smtp": "smtp://127.0.0.1:1", "mail_from": "paper@example.org"})
    )


def letters(ctx):
    with ctx.database.read() as conn:
        return list(conn.execute(select(mails.c.recipient, mails.c.text)))


@pytest.mark.parametrize("typed", ["Ada", " ada ", "ADA@example.org"])
def test_a_reader_signs_in_by_name_or_address(ctx, ada, typed):
    assert sessions.find(ctx, sessions.sign_in(ctx, typed, PASSWORD, **HERE)) == ada


def test_a_wrong_password_and_an_unknown_name_are_told_alike(ctx, ada):
    said = set()
    for name, password in (("Ada", OTHER), ("Bela", PASSWORD)):
        with pytest.raises(BadInput) as caught:
            sessions.sign_in(ctx, name, password, **HERE)
        said.add(str(caught.value))
    assert len(said) == 1


def test_after_eight_wrong_passwords_the_right_one_waits_too(ctx, ada, clock):
    for _ in range(8):
        with pytest.raises(BadInput):
            sessions.sign_in(ctx, "Ada", OTHER, **HERE)
    with pytest.raises(TooManyTries, match="15 minutes"):
        sessions.sign_in(ctx, "Ada", PASSWORD, **HERE)
    clock.now += 900
    assert sessions.sign_in(ctx, "Ada", PASSWORD, **HERE)


def test_signing_out_ends_this_session_and_everywhere_ends_all(ctx, ada):
    one, other = (sessions.sign_in(ctx, "Ada", PASSWORD, **HERE) for _ in range(2))
    sessions.sign_out(ctx, one)
    assert sessions.find(ctx, one) is None and sessions.find(ctx, other) == ada
    sessions.sign_out_everywhere(ctx, ada)
    assert sessions.find(ctx, other) is None


def test_a_session_lasts_while_it_is_used(ctx, ada, clock):
    token = sessions.sign_in(ctx, "Ada", PASSWORD, **HERE)
    for _ in range(3):
        clock.now += sessions.LASTS - 10
        assert sessions.find(ctx, token) == ada
    clock.now += sessions.LASTS
    assert sessions.find(ctx, token) is None


def test_a_new_password_ends_the_other_sessions(ctx, ada):
    here, there = (sessions.sign_in(ctx, "Ada", PASSWORD, **HERE) for _ in range(2))
    with pytest.raises(BadInput, match="present password"):
        sessions.change_password(ctx, ada, OTHER, OTHER, here)
    sessions.change_password(ctx, ada, PASSWORD, OTHER, here)
    assert sessions.find(ctx, here) and sessions.find(ctx, there) is None
    assert sessions.sign_in(ctx, "Ada", OTHER, **HERE)


def test_a_forgotten_password_is_set_anew_by_a_link_that_works_once(ctx, ada, mailing):
    old = sessions.sign_in(ctx, "Ada", PASSWORD, **HERE)
    sessions.ask_recovery(mailing, "Ada@example.org", address="192.0.2.1")
    ((recipient, text),) = letters(ctx)
    token = re.search(r"/recover/(\S+)", text)[1]
    assert recipient == "ada@example.org" and sessions.recover(ctx, token, OTHER) == ada
    assert sessions.find(ctx, old) is None and sessions.sign_in(ctx, "Ada", OTHER, **HERE)
    with pytest.raises(NotFound):
        sessions.recover(ctx, token, PASSWORD)


@pytest.mark.parametrize("typed", ["bela@example.org", "Ada", "", "ada@example.org\x00"])
def test_no_mail_goes_to_an_address_that_is_no_readers(ctx, ada, mailing, typed):
    sessions.ask_recovery(mailing, typed, address="192.0.2.1")
    assert letters(ctx) == []


def test_without_a_mail_server_recovery_names_the_command(ctx, ada):
    with pytest.raises(BadInput, match="owner --reset"):
        sessions.ask_recovery(ctx, "ada@example.org", address="192.0.2.1")


def test_a_feed_key_opens_the_feeds_until_it_is_renewed(ctx, ada):
    assert sessions.of_feed_key(ctx, ada.feed_key) == ada
    readers.renew_feed_key(ctx, ada)
    assert sessions.of_feed_key(ctx, ada.feed_key) is None and sessions.of_feed_key(ctx, "") is None


def test_what_was_only_for_a_while_is_forgotten(ctx, ada, mailing, clock):
    sessions.sign_in(ctx, "Ada", PASSWORD, **HERE)
    sessions.ask_recovery(mailing, "ada@example.org", address="192.0.2.1")
    clock.now += sessions.LASTS
    sessions.forget_old(ctx)
    with ctx.database.read() as conn:
        assert [conn.execute(select(table.c[0])).first() for table in (rows.sessions, rows.tickets, rows.attempts)] == [
            None,
            None,
            None,
        ]
