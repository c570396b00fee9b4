"""The mail server's answers, as we understand them, and that none of our words names a recipient."""

from email.message import EmailMessage

import pytest

from broadsheet.deliver.smtp import Server
from broadsheet.errors import BadSettings, MailError
from tests.postbox import Postbox

ALICE = "alice@home.example"


@pytest.fixture
def postbox():
    with Postbox() as running:
        yield running


def send(server, recipient=ALICE):
    message = EmailMessage()
    message["To"], message["From"] = recipient, "news@paper.example"
    message.set_content("Hello.")
    server.send(message, "news@paper.example", recipient)


def test_many_mails_go_over_one_connection(postbox):
    with Server(postbox.address, name="paper.example") as server:
        for number in range(5):
            send(server, f"reader{number}@home.example")
    assert len(postbox.mails) == 5 and postbox.connections == 1


@pytest.mark.parametrize(
    ("line", "for_good"),
    [
        ("550 5.1.1 <ADDRESS> does not exist", True),
        ("550 no such user ADDRESS", True),
        ("552 5.2.2 mailbox of ADDRESS is full", True),
        ("450 4.2.0 greylisted, ADDRESS", False),
        ("550 5.7.1 ADDRESS: relaying denied", False),  # about us: every recipient would be refused
        ("554 your address is on a block list", False),
    ],
)
def test_what_a_refusal_is_about_and_never_who_was_refused(postbox, line, for_good):
    postbox.refusals[ALICE] = line
    with Server(postbox.address, name="paper.example") as server:
        with pytest.raises(MailError) as raised:
            send(server)
        assert raised.value.refused is for_good and server.is_usable
        assert "alice" not in str(raised.value) and raised.value.__cause__ is None
        send(server, "bob@home.example")
    assert len(postbox.mails) == 1


def test_a_mail_refused_for_its_words_does_not_count_against_the_recipient(postbox):
    postbox.after_data = "554 5.6.0 looks like spam"
    with Server(postbox.address, name="paper.example") as server:
        with pytest.raises(MailError) as raised:
            send(server)
        assert not raised.value.refused and server.is_usable


def test_a_server_that_is_not_there_is_a_sentence():
    with Postbox() as gone:
        address = gone.address
    with Server(address, name="paper.example") as server, pytest.raises(MailError, match="cannot be reached") as raised:
        send(server)
    assert not raised.value.refused and not server.is_usable


def test_a_server_that_hangs_up_is_connected_to_again(postbox):
    postbox.refusals[ALICE] = "421 4.3.2 shutting down"
    with Server(postbox.address, name="paper.example") as server:
        with pytest.raises(MailError):
            send(server)
        send(server, "bob@home.example")
    assert len(postbox.mails) == 1


@pytest.mark.parametrize("address", ["smtp://", "smtp://host:99999", "smtps://user:p@:25"])
def test_a_setting_that_cannot_be_read_is_told(address):
    with pytest.raises(BadSettings, match="smtp"):
        Server(address, name="paper.example")
