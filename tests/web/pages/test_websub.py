"""Where hubs call."""

import pytest

from broadsheet.errors import NotFound
from broadsheet.model.subscriptions import Hub, Standing, Subscription
from broadsheet.service import websub

TOKEN = "aToken_of-192-bits"
ASKED = "hub.mode=subscribe&hub.topic=https%3A%2F%2Fpress.example%2F&hub.lease_seconds=60"


@pytest.fixture
def hub(monkeypatch):
    """What reaches the service; `gone`: what it says of pushes."""
    calls = []

    def known(token):
        if token != TOKEN:
            raise NotFound("There is no such page here.")

    def verify(_ctx, token, *said):
        known(token)
        calls.append(("verify", *said))
        return said[2]

    def deny(_ctx, token, *said):
        known(token)
        calls.append(("deny", *said))

    def expects(_ctx, token):
        known(token)
        return True

    for name, made in (("verify", verify), ("deny", deny), ("expects", expects)):
        monkeypatch.setattr(websub, name, made)
    monkeypatch.setattr(websub, "receive", lambda _ctx, _token, *said: calls.append(("receive", *said)))
    return calls


def test_a_challenge_is_answered_as_plain_text_that_no_browser_takes_for_a_page(ask, paper, hub):
    paper.reader = None
    answer = ask(f"/websub/{TOKEN}?{ASKED}&hub.challenge=%3Cscript%3Ealert(1)%3C%2Fscript%3E")
    assert (answer.status, answer.text) == (200, "<script>alert(1)</script>")
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert hub == [("verify", "subscribe", "https://press.example/", "<script>alert(1)</script>", 60)]


@pytest.mark.parametrize(
    ("lease", "seconds"), [("", None), ("x", None), ("-1", None), ("²", None), ("9" * 19, 10**19 - 1)]
)
def test_a_lease_is_a_number_or_nothing(ask, hub, lease, seconds):
    ask(f"/websub/{TOKEN}?hub.lease_seconds={lease}&hub.challenge=c")
    assert hub == [("verify", "", "", "c", seconds)]


def test_a_denial_is_heard(ask, hub):
    assert ask(f"/websub/{TOKEN}?hub.mode=denied&hub.topic=t&hub.reason=no").status == 204
    assert hub == [("deny", "t", "no")]


def test_a_stranger_finds_nothing(ask, hub):
    assert ask(f"/websub/guessed?{ASKED}&hub.challenge=c").status == 404
    assert ask("/websub/guessed", method="POST", body=b"<rss/>").status == 404
    assert ask(f"/websub/{TOKEN}?hub.challenge={'c' * 5001}").status == 400
    assert hub == []


def test_a_push_needs_no_account_and_may_come_from_anywhere(ask, paper, hub):
    paper.reader = None
    headers = {"origin": "https://hub.example", "sec_fetch_site": "cross-site", "cookie": "a=b"}
    said = {"content_type": "text/xml; charset=latin-1", "x_hub_signature": "sha256=1"}
    assert ask(f"/websub/{TOKEN}", method="POST", body=b"<rss/>", **headers, **said).status == 202
    assert hub == [("receive", b"<rss/>", "text/xml; charset=latin-1", "sha256=1")]


def test_a_push_that_is_too_large_is_not_read_to_its_end(ask, hub):
    assert ask(f"/websub/{TOKEN}", method="POST", body=b"x" * (websub.LARGEST + 1)).status == 413
    assert hub == []


def test_a_push_for_what_has_ended_is_told_so_before_it_is_read(ask, hub, monkeypatch):
    monkeypatch.setattr(websub, "expects", lambda _ctx, _token: False)
    assert ask(f"/websub/{TOKEN}", method="POST", body=b"<rss/>").status == 410
    assert hub == []


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"standing": Standing.WANTED}, "<bdi>hub.example</bdi> is asked to push"),
        ({"standing": Standing.ASKED, "reason": "It is <down>."}, "was asked to push: <bdi>It is &lt;down&gt;.</bdi>"),
        ({"standing": Standing.DENIED, "reason": "No."}, "does not push to us: <bdi>No.</bdi>"),
        ({}, "has promised to push; looked at as usual until it does"),
        ({"missed": 9, "missing": 2}, "pushes, but did not tell of 2 new articles"),
        ({"useful": 1}, "Pushed by <bdi>hub.example</bdi> until"),
    ],
)
def test_the_sources_page_says_what_each_hub_has_promised(ask, now, monkeypatch, changes, line):
    hub = Hub("https://hub.example/h", "https://harbour.example/feed.xml")
    given = {"standing": Standing.VERIFIED, "expires": now + 86_400, "heard": now - 60, **changes}
    promised = Subscription(1, 3, hub, "https://paper.example", TOKEN, "secret", added=now, **given)
    monkeypatch.setattr(websub, "of_sources", lambda _ctx, _reader: {3: promised})
    html = ask("/sources").text
    assert line in html and TOKEN not in html
    if "useful" in changes:
        assert "10 October 2025" in html and "1 minute ago" in html
