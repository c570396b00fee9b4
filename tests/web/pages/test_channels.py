"""The pages of the staff: making channels, their counts, sharing by hand."""

import re

import pytest

from broadsheet.model.readers import Role
from broadsheet.service import channels, issues
from tests.service.broadcast import ALICE, EDITOR
from tests.web.paperboy import paperboy

FORM = {"name": "Morning paper", "subject": "front", "rhythm": "daily", "time": "07:00", "zone": "Europe/Dublin",
        "outlets": "3", "within": "60", "by_mail": "yes"}  # fmt: skip


@pytest.fixture
def boy(tmp_path):
    with paperboy(tmp_path) as running:
        yield running


@pytest.fixture
def edit(boy):
    return boy.as_(Role.EDITOR)


def published(boy, **plan):
    """A channel with an issue of one article."""
    channel = boy.room.channel(**plan)
    boy.room.publish(1)
    boy.clock.now += 86_400
    issues.make_due(boy.room.ctx)
    return channel, channels.public(boy.room.ctx, channel.key).issues[0]


def test_a_channel_is_made_by_a_form_and_listed_with_its_counts(edit):
    answer = edit("/channels/new", form=FORM)
    assert answer.status == 303 and answer.headers["location"].startswith("/channel/morning-paper-")
    assert "The channel is made." in edit(answer.headers["location"]).text
    listed = edit("/channels").text
    assert "Morning paper" in listed and "Every day at 07:00 (Europe/Dublin)" in listed


def test_what_must_be_mended_is_said_beside_its_field_and_all_that_was_typed_is_kept(edit):
    answer = edit(
        "/channels/new", form={**FORM, "time": "noonish", "invitation": "Come & see", "invite_link": "ftp://x"}
    )
    assert answer.status == 400 and "2 fields need another look" in answer.text
    for kept in ('value="noonish"', "Come &amp; see", 'value="ftp://x"', 'value="Morning paper"'):
        assert kept in answer.text
    for field in ("time", "invite_link"):
        assert f'aria-describedby="{field}-fault"' in answer.text and f'id="{field}-fault"' in answer.text


def test_the_form_opens_with_a_time_zone_and_shows_a_channel_as_it_is(boy, edit):
    assert 'value="Europe/Dublin"' in edit("/channels/new").text
    channel = boy.room.channel(invitation="Join us.", minute=405, zone="Asia/Tokyo", partners=True)
    shown = edit(f"/channel/{channel.key}/edit").text
    assert "Join us." in shown and 'value="06:45"' in shown and '<option selected value="Asia/Tokyo">' in shown
    assert edit(f"/channel/{channel.key}/edit", form={**FORM, "name": "Evening"}).status == 303
    assert channels.public(boy.room.ctx, channel.key).channel.name == "Evening"


def test_removing_asks_first(boy, edit):
    channel = boy.room.channel()
    boy.room.join(channel, ALICE)
    assert "1 member will get nothing more" in edit(f"/channel/{channel.key}/remove").text
    assert edit(f"/channel/{channel.key}/remove", form={}).headers["location"] == "/channels?done=removed"
    assert edit(f"/channel/{channel.key}").status == 404


def test_an_issue_is_shared_by_hand(boy, edit):
    channel, issue = published(boy)
    page = edit(f"/channel/{channel.key}/issue/{issue.id}/share").text
    assert "readonly" in page and "https://herald.example/1" in page and "https://wa.me/?text=" in page
    assert f"/channel/{channel.key}/issue/{issue.id}/share" in edit(f"/channel/{channel.key}/desk").text


def test_a_message_of_a_partner_needs_the_owners_switch(boy, edit):
    message = {"partner": "Fishers", "title": "Herring", "message": "Buy it."}
    off, on = boy.room.channel(), boy.room.channel(partners=True)
    assert "A message of a partner" not in edit(f"/channel/{off.key}/desk").text
    refused = edit(f"/channel/{off.key}/message", form=message)
    assert refused.status == 400
    assert edit(f"/channel/{on.key}/message", form=message).headers["location"].endswith("?done=sent")
    again = edit(f"/channel/{on.key}/message", form=message)
    assert again.status == 400 and "sent before" in again.text and 'value="Herring"' in again.text


def test_the_staffs_pages_are_for_the_staff(boy):
    channel, issue = published(boy)
    paths = ["/channels", "/channels/new", *(f"/channel/{channel.key}/{page}" for page in ("desk", "edit", "remove")),
             f"/channel/{channel.key}/issue/{issue.id}/share"]  # fmt: skip
    for path in paths:
        assert boy.ask(path).headers["location"].startswith("/sign-in")
        assert boy.as_(Role.READER)(path).status == 403
        assert boy.as_(Role.EDITOR)(path).status == 200


def test_a_missing_mail_server_is_told_with_what_to_set(tmp_path):
    with paperboy(tmp_path / "x", smtp=None, mail_from=None) as boy:
        assert "No mail can be sent yet." in boy.as_(Role.EDITOR)("/channels").text
        channel = boy.room.channel()
        assert "Join by e-mail" not in boy.ask(f"/channel/{channel.key}").text
        assert channels.overview(boy.room.ctx, EDITOR, channel.key).count.members == 0


def test_every_page_of_the_staff_can_be_walked_and_has_no_script_of_its_own(boy, edit):
    channel, issue = published(boy, partners=True)
    paths = ["/channels", "/channels/new", *(f"/channel/{channel.key}{page}" for page in ("/desk", "/edit", "/remove")),
             f"/channel/{channel.key}/issue/{issue.id}/share"]  # fmt: skip
    for path in paths:
        html = edit(path).text
        assert len(re.findall(r"<h1\b", html)) == 1 and html.count("<script") == 1
        assert not re.search(r"<style|\sstyle=|\son\w+=", html)
        ids = re.findall(r'\sid="([^"]+)"', html)
        assert len(ids) == len(set(ids))
