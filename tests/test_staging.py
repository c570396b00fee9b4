"""The demo, as it is when a person first sees it."""

import re
from dataclasses import replace

import pytest

from broadsheet import staging
from broadsheet.boot import open_context
from broadsheet.config import Settings
from broadsheet.demo.mailbox import Mailbox
from broadsheet.demo.press import Press
from broadsheet.model.readers import OPERATOR
from broadsheet.model.revisions import ChangeKind
from broadsheet.service import articles, channels, comments, moderation, posting, readers, timeline
from broadsheet.web.app import create_app
from tests.web.conftest import door_of


@pytest.fixture(scope="module")
def scene(tmp_path_factory):
    with Press() as press, Mailbox() as mailbox:
        given = {"smtp": mailbox.address, "mail_from": "demo@home.example", "allow_private_addresses": True}
        with open_context(Settings(data=tmp_path_factory.mktemp("demo"), host_pause=0, **given)) as ctx:
            staging.set_scene(ctx, press, mailbox)
            yield ctx, mailbox


def test_the_paper_its_readers_and_their_comments_are_there(scene):
    ctx, _ = scene
    assert len(timeline.front(ctx, OPERATOR, limit=100).cards) == 57  # one of them without its page
    assert [reader.role for reader in readers.listing(ctx, OPERATOR)] == ["owner", "editor", "reader", "reader"]
    assert len(comments.newest(ctx, OPERATOR).comments) == 7 and moderation.queue(ctx, OPERATOR).waiting == 1


def test_one_article_was_corrected_after_it_was_read(scene):
    ctx, _ = scene
    (sand,) = [card.id for card in timeline.front(ctx, OPERATOR, limit=100).cards if "box of sand" in card.title]
    changed = articles.read(ctx, OPERATOR, sand).changed
    assert (changed.times, changed.kinds) == (1, (ChangeKind.NUMBER, ChangeKind.QUOTE))


def test_a_channel_has_its_first_issue_and_one_member_gets_it(scene):
    ctx, mailbox = scene
    (shown,) = channels.listing(ctx, OPERATOR)
    assert shown.count.members == 1 and shown.issues[0].picks
    while posting.send_some(ctx):
        pass
    assert mailbox.mails()[0].subject.startswith(shown.channel.name) and "Confirm" in mailbox.mails()[1].subject


@pytest.fixture
def ask(scene):
    ctx, mailbox = scene
    return door_of(create_app(replace(ctx), version="1", mailbox=mailbox.mails))


def test_one_walks_into_the_demo_as_any_of_its_readers(ask):
    html = ask("/demo").text
    number = re.search(r'name="reader_id" value="(\d+)"', html)[1]
    entered = ask("/demo/enter", form={"reader_id": number}, origin="http://localhost:8480")
    cookie = entered.headers["set-cookie"].split(";")[0]
    assert "Signed in as" in ask("/", cookie=cookie).text and "This is the demo" in ask("/", cookie=cookie).text


def test_the_mails_are_read_in_the_browser(ask):
    html = ask("/demo/mailbox").text
    assert "Confirm" in html and ask("/demo/mailbox/1").status == 200 and ask("/demo/mailbox/999").status == 404
    assert "/joining/" in ask("/demo/mailbox/1").text


def test_outside_of_the_demo_there_is_no_such_door(scene):
    ctx, _ = scene
    plain = door_of(create_app(ctx, version="1"))
    assert plain("/demo").status == 404 and plain("/demo/enter", form={"reader_id": "1"}).status == 404
