import smtplib
from email.message import EmailMessage
from urllib.parse import urlsplit

import pytest

from broadsheet.demo.mailbox import KEPT, Mailbox


@pytest.fixture
def mailbox():
    with Mailbox() as running:
        yield running


def send(mailbox, subject="Hello", html="", **headers):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "The paper <paper@home.example>", "bela@home.example", subject
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content("Plain words.")
    if html:
        mail.add_alternative(html, subtype="html")
    with smtplib.SMTP("127.0.0.1", urlsplit(mailbox.address).port) as server:
        server.send_message(mail)


def test_a_mail_can_be_read_in_both_its_forms(mailbox):
    send(mailbox, "Grüße", "<p>Rich <b>words</b>.</p>", List_Id="<a.b>")
    (mail,) = mailbox.mails()
    assert (mail.number, mail.recipient, mail.subject) == (1, "bela@home.example", "Grüße")
    assert mail.text.strip() == "Plain words." and "<b>words</b>" in mail.html and ("List-Id", "<a.b>") in mail.headers


def test_the_newest_comes_first_and_old_mails_are_forgotten(mailbox):
    for number in range(KEPT + 3):
        send(mailbox, f"Mail {number}")
    found = mailbox.mails()
    assert len(found) == KEPT and found[0].subject == f"Mail {KEPT + 2}" and found[0].number == KEPT + 3
