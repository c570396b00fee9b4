"""Forms that are sent to machines: the same guard as for pages."""

import asyncio
import ssl

import pytest

from broadsheet.errors import BadStatus, NotAsked, Refused, TooManyRedirects
from tests.fetch.wire import CERTIFICATE

FORM = {"hub.mode": "subscribe", "hub.topic": "https://press.example/a?b=c&d"}
SENT = "hub.mode=subscribe&hub.topic=https%3A%2F%2Fpress.example%2Fa%3Fb%3Dc%26d"


@pytest.fixture
def post(client):
    """Sends a form once, in a loop of its own. Options are the client's."""

    def send(url, ahead=None, **options):
        async def once():
            async with client(**options) as opened:
                await opened.post(url, FORM, ahead=ahead)

        asyncio.run(once())

    return send


@pytest.mark.parametrize("status", [200, 202, 204])
def test_a_form_is_sent_and_taken(outlet, post, status):
    outlet.says("/hub", b"x" * 200_000 if status == 200 else b"", status)
    post(outlet.url("/hub"))
    assert outlet.asked[0].form == SENT
    assert outlet.asked[0].headers["content-type"] == "application/x-www-form-urlencoded"


@pytest.mark.parametrize("status", [307, 308])
def test_a_redirect_that_keeps_the_form_is_followed(outlet, post, status):
    outlet.moves("/hub", "/other", status)
    outlet.says("/other", status=202)
    post(outlet.url("/hub"))
    assert [asked.form for asked in outlet.asked] == [SENT, SENT]


@pytest.mark.parametrize("status", [301, 302, 303])
def test_a_redirect_that_would_lose_the_form_is_not(outlet, post, status):
    outlet.moves("/hub", "/other", status)
    with pytest.raises(BadStatus, match=f"did not take it: it answered {status}"):
        post(outlet.url("/hub"))
    assert len(outlet.asked) == 1


def test_a_circle_of_redirects_ends(outlet, post):
    outlet.moves("/hub", "/hub", 308)
    with pytest.raises(TooManyRedirects):
        post(outlet.url("/hub"))


def test_a_refusal_says_its_status_and_how_long_to_wait(outlet, post):
    outlet.says("/hub", b"<html>", 429, retry_after="90")
    with pytest.raises(BadStatus) as refused:
        post(outlet.url("/hub"))
    assert (refused.value.status, refused.value.retry_after) == (429, 90)


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/hub", "http://[::1]/", "http://10.0.0.1/", "ftp://hub.example/"])
def test_nothing_is_sent_to_private_addresses(post, url):
    with pytest.raises(Refused):
        post(url, allow_private=False)


def test_no_redirect_leads_a_form_to_a_private_address(outlet, post, monkeypatch):
    monkeypatch.setattr("broadsheet.fetch.guard.is_public", lambda ip: ip == "127.0.0.1")
    outlet.moves("/hub", f"http://127.0.0.2:{outlet.port}/inner", 308)
    with pytest.raises(Refused):
        post(outlet.url("/hub"), allow_private=False)
    assert len(outlet.asked) == 1


def test_a_form_does_not_leave_the_encryption(secure, post, names):
    names["secure.example"] = "127.0.0.1"
    secure.moves("/hub", "http://127.0.0.1:8480/hub", 308)
    with pytest.raises(Refused, match="not encrypted"):
        post(f"https://secure.example:{secure.port}/hub", tls=ssl.create_default_context(cafile=CERTIFICATE))


def test_who_is_asked_ahead_may_forbid_it(outlet, post):
    async def ahead(_target):
        raise NotAsked("Not now.", 5)

    with pytest.raises(NotAsked):
        post(outlet.url("/hub"), ahead=ahead)
    assert outlet.asked == []
