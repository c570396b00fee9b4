"""A mail as it comes out at the other end: what it says, how it is left, and that nothing of an outlet breaks it."""

from dataclasses import replace

import pytest

from broadsheet.deliver import email
from broadsheet.deliver.smtp import Server
from broadsheet.model.channels import Channel, Issue, Pick, Plan
from tests.postbox import Postbox, text_of
from tests.understand.test_edition import card

SENDER = email.Sender("Our paper <news@paper.example>", "https://paper.example")
CHANNEL = Channel(1, "morning-abc", Plan("Morning paper"), made=0)


def issue(*picks, **more):
    values = {"slot": "2026-11-25", "made": 1_795_000_000, "title": "Wednesday 18 November 2026", "because": "All new."}
    return Issue(7, **{**values, **more}, picks=picks)


def pick(title="Mayor resigns", **more):
    return Pick(card(1, "A", title=title, **more), "New from A.")


def posted(given, recipient="alice@home.example", key="leave-me"):
    with Postbox() as postbox, Server(postbox.address, name="paper.example") as server:
        words = email.write(CHANNEL, given, SENDER)
        message = email.issue_mail(words, SENDER, recipient, key, 1_795_000_000)
        server.send(message, SENDER.address, email.envelope(recipient))
        return postbox.mails[0]


def test_an_issue_comes_as_text_and_as_html():
    mail = posted(issue(pick()))
    assert mail.get_content_type() == "multipart/alternative"
    addresses = [f"https://paper.example/{page}" for page in ("channel/morning-abc/issue/7", "leave/leave-me")]
    for words in (text_of(mail), text_of(mail, "html")):
        for wanted in ("Mayor resigns", "In short.", "https://x.example/1", "New from A.", "All new.", *addresses):
            assert wanted in words


def test_the_head_says_who_from_what_list_and_how_to_leave_with_one_click():
    mail = posted(issue(pick()))
    assert (mail["From"], mail["To"]) == ("Our paper <news@paper.example>", "alice@home.example")
    assert mail["Subject"] == "Morning paper: Mayor resigns"
    assert mail["List-Id"] == "<morning-abc.channels.paper.example>"
    assert mail["List-Unsubscribe"] == "<https://paper.example/leave/leave-me>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert (mail["Precedence"], mail["Auto-Submitted"]) == ("list", "auto-generated")
    assert mail["Date"].datetime.timestamp() == 1_795_000_000


def test_the_same_issue_to_the_same_member_has_always_the_same_id_and_it_tells_nothing():
    first, again = posted(issue(pick())), posted(issue(pick()))
    other = posted(issue(pick()), key="another")
    assert first["Message-ID"] == again["Message-ID"] != other["Message-ID"]
    assert first["Message-ID"].endswith("@paper.example>")
    assert "alice" not in first["Message-ID"] and "leave-me" not in first["Message-ID"]


def test_nothing_in_a_mail_tells_who_opened_it():
    html = text_of(posted(issue(pick())), "html")
    assert not any(sign in html for sign in ("<img", "<script", "@import", "url(", "<link"))


def test_no_title_can_add_a_header_or_markup():
    mail = posted(issue(pick("Hello\r\nBcc: all@world.example\r\n\r\n<script>alert(1)</script>")))
    assert mail["Bcc"] is None and mail["Subject"].startswith("Morning paper: Hello Bcc:")
    assert "<script>" not in text_of(mail, "html")


def test_an_address_that_is_no_web_address_is_not_linked():
    hostile = Pick(replace(pick().card, url="javascript:alert(1)"), "New.")
    words = email.write(CHANNEL, issue(hostile), SENDER)
    assert "javascript:" not in words.html + words.text and "https://paper.example/article/1" in words.html


def test_every_script_arrives():
    mail = posted(issue(pick("العاصفة إدا تضرب الميناء")))
    assert "العاصفة إدا تضرب الميناء" in text_of(mail) and "العاصفة" in mail["Subject"]


def test_a_message_of_a_partner_says_what_it_is_and_how_to_stop_those_alone():
    mail = posted(issue(message="Buy our herring.", title="Herring week", because="From Fishers, who answer for it."))
    assert mail["Subject"] == "Partner message: Herring week"
    assert mail["List-Unsubscribe"] == "<https://paper.example/leave/leave-me?only=partners>"
    assert "PARTNER MESSAGE. From Fishers" in text_of(mail) and "Partner message" in text_of(mail, "html")


def test_a_long_way_out_stays_on_one_line():
    mail = posted(issue(pick()), key="k" * 60)
    assert mail["List-Unsubscribe"] == f"<https://paper.example/leave/{'k' * 60}>"


def test_one_click_is_offered_in_a_network_of_ones_own_too():
    local = email.Sender("news@paper.example", "http://127.0.0.1:8480")
    mail = email.issue_mail(email.write(CHANNEL, issue(pick()), local), local, "a@b.example", "key", 0)
    assert mail["List-Unsubscribe"] == "<http://127.0.0.1:8480/leave/key>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@pytest.mark.parametrize("recipient", ["josé@home.example", "anna@müller.example"])
def test_addresses_with_other_letters_are_written_to(recipient):
    assert posted(issue(pick()), recipient)["Subject"] == "Morning paper: Mayor resigns"
