"""Every limit, against servers that do not keep to any."""

import asyncio
import gzip

import pytest

from broadsheet.errors import BadEncoding, TimedOut, TooLarge, Unreachable
from broadsheet.fetch.limits import Limits

HEAD = b"HTTP/1.1 200 Any\r\ncontent-type: text/html\r\n"
CHUNKED = HEAD + b"transfer-encoding: chunked\r\n\r\n"


def test_headers_that_do_not_come(outlet, get):
    outlet.sends("/", then_waits=True)
    with pytest.raises(TimedOut, match=r"^127.0.0.1:\d+ sent no headers within 0.2 s\.$"):
        get(outlet.url(), limits=Limits(headers=0.2))


def test_headers_that_come_byte_by_byte(outlet, get):
    outlet.repeats("/", HEAD, b"a", every=0.02)
    with pytest.raises(TimedOut, match=r"sent no headers within 0.3 s\.$"):
        get(outlet.url(), limits=Limits(headers=0.3, idle=0.2))


def test_a_server_that_takes_no_connection(get, monkeypatch):
    async def hang(*_: object) -> None:
        await asyncio.sleep(5)

    monkeypatch.setattr("asyncio.selector_events.BaseSelectorEventLoop.sock_connect", hang)
    with pytest.raises(TimedOut, match=r"^127.0.0.1 did not take a connection within 0.1 s\.$"):
        get("http://127.0.0.1/", limits=Limits(connect=0.1))


def test_a_body_that_stops_in_the_middle(outlet, get):
    outlet.sends("/", HEAD + b"content-length: 100\r\n\r\nonce upon", then_waits=True)
    with pytest.raises(TimedOut, match=r"sent nothing more for 0.1 s\.$"):
        get(outlet.url(), limits=Limits(idle=0.1))


def test_a_body_that_comes_byte_by_byte(outlet, get):
    outlet.repeats("/", HEAD + b"content-length: 1000\r\n\r\n", b"a", every=0.02)
    with pytest.raises(TimedOut, match=r"took longer than 0.3 s in all\.$"):
        get(outlet.url(), limits=Limits(whole=0.3))


def test_redirects_that_take_long_together(outlet, get):
    async def late(writer):
        await outlet.pause(0.15)
        writer.write(b"HTTP/1.1 302 Any\r\nlocation: /%d\r\ncontent-length: 0\r\n\r\n" % len(outlet.asked))

    for path in ("/", "/1", "/2", "/3", "/4"):
        outlet.plays(path, late)
    with pytest.raises(TimedOut, match=r"took longer than 0.4 s in all\.$"):
        get(outlet.url(), limits=Limits(whole=0.4))


def test_headers_without_end(outlet, get):
    outlet.repeats("/", HEAD, b"x: y\r\n" * 100)
    with pytest.raises(TooLarge, match="more than 256 headers"):
        get(outlet.url())


def test_a_header_of_a_megabyte(outlet, get):
    outlet.says("/", b"x", x_big="a" * 1_000_000)
    with pytest.raises(TooLarge, match="header of more than 16 KB"):
        get(outlet.url())


def test_many_and_long_headers_within_reason_are_read(outlet, get):
    outlet.says("/", b"x", **{f"x-{number}": "y" for number in range(200)}, csp="a" * 16_000)
    assert get(outlet.url()).headers["csp"] == "a" * 16_000


def test_a_body_that_says_that_it_is_too_large_is_not_read(outlet, get):
    outlet.sends("/", HEAD + b"content-length: 5368709120\r\n\r\n", then_waits=True)
    with pytest.raises(TooLarge, match=r"more than 0.1 MB"):
        get(outlet.url())


@pytest.mark.parametrize("start", [CHUNKED, HEAD + b"\r\n", HEAD + b"content-encoding: gzip\r\n\r\n"])
def test_a_body_without_end(outlet, get, start):
    piece = b"1000\r\n" + bytes(4096) + b"\r\n" if start is CHUNKED else bytes(4096)
    outlet.repeats("/", start, gzip.compress(b"") + piece if b"gzip" in start else piece)
    with pytest.raises((TooLarge, BadEncoding) if b"gzip" in start else TooLarge):
        get(outlet.url())


def test_a_packed_body_that_is_too_large_when_unpacked(outlet, get):
    outlet.says("/", gzip.compress(bytes(100_001)), content_encoding="gzip")
    with pytest.raises(TooLarge, match=r"more than 0.1 MB"):
        get(outlet.url())


def test_a_body_may_be_given_another_limit(outlet, get):
    outlet.says("/", bytes(150_000))
    assert len(get(outlet.url(), most=150_000).body) == 150_000
    with pytest.raises(TooLarge):
        get(outlet.url(), most=149_999)


@pytest.mark.parametrize("start", [HEAD + b"content-length: 100\r\n\r\nonce", CHUNKED + b"4\r\nonce\r\n"])
def test_a_body_that_is_cut_off_is_not_taken_for_the_page(outlet, get, start):
    outlet.sends("/", start, closes=True)
    with pytest.raises(Unreachable, match="broke off in the middle"):
        get(outlet.url())


def test_a_packed_body_that_is_cut_off_is_not_taken_for_the_page(outlet, get):
    outlet.sends("/", HEAD + b"content-encoding: gzip\r\n\r\n" + gzip.compress(b"once " * 99)[:-20], closes=True)
    with pytest.raises(BadEncoding, match="broke off in the middle"):
        get(outlet.url())


def test_a_body_that_ends_with_the_connection_is_whole(outlet, get):
    outlet.sends("/", HEAD + b"\r\nonce upon a time", closes=True)
    assert get(outlet.url()).body == b"once upon a time"


@pytest.mark.parametrize(
    "sent", [b"SSH-2.0-OpenSSH_9.2\r\n\x00\xff", CHUNKED + b"zz\r\n-5\r\n", HEAD + b"content-length: -1\r\n\r\n"]
)
def test_what_is_not_http(outlet, get, sent):
    outlet.sends("/", sent, closes=True)
    with pytest.raises(Unreachable, match="not HTTP"):
        get(outlet.url())


def test_a_connection_that_is_closed_without_an_answer(outlet, get):
    outlet.sends("/", closes=True)
    with pytest.raises(Unreachable, match="closed the connection without an answer"):
        get(outlet.url())


def test_the_body_of_an_error_is_not_read(outlet, get):
    outlet.sends("/", b"HTTP/1.1 404 Any\r\ncontent-length: 99999999\r\n\r\n", then_waits=True)
    with pytest.raises(Exception, match="answered 404"):
        get(outlet.url())


def test_repeated_headers_are_one_but_the_lines_of_x_robots_tag_stay_apart(outlet, get):
    lines = b"x-robots-tag: googlebot: noarchive\r\nX-Robots-Tag: nosnippet\r\nvary: a\r\nvary: b\r\n"
    outlet.sends("/", HEAD + lines + b"content-length: 1\r\n\r\nx")
    headers = get(outlet.url()).headers
    assert (headers["x-robots-tag"], headers["vary"]) == ("googlebot: noarchive\nnosnippet", "a, b")
