"""What outlets get wrong: each is a state with a sentence that a person understands, and the others go on."""

import asyncio
import gzip

import pytest

from broadsheet.model.readers import OPERATOR
from broadsheet.model.sources import State
from broadsheet.service import ingest, sources, timeline
from tests.outlet import Answer

RSS = "application/rss+xml"


def look(ctx, outlet, answer):
    """Add a good feed, let its address answer something else, and look again; gives the source."""
    feed = outlet.publish("pier-rebuilt", "school-opens")
    asyncio.run(sources.import_file(ctx, OPERATOR, feed.encode()))
    asyncio.run(refresh(ctx))
    outlet.pages["/feed.xml"] = answer
    sources.check_now(ctx, OPERATOR)
    asyncio.run(refresh(ctx))
    return sources.listing(ctx, OPERATOR)[0]


async def refresh(ctx):
    async with ctx.client:
        await ingest.refresh_all(ctx, ingest.claim_due(ctx, 10))


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer(b"<html><title>Sign in</title><p>Hello</html>"), "web page"),
        (Answer(b"", type=RSS), "nothing in it"),
        (Answer(b"\x89PNG\r\n\x1a\n" + bytes(99), type="image/png"), "neither a feed"),
        (Answer(b'{"a": 1}', type="application/json"), "JSON"),
        (Answer(b"no", 403), "403"),
        (Answer(b"no", 404), "404"),
        (Answer(b"no", 429, headers={"Retry-After": "7200"}), "429"),
        (Answer(b"no", 500), "500"),
        (Answer(b"no", 503), "503"),
        (Answer(b"", 302, headers={"Location": "/feed.xml"}), "circle"),
        (Answer(b"", 302, headers={"Location": "ftp://example.org/feed"}), "another address"),
        (Answer(b"<rss>" + b" " * 11_000_000, type=RSS), "more than 10 MB"),
        (Answer(gzip.compress(bytes(30_000_000)), type=RSS, headers={"Content-Encoding": "gzip"}), "more than 10 MB"),
        (Answer(b"\x1f\x8bnot gzip", type=RSS, headers={"Content-Encoding": "gzip"}), "gzip"),
        (Answer(b"x", type=RSS, headers={"Content-Encoding": "br"}), "br"),
    ],
)
def test_a_source_that_goes_wrong_says_how(ctx, outlet, clock, answer, said):
    source = look(ctx, outlet, answer)
    assert source.state is State.FAILING
    assert said in source.reason
    assert source.reason.endswith(".")
    assert source.next_look > clock.now
    assert source.articles == 2


def test_a_server_that_asks_to_wait_is_left_alone_so_long(ctx, outlet, clock):
    source = look(ctx, outlet, Answer(b"no", 429, headers={"Retry-After": "7200"}))
    assert source.next_look >= clock.now + 7200


def items(*parts):
    return ("<rss version='2.0'><channel><title>Post</title>" + "".join(parts) + "</channel></rss>").encode()


@pytest.mark.parametrize(
    ("body", "titles"),
    [
        (items("<item><title>One</title><guid>1</guid></item><item><title>Two</title><guid>1</guid></item>"), {"One"}),
        (items("<item><title>One</title></item>", "<item><title>Two</title></item>"), {"One", "Two"}),
        (items("<item><title>Fish & chips &lt;b&gt;now&lt;/b&gt;</title><guid>1</guid></item>"), {"Fish & chips now"}),
        (items("<item><title>Für</title><guid>1</guid></item>").decode().encode("latin-1"), {"Für"}),
        (items("<item><title>One</title><guid>1</guid></item>", "<item><title>Two</title></item>")[:-30], {"One"}),
        (b"\n\n junk " + items("<item><title>One</title><guid>1</guid></item>"), {"One"}),
    ],
)
def test_a_feed_that_is_a_little_wrong_is_read_all_the_same(ctx, outlet, body, titles):
    source = look(ctx, outlet, Answer(body, type=RSS))
    assert source.state is State.OK
    found = {card.title for card in timeline.front(ctx, OPERATOR).cards} - {"Pier rebuilt", "School opens"}
    assert found == titles


@pytest.mark.parametrize("date", ["", "soon", "Mon, 01 Jan 0001 00:00:00 GMT", "2199-01-01T00:00:00Z", "1970-01-01"])
def test_an_absurd_date_is_replaced_by_the_arrival(ctx, outlet, clock, date):
    look(
        ctx, outlet, Answer(items(f"<item><title>One</title><guid>1</guid><pubDate>{date}</pubDate></item>"), type=RSS)
    )
    card = next(card for card in timeline.front(ctx, OPERATOR).cards if card.title == "One")
    assert card.dated == clock.now
