"""The pages for everybody: what a channel is, joining it, leaving it."""

import json
import re
from xml.etree import ElementTree as ET

import pytest

from broadsheet.service import channels, joining
from tests.service.broadcast import ALICE, BOB, EDITOR
from tests.web.pages.test_channels import published
from tests.web.paperboy import paperboy


@pytest.fixture
def boy(tmp_path):
    with paperboy(tmp_path) as running:
        yield running


def members(boy, channel):
    return channels.overview(boy.room.ctx, EDITOR, channel.key).count.members


def ask(boy, channel, email=ALICE, **more):
    answer = boy.ask(f"/channel/{channel.key}/join", form={"email": email, **more})
    boy.room.post()
    return answer


def test_the_public_page_needs_no_signing_in_and_links_to_the_outlet_alone(boy):
    channel, issue = published(boy, invitation="Join us.", invite_link="https://chat.whatsapp.com/AbC")
    for path in (f"/channel/{channel.key}", f"/channel/{channel.key}/issue/{issue.id}"):
        page = boy.ask(path)
        assert page.status == 200 and 'href="https://herald.example/1"' in page.text and "/article/" not in page.text
    page = boy.ask(f"/channel/{channel.key}").text
    for wanted in ("Join us.", "Join by e-mail", "Join on WhatsApp", "qr.svg", "invite.svg", "New from Herald."):
        assert wanted in page


def test_the_codes_are_drawings(boy):
    channel = boy.room.channel(invite_link="https://t.me/x")
    for name in ("qr.svg", "invite.svg"):
        drawn = boy.ask(f"/channel/{channel.key}/{name}")
        assert drawn.headers["content-type"] == "image/svg+xml" and drawn.text.startswith("<svg")
    assert boy.ask(f"/channel/{boy.room.channel().key}/invite.svg").status == 404


def test_from_the_form_to_the_mail_to_the_button(boy):
    channel = boy.room.channel()
    assert "Look into your mail" in ask(boy, channel).text
    link = f"/joining/{boy.room.link(ALICE, 'joining')}"
    assert "Yes, join" in boy.ask(link).text and members(boy, channel) == 0
    assert "You are in" in boy.ask(link, form={}).text and members(boy, channel) == 1
    assert boy.ask(link, form={}).status == 404


def test_the_answer_is_the_same_for_a_member_and_for_a_stranger(boy):
    channel = boy.room.channel()
    boy.room.join(channel, ALICE)
    assert ask(boy, channel, ALICE).body == ask(boy, channel, BOB).body


def test_a_wrong_address_is_told_beside_the_field_and_kept(boy):
    answer = ask(boy, boy.room.channel(), "alice at home")
    assert answer.status == 400 and 'value="alice at home"' in answer.text and 'id="email-fault"' in answer.text


def test_partners_are_asked_about_apart_and_never_for_you(boy):
    assert 'name="partners"' not in boy.ask(f"/channel/{boy.room.channel().key}/join").text
    form = boy.ask(f"/channel/{boy.room.channel(partners=True).key}/join").text
    assert re.search(r'<input type="checkbox" name="partners" value="yes">', form)


def leave_key(boy, channel, **how):
    boy.room.join(channel, ALICE, **how)
    ask(boy, channel)
    return boy.room.link(ALICE, "leave")


def test_looking_at_the_link_leaves_nothing_and_the_button_leaves(boy):
    channel = boy.room.channel()
    key = leave_key(boy, channel)
    assert "Leave the channel" in boy.ask(f"/leave/{key}").text and members(boy, channel) == 1
    assert "You have left" in boy.ask(f"/leave/{key}", form={}).text and members(boy, channel) == 0


def test_a_mail_program_leaves_with_one_click_from_anywhere(boy):
    channel = boy.room.channel()
    answer = boy.ask(f"/leave/{leave_key(boy, channel)}", form={"List-Unsubscribe": "One-Click"},
                     origin="https://mail.example", sec_fetch_site="cross-site")  # fmt: skip
    assert answer.status == 200 and members(boy, channel) == 0


def test_messages_of_partners_are_stopped_alone(boy):
    channel = boy.room.channel(partners=True)
    key = leave_key(boy, channel, partners=True)
    assert "Stop messages of partners?" in boy.ask(f"/leave/{key}?only=partners").text
    answer = boy.ask(f"/leave/{key}?only=partners", form={})
    assert "No more messages of partners" in answer.text and members(boy, channel) == 1
    assert not joining.membership(boy.room.ctx, key).partners


@pytest.mark.parametrize("form", ["rss", "atom", "json"])
def test_the_issues_are_a_feed_for_everybody(boy, form):
    channel, issue = published(boy)
    answer = boy.ask(f"/channel/{channel.key}/feed.{form}")
    assert answer.status == 200 and "https://herald.example/1" in answer.text.replace("\\/", "/")
    if form == "json":
        assert json.loads(answer.body)["items"][0]["title"] == issue.title
    else:
        assert issue.title in "".join(ET.fromstring(answer.body).itertext())


def test_a_guessed_key_finds_nothing(boy):
    for path in ("/channel/morning-paper", "/channel/x/join", "/channel/x/qr.svg", "/channel/x/feed.rss",
                 "/joining/guess", "/channel/x/issue/1"):  # fmt: skip
        assert boy.ask(path).status == 404
    assert "You have left" in boy.ask("/leave/guess").text
