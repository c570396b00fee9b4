"""No page, feed, export, log line or error shows a member's address: it stands in the mails alone.

The real app on a real database, walked whole, with a mail server that says the address back in each refusal.
"""

import logging
import re
import subprocess
import sys
from itertools import product

import pytest

from broadsheet.model.readers import Role
from broadsheet.service import channels, issues, joining
from broadsheet.store import mails, members
from broadsheet.web.app import PAGES
from tests.service.broadcast import EDITOR
from tests.web.paperboy import paperboy

MARK = "qzmarked"  # stands in every member's address, and nowhere else
ALICE, BOB, CAROL, DAN = (f"{name}.{MARK}@home.example" for name in ("alice", "bob", "carol", "dan"))
GETS = sorted({route.path for page in PAGES for route in page.router.routes if "GET" in route.methods})
COMMANDS = [["sources"], ["sources", "--json"], ["export"], ["refresh"]]


@pytest.fixture
def boy(tmp_path, caplog):
    """Two channels whose members are of every kind: reached, refused for good, put off, not yet confirmed."""
    caplog.set_level(logging.DEBUG)
    with paperboy(tmp_path) as running:
        room = running.room
        running.keys = [room.channel(partners=True).key, room.channel(name="Evening").key]
        for channel in (channels.public(room.ctx, key).channel for key in running.keys):
            for name in (ALICE, BOB, CAROL):
                room.join(channel, name, partners=True)
            joining.ask(room.ctx, channel.key, DAN, partners=False, address="198.51.100.7")
        room.post()
        room.publish(1, 2, tags=("Storm",))
        running.clock.now += 86_400
        room.postbox.refusals = {BOB: "550 5.1.1 no ADDRESS here", CAROL: "450 4.2.0 ADDRESS, later"}
        issues.make_due(room.ctx)
        issues.send_message(room.ctx, EDITOR, running.keys[0], partner="F", title="Herring", message="Buy it.")
        room.post()
        with room.ctx.database.read() as conn:
            leave = [mail.leave_key for number in range(99) if (mail := mails.get(conn, number))]
        running.tokens = [room.link(DAN, "joining"), *leave]
        yield running


def addresses(boy):
    """Every address that a GET route can have here."""
    numbers = [str(issue.id) for key in boy.keys for issue in channels.overview(boy.room.ctx, EDITOR, key).issues]
    known = {"key": [*boy.keys, "storm"], "number": numbers, "token": boy.tokens, "form": ["rss", "atom", "json"]}
    for path in GETS:
        names = re.findall(r"\{(\w+)(?::\w+)?\}", path)
        for values in product(*(known.get(name, ["1", "2"]) for name in names)):
            filled = iter(values)
            yield re.sub(r"\{[^}]*\}", lambda _, filled=filled: next(filled), path)


def everything_said(caplog):
    """All that was logged, but for what the test's own mail server logs of its conversations."""
    formatter = logging.Formatter()
    return "\n".join(formatter.format(record) for record in caplog.records if not record.name.startswith("mail."))


def test_no_page_and_no_feed_shows_a_members_address_to_anybody(boy, caplog):
    doors = {"visitor": boy.ask, **{role.value: boy.as_(role) for role in Role}}
    paths, seen = list(addresses(boy)), 0
    assert len(paths) > 80 and MARK not in "".join(paths)
    for who, ask in doors.items():
        for path in paths:
            answer = ask(path)
            assert MARK not in f"{answer.text}{answer.headers}", (who, path)
            seen += answer.status == 200
    assert seen > 100 and MARK not in everything_said(caplog)


def test_no_answer_to_a_form_shows_another_ones_address(boy):
    key, editor = boy.keys[0], boy.as_(Role.EDITOR)
    answers = [
        boy.ask(f"/channel/{key}/join", form={"email": "new@elsewhere.example", "partners": "yes"}),
        boy.ask(f"/channel/{key}/join", form={"email": "nonsense"}),
        editor(f"/channel/{key}/message", form={"partner": "F", "title": "Herring", "message": "Buy it."}),
        editor(f"/channel/{key}/edit", form={"name": ""}),
        *(boy.ask(f"/{what}/{token}", form={}) for token in boy.tokens for what in ("joining", "leave")),
        editor(f"/channel/{key}/remove", form={}),
    ]
    assert not [answer for answer in answers if MARK in f"{answer.text}{answer.headers}"]


def test_no_log_line_names_a_member_whatever_the_mail_server_says(boy, caplog):
    boy.clock.now += 3600
    boy.room.postbox.refusals[CAROL] = "550 5.1.1 <ADDRESS>: gone"
    boy.room.postbox.after_data = f"554 {ALICE} does not want it"
    with boy.room.ctx.database.write() as conn:
        mails.add_letter(conn, ALICE, "Hello", "Words.", boy.clock.now)
    boy.room.post()
    boy.room.postbox.__exit__()
    boy.clock.now += 90_000
    boy.room.post()
    boy.room.postbox.__enter__()
    said = everything_said(caplog)
    assert all(
        told in said for told in ("refused the recipient for good", "did not take the mail", "cannot be reached")
    )
    assert MARK not in said


def test_a_failure_of_our_own_is_logged_whole_and_names_nobody(boy, caplog, monkeypatch):
    monkeypatch.setattr(members, "find", lambda *_: None)  # as if nobody had looked: the database refuses the second
    joining.ask(boy.room.ctx, boy.keys[0], ALICE, partners=False, address="198.51.100.8")
    boy.room.post()
    failed = boy.ask(f"/joining/{boy.room.link(ALICE, 'joining')}", form={})
    assert failed.status == 500 and MARK not in failed.text
    said = everything_said(caplog)
    assert "IntegrityError" in said and MARK not in said


def test_no_command_prints_a_members_address(boy):
    for command in COMMANDS:
        whole = [sys.executable, "-m", "broadsheet", *command, "--data", str(boy.room.ctx.settings.data)]
        done = subprocess.run(whole, capture_output=True, text=True, timeout=60)
        assert MARK not in done.stdout + done.stderr


def test_a_mail_names_its_own_recipient_and_no_other(boy):
    assert boy.room.postbox.mails
    for mail in boy.room.postbox.mails:
        assert set(re.findall(rf"\w+\.{MARK}@", mail.as_string())) <= {str(mail["To"]).split("home.")[0]}


def test_the_addresses_are_where_they_belong_so_that_the_search_would_find_them(boy):
    assert boy.room.postbox.to(ALICE)
    with boy.room.ctx.database.read() as conn:
        assert members.find(conn, channels.public(boy.room.ctx, boy.keys[0]).channel.id, ALICE)
