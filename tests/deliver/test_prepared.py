"""Text to share by hand, and invite links."""

from urllib.parse import parse_qs, urlsplit

import pytest

from broadsheet.deliver.prepared import kind_of, text, ways
from broadsheet.deliver.squares import qr
from tests.deliver.test_email import CHANNEL, issue, pick


def test_an_issue_is_a_text_with_headlines_links_and_where_to_join():
    assert text(CHANNEL, issue(pick()), "https://paper.example") == (
        "*Morning paper*\nWednesday 18 November 2026\n\n1. Mayor resigns (A)\nhttps://x.example/1\n\n"
        "Join: https://paper.example/channel/morning-abc"
    )


def test_messengers_open_with_the_whole_text():
    words = "Fish & chips\n100 % #new"
    whatsapp, telegram, mail = ways(words, "https://paper.example/channel/x")
    assert parse_qs(urlsplit(whatsapp.address).query)["text"] == [words]
    assert parse_qs(urlsplit(telegram.address).query)["url"] == ["https://paper.example/channel/x"]
    assert mail.address.startswith("mailto:?body=Fish%20%26")


@pytest.mark.parametrize(
    ("link", "kind"),
    [
        ("https://chat.whatsapp.com/AbC", "WhatsApp"),
        ("https://whatsapp.com/channel/0029", "WhatsApp"),
        ("https://whatsapp.com/about", ""),
        ("https://t.me/paper", "Telegram"),
        ("https://signal.group/#CjQ", "Signal"),
        ("https://signal.me/#p/x", "Signal"),
        ("https://matrix.to/#/#news:paper.example", "Matrix"),
        ("https://chat.whatsapp.com.evil.example/AbC", ""),
    ],
)
def test_invite_links_are_known_by_their_host(link, kind):
    assert kind_of(link) == kind


def test_a_qr_code_is_a_drawing_on_white_without_script():
    drawn = qr("https://paper.example/channel/x/join").decode()
    assert drawn.startswith("<svg") and 'fill="#fff"' in drawn and "script" not in drawn
