import pytest

from broadsheet.errors import BadInput, TooManyTries
from broadsheet.model.readers import Purpose, Role
from broadsheet.store import attempts, readers, sessions


def ada(conn, now, **changes):
    given = {"name": "Ada", "role": Role.OWNER, "password": "hash", "email": "ada@example.org", "now": now}
    return readers.add(conn, **{**given, **changes})


def test_a_reader_is_found_by_name_in_any_spelling_and_by_address(conn, now):
    made = ada(conn, now, name="Zoë  Ångström", email="zoe@example.org")
    for typed in ("zoe angstrom", " ZOË Ångström ", "Zoe@Example.org"):
        found, kept = readers.by_name_or_email(conn, typed)
        assert (found, kept) == (made, "hash")
    assert readers.by_name_or_email(conn, "nobody\x00") is None


@pytest.mark.parametrize("taken", [{"name": "ADA", "email": None}, {"name": "Bela", "email": "ada@example.org"}])
def test_a_name_and_an_address_belong_to_one_reader(conn, now, taken):
    ada(conn, now)
    with pytest.raises(BadInput, match="already"):
        ada(conn, now, **taken)


def test_a_name_may_be_kept_when_it_is_changed_to_itself(conn, now):
    made = ada(conn, now)
    readers.change(conn, made.id, name="ada", email="ada@example.org")
    assert readers.get(conn, made.id).name == "ada"


def test_a_session_lives_until_it_was_not_used_for_long(conn, now):
    made = ada(conn, now)
    sessions.begin(conn, made.id, "d1", "Firefox", now)
    assert readers.of_session(conn, "d1", now - 10)[0] == made
    assert readers.of_session(conn, "d1", now) is None and readers.of_session(conn, "d2", 0) is None
    sessions.touch(conn, sessions.of_reader(conn, made.id, 0)[0].id, now + 9)
    assert readers.of_session(conn, "d1", now)[2] == now + 9


def test_signing_out_everywhere_else_leaves_this_one(conn, now):
    made = ada(conn, now)
    for digest in ("d1", "d2", "d3"):
        sessions.begin(conn, made.id, digest, "a" * 500, now)
    sessions.end_all(conn, made.id, except_digest="d2")
    assert [len(one.agent) for one in sessions.of_reader(conn, made.id, 0)] == [200]
    assert readers.of_session(conn, "d2", 0)


def test_with_an_account_go_its_sessions_and_links(conn, now):
    made = ada(conn, now)
    sessions.begin(conn, made.id, "d1", "", now)
    sessions.give_ticket(conn, Purpose.RECOVERY, "t1", reader_id=made.id, now=now, expires=now + 9)
    readers.remove(conn, made.id)
    assert readers.of_session(conn, "d1", 0) is None and sessions.ticket(conn, Purpose.RECOVERY, "t1", now) is None


def test_a_link_works_until_it_expires_and_for_its_purpose_only(conn, now):
    sessions.give_ticket(conn, Purpose.INVITATION, "t1", role=Role.EDITOR, note="for Bela", now=now, expires=now + 9)
    assert sessions.ticket(conn, Purpose.INVITATION, "t1", now).role is Role.EDITOR
    assert sessions.ticket(conn, Purpose.RECOVERY, "t1", now) is None
    assert sessions.ticket(conn, Purpose.INVITATION, "t1", now + 9) is None


def test_old_sessions_and_links_are_forgotten(conn, now):
    made = ada(conn, now)
    sessions.begin(conn, made.id, "d1", "", now)
    sessions.give_ticket(conn, Purpose.INVITATION, "t1", role=Role.READER, now=now, expires=now + 9)
    sessions.forget_old(conn, now, now + 9)
    assert not sessions.of_reader(conn, made.id, 0) and not sessions.open_tickets(conn, Purpose.INVITATION, now)


def test_tries_are_counted_for_each_and_forgotten_with_time(conn, now):
    for _ in range(3):
        attempts.count(conn, "sign in", "ada", now, most=3, within=60)
    with pytest.raises(TooManyTries) as caught:
        attempts.count(conn, "sign in", "ada", now + 10, most=3, within=60)
    assert caught.value.retry_after == 50
    attempts.count(conn, "sign in", "bela", now, most=3, within=60)
    attempts.count(conn, "sign in", "ada", now + 60, most=3, within=60)
