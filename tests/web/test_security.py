import asyncio

import pytest

from broadsheet.config import Settings
from broadsheet.web.security import LARGEST_BODY, Guard

PAGES = ["/", "/article/7", "/article/99", "/static/none.css", "/feed.rss", "/healthz", "/sources", "/nowhere"]


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_carries_the_strict_headers(ask, path):
    headers = ask(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self';") and "unsafe" not in policy
    assert "img-src 'self' data:;" in policy  # no picture of anybody else's
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8480", "127.0.0.1:1", "127.8.9.1", "[::1]:8480", "paper.localhost", "LOCALHOST"]
)
def test_the_names_of_this_machine_are_answered(ask, host):
    assert ask("/", host=host).status == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "", "localhost.evil.example", "127.0.0.1.evil.example", "a@localhost", "localhost/x", "10.0.0.1",
     "[::2]", "localhost:port", "2130706433"],
)  # fmt: skip
def test_a_strange_host_is_refused_with_a_sentence(ask, host):
    answer = ask("/", host=host)
    assert answer.status == 400 and "does not answer under that name" in answer.text


def test_the_public_name_is_answered_where_it_is_set(reader):
    ask = reader(base_address="https://paper.example:8443/", host="192.0.2.7")
    hosts = ["paper.example", "Paper.example:8443", "192.0.2.7:8480", "other.example"]
    assert [ask("/", host=host).status for host in hosts] == [200, 200, 200, 400]


@pytest.mark.parametrize(
    "headers",
    [
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://localhost:9999"},
        {"sec_fetch_site": "cross-site", "origin": "http://localhost:8480"},
    ],
)
def test_a_form_of_another_site_is_refused(ask, paper, headers):
    answer = ask("/sources/3/remove", form={}, **headers)
    assert answer.status == 403 and "another site" in answer.text
    assert not paper.calls


@pytest.mark.parametrize("headers", [{"sec_fetch_site": "same-origin"}, {"origin": "http://localhost:8480"}, {}])
def test_our_own_form_passes_and_so_does_a_program(ask, headers):
    assert ask("/sources/3/remove", form={}, **headers).status == 303


def test_reading_is_allowed_from_anywhere(ask):
    assert ask("/article/7", sec_fetch_site="cross-site", origin="https://else.example").status == 200


def test_a_body_that_says_it_is_too_large_is_refused_before_it_is_read(ask, paper):
    answer = ask("/sources", method="POST", body=b"x", content_length=str(LARGEST_BODY + 1))
    assert answer.status == 413 and not paper.calls


@pytest.mark.parametrize("length", ["-1", "x", "1" * 30, "²"])
def test_a_length_that_is_none_is_refused(ask, length):
    assert ask("/sources", method="POST", content_length=length).status == 413


def test_a_body_that_turns_out_too_large_is_refused(ask, paper):
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.opml"\r\n\r\n'
    body = head + b"a" * LARGEST_BODY + b"\r\n--x--\r\n"
    answer = ask("/sources/import", method="POST", body=body, content_type="multipart/form-data; boundary=x")
    assert answer.status == 413 and "5 MB" in answer.text and not paper.calls


@pytest.mark.parametrize("path", ["/tag/a\0b", "/search?q=a%00b", "/?cursor=%00"])
def test_a_nul_in_an_address_is_refused(ask, paper, path):
    assert ask(path).status == 400 and not paper.calls


def test_head_is_answered_like_get(ask):
    assert ask("/", method="HEAD").status == 200


def test_what_is_not_http_passes_untouched():
    seen = []

    async def inner(scope, receive, send):
        seen.append(scope["type"])

    asyncio.run(Guard(inner, Settings())({"type": "lifespan"}, None, None))
    assert seen == ["lifespan"]
