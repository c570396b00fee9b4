"""The mailbox, on a real IMAP server; and on servers that nobody should have to do with."""

import resource
import socket
import sys
import threading
from contextlib import contextmanager, suppress

import pytest

from broadsheet.config import Settings
from broadsheet.errors import LetterError, MailboxError
from broadsheet.fetch import folders, mailbox
from broadsheet.fetch.mailbox import visit
from tests.dovecot import HOSTS, PASSWORD
from tests.newsletters import mail

DAY = 86_400
GREETING = b"* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready\r\n"


def box(address, password=PASSWORD):
    return Settings(newsletters=address, newsletters_password=password).mailbox


@pytest.mark.parametrize("implicit", [True, False], ids=["TLS", "STARTTLS"])
def test_mails_are_found_by_number_and_fetched_whole(mail_server, implicit):
    mails = [mail(number=str(number)) for number in range(3)]
    for one in mails:
        mail_server.put(one)
    with visit(box(mail_server.address(implicit=implicit))) as opened:
        assert (opened.mails, opened.newest) == (3, 3) and opened.validity
        assert opened.after(0) == (1, 2, 3) and opened.after(2) == (3,) and opened.after(3) == ()
        heads = opened.heads([1, 3, 99])
        assert [head.uid for head in heads] == [1, 3] and b"List-Id: <tide.list.example>" in heads[0].fields
        assert opened.message(2).replace(b"\r\n", b"\n") == mails[1] and opened.message(99) is None


def test_only_mails_of_late_are_found_by_day(mail_server, now):
    mail_server.put(mail(number="old"), came=now - 40 * DAY)
    mail_server.put(mail(number="new"), came=now - DAY)
    with visit(box(mail_server.address())) as opened:
        assert opened.since(now - 30 * DAY) == (2,)


def test_nothing_in_the_mailbox_is_changed(mail_server):
    mail_server.put(mail())
    with visit(box(mail_server.address())) as opened:
        opened.heads([1]), opened.message(1)
    assert mail_server.marks() == set()


def test_a_folder_may_have_any_name_and_lie_in_another(mail_server):
    mail_server.put(mail(), "Briefe/Tide &- Co")
    with visit(box(mail_server.address("Briefe/Tide%20&%20Co"))) as opened:
        assert opened.mails == 1 and "Briefe/Tide & Co" in opened.folders()


@pytest.mark.parametrize("name", ["INBOX", "Entwürfe & mehr", "台北/日本語", 'a "b" \\c', "~peter/mail/📰"])
def test_names_of_folders_come_back_as_they_were(name):
    sent = folders.quoted(name)
    assert sent.isascii() and folders.read_list([b'(\\HasNoChildren) "/" ' + sent.encode()]) == (name,)


def refusal(address, password=PASSWORD):
    with pytest.raises(MailboxError) as caught, visit(box(address, password)):
        pass
    return caught.value.reason


def test_what_is_wrong_is_said(mail_server):
    mail_server.put(mail(), "News")
    assert "does not accept the user and the password" in refusal(mail_server.address(), "wrong")
    assert "no folder “Nwes”" in (said := refusal(mail_server.address("Nwes"))) and "“News”" in said
    assert "found no encryption in common" in refusal(mail_server.address().replace("imap:", "imaps:").replace(
        str(mail_server.tls_port), str(mail_server.port)))  # fmt: skip


def test_a_certificate_that_nobody_vouches_for_is_refused_except_on_this_machine(mail_server):
    for implicit in (True, False):
        assert "certificate" in refusal(mail_server.address(host=HOSTS[1], implicit=implicit))


@contextmanager
def server(talk, host="127.0.0.1"):
    """A server that says what `talk(connection)` says; gives its address."""
    door = socket.create_server((host, 0))

    def serve():
        while True:
            try:
                connection, _ = door.accept()
            except OSError:
                return
            with connection, suppress(OSError):
                talk(connection)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"imap://ada@{host}:{door.getsockname()[1]}/"
    finally:
        door.close()


def obeying(*answers, host="127.0.0.1"):
    """A server that lets everyone in, and then gives these answers in turn."""

    def talk(connection):
        connection.sendall(GREETING)
        came, left = connection.makefile("rb"), list(answers)
        for line in came:
            tag, command = line.split()[:2]
            if command == b"AUTHENTICATE":
                connection.sendall(b"+ \r\n")
                came.readline()
            elif command not in (b"CAPABILITY", b"LOGOUT"):
                for part in left.pop(0) if left else ():
                    connection.sendall(part)
            connection.sendall(tag + b" OK done\r\n")

    return server(talk, host)


def quiet(connection):
    threading.Event().wait(2)


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(mailbox, "PATIENCE", 0.3)
    monkeypatch.setattr(mailbox, "_SLICE", 0.1)


def test_a_server_that_never_answers_is_left(impatient):
    with server(quiet) as address:
        assert "did not answer within" in refusal(address)


def test_a_server_that_drips_is_left_when_the_visit_is_over(impatient, monkeypatch):
    monkeypatch.setattr(mailbox, "VISIT", 0.5)

    def drip(connection):
        connection.sendall(b"* OK ")
        while True:
            connection.sendall(b"x")
            threading.Event().wait(0.02)

    with server(drip) as address:
        assert "too slow" in refusal(address)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has all of 127.0.0.0/8 for loopback")
def test_a_password_is_never_sent_unencrypted_but_to_this_machine():
    with obeying(host=HOSTS[1]) as address:
        assert "offers no encryption" in refusal(address)


def test_what_was_slipped_in_before_the_encryption_counts_for_nothing(impatient):
    def talk(connection):
        connection.sendall(b"* OK [CAPABILITY IMAP4rev1 STARTTLS] ready\r\n")
        tag = connection.recv(100).split()[0]
        connection.sendall(tag + b" OK begin\r\n* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n")
        quiet(connection)

    with server(talk) as address:
        assert "did not answer" in refusal(address) or "encryption" in refusal(address)


SELECTED = (b"* 1 EXISTS\r\n* OK [UIDVALIDITY 1] .\r\n* OK [UIDNEXT 2] .\r\n",)


@pytest.mark.parametrize(
    "answer",
    [
        (b"* 1 FETCH (UID 1 BODY[] {10000000000}\r\n",),
        (b"x" * 65_536 for _ in range(400)),
        (b"* 1 EXISTS\r\n" * 5_000 for _ in range(400)),
        (b"* 1 FETCH (UID 1 BODY[] {11999000}\r\n", b"x" * 11_999_000, b")\r\n" + b"* 1 EXISTS\r\n" * 5_000),
        (b"* 1 FETCH (UID " + b"9" * 5_000 + b" BODY[] {" + b"9" * 6_000 + b"}\r\n",),
        (b"+ go on\r\n* (((\r\n* 1 FETCH\r\n* OK [\r\n\xff\xfe\r\n",),
    ],
    ids=["10 GB in one piece", "a line without an end", "lines without an end", "too large", "huge numbers", "no IMAP"],
)
def test_a_server_cannot_make_us_read_without_end(impatient, answer):
    with obeying(SELECTED, answer) as address:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        with pytest.raises((MailboxError, LetterError)), visit(box(address)) as opened:
            opened.message(1)
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 80_000  # kB


def test_it_is_left_at_once_when_broadsheet_stops(monkeypatch):
    monkeypatch.setattr(mailbox, "_SLICE", 0.05)
    with server(quiet) as address, pytest.raises(MailboxError, match="stopping"), visit(box(address), lambda: True):
        pass
