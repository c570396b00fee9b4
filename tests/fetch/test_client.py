import asyncio
import gzip

import pytest

from broadsheet.errors import BadStatus, Refused, TooLarge, TooManyRedirects
from broadsheet.fetch.client import ANY_PAGE, Limits
from broadsheet.model.pages import NotModified, Validators

DAY = "Thu, 09 Oct 2025 08:53:20 GMT"


def test_a_page_comes_with_all_that_is_known_of_it(outlet, get, now):
    outlet.says("/feed", b"<rss/>", content_type="application/rss+xml; charset=UTF-8", etag='"1"', last_modified=DAY)
    page = get(outlet.url("/feed#top"))
    assert (page.url, page.final_url, page.moved_to) == (outlet.url("/feed#top"), outlet.url("/feed"), None)
    assert (page.body, page.content_type, page.charset) == (b"<rss/>", "application/rss+xml", "UTF-8")
    assert (page.fetched, page.validators, page.headers["etag"]) == (now, Validators('"1"', DAY), '"1"')


def test_the_request_says_who_asks_and_what_it_can_read(outlet, get):
    outlet.says("/feed")
    get(outlet.url("/feed"))
    assert outlet.asked[0].headers == {
        "host": f"127.0.0.1:{outlet.port}",
        "user-agent": "Broadsheet/0 (test)",
        "accept": ANY_PAGE,
        "accept-encoding": "gzip, deflate",
    }


def test_a_packed_page_is_unpacked(outlet, get):
    outlet.says("/", gzip.compress(b"<rss/>"), content_encoding="gzip")
    assert get(outlet.url()).body == b"<rss/>"


def test_a_packed_file_is_opened(outlet, get):
    outlet.says("/sitemap.xml.gz", gzip.compress(b"<urlset/>"), content_type="application/gzip")
    assert get(outlet.url("/sitemap.xml.gz")).body == b"<urlset/>"


def test_an_empty_page_is_a_page(outlet, get):
    outlet.says("/")
    assert get(outlet.url()).body == b""


@pytest.mark.parametrize(
    ("path", "target"), [("/a b", "/a%20b"), ("/%2f%2F?q=%E9", "/%2f%2F?q=%E9"), ("/é?ü", "/%C3%A9?%C3%BC")]
)
def test_an_address_goes_over_the_wire_as_it_was_written(outlet, get, path, target):
    outlet.says(target, b"here")
    assert get(outlet.url(path)).body == b"here"
    assert outlet.asked[0].target == target


def test_stray_bytes_in_headers_are_made_text(outlet, get):
    outlet.says("/", b"x", x_title="caf\udce9")
    assert get(outlet.url()).headers["x-title"] == "caf\ufffd"


def test_stray_bytes_in_a_redirect_are_asked_for_as_they_are(outlet, get):
    outlet.moves("/", "/caf\udce9")
    outlet.says("/caf%E9", b"here")
    assert get(outlet.url()).body == b"here"


def test_a_page_that_has_not_changed_is_not_sent_again(outlet, get):
    outlet.says("/", status=304, etag='"2"')
    answer = get(outlet.url(), unless=Validators('"1"', DAY))
    assert answer == NotModified(outlet.url(), Validators('"2"'), {"content-length": "0", "etag": '"2"'})
    assert outlet.asked[0].headers["if-none-match"] == '"1"'
    assert outlet.asked[0].headers["if-modified-since"] == DAY


@pytest.mark.parametrize("unless", [None, Validators(), Validators("x" * 5_000)])
def test_not_modified_without_having_asked_is_an_error(outlet, get, unless):
    outlet.says("/", status=304)
    with pytest.raises(BadStatus, match="though we had not asked"):
        get(outlet.url(), unless=unless)


def test_validators_are_told_to_the_first_address_only(outlet, get):
    outlet.moves("/old", "/new")
    outlet.says("/new", status=304)
    with pytest.raises(BadStatus, match="304"):
        get(outlet.url("/old"), unless=Validators('"1"'))
    assert ["if-none-match" in asked.headers for asked in outlet.asked] == [True, False]


@pytest.mark.parametrize("status", [202, 204, 205, 206, 300, 404, 410, 418, 500])
def test_an_answer_without_the_page_is_an_error(outlet, get, status):
    outlet.says("/", status=status, retry_after="60")
    with pytest.raises(BadStatus) as error:
        get(outlet.url())
    assert (error.value.status, error.value.retry_after) == (status, 60)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    "location", ["/new?x=1", "new?x=1", "//127.0.0.1:{port}/new?x=1", "http://127.1:{port}/new?x=1#part"]
)
def test_redirects_are_followed(outlet, get, status, location):
    outlet.moves("/old", location.format(port=outlet.port), status)
    outlet.says("/new?x=1", b"here")
    page = get(outlet.url("/old"))
    assert (page.body, page.url, page.final_url) == (b"here", outlet.url("/old"), outlet.url("/new?x=1"))


@pytest.mark.parametrize(
    ("statuses", "moved_to"),
    [([301], "/1"), ([308, 301], "/2"), ([301, 302], "/1"), ([302, 301], None), ([301, 307, 301], "/1"), ([303], None)],
)
def test_an_address_has_moved_as_far_as_all_redirects_are_permanent(outlet, get, statuses, moved_to):
    for number, status in enumerate(statuses):
        outlet.moves(f"/{number}", f"/{number + 1}", status)
    outlet.says(f"/{len(statuses)}", b"here")
    assert get(outlet.url("/0")).moved_to == (moved_to and outlet.url(moved_to))


def test_eight_redirects_are_followed_but_not_nine(outlet, get):
    for number in range(9):
        outlet.moves(f"/{number}", f"/{number + 1}")
    outlet.says("/9", b"here")
    assert get(outlet.url("/1")).body == b"here"
    with pytest.raises(TooManyRedirects, match="more than 8 times"):
        get(outlet.url("/0"))


def test_redirects_in_a_circle_are_noticed_at_once(outlet, get):
    outlet.moves("/a", "/b#1")
    outlet.moves("/b", "/a#2")
    with pytest.raises(TooManyRedirects, match="circle"):
        get(outlet.url("/a"))
    assert len(outlet.asked) == 2


def test_cookies_are_not_kept(outlet, get):
    outlet.says("/a", status=302, location="/b", set_cookie="k=1; path=/")
    outlet.says("/b", b"here", set_cookie="k=2")
    assert "set-cookie" not in get(outlet.url("/a")).headers
    assert "cookie" not in outlet.asked[1].headers


def test_a_redirect_that_does_not_say_where_is_an_error(outlet, get):
    outlet.says("/", status=302)
    with pytest.raises(BadStatus, match="does not say where"):
        get(outlet.url())


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "ftp://a.example/",
        "javascript:alert(1)",
        "http://u:p@a.example/",
        "http://[::1",
        "http://a.example:25/",
    ],
)
def test_a_redirect_to_what_is_no_page_is_refused(outlet, get, location):
    outlet.moves("/", location)
    with pytest.raises(Refused, match=r"^127.0.0.1:\d+ sends us on to another address\. "):
        get(outlet.url())


def test_a_line_break_in_a_redirect_stays_encoded(outlet, get):
    outlet.moves("/", "/b%0d%0aX-Evil:%201")
    outlet.says("/b%0d%0aX-Evil:%201", b"here")
    get(outlet.url())
    assert "x-evil" not in outlet.asked[1].headers


def test_a_client_serves_one_loop_after_the_other(outlet, client):
    outlet.says("/", b"here")
    shared = client()

    async def job() -> bytes:
        page = await shared.get(outlet.url())
        await shared.get(outlet.url())
        await shared.close()
        return page.body

    assert [asyncio.run(job()) for _ in range(3)] == [b"here"] * 3
    assert outlet.connections == 3


def test_a_loop_that_ended_without_closing_does_no_harm_to_the_next(outlet, client):
    outlet.says("/", b"here")
    shared = client()
    assert [asyncio.run(shared.get(outlet.url())).body for _ in range(3)] == [b"here"] * 3


def test_closing_what_was_never_opened_is_no_error(client):
    asyncio.run(client().close())


def test_requests_to_one_host_come_one_after_the_other(outlet, client):
    asking = []

    async def watch(writer):
        asking.append("begins")
        await outlet.pause(0.01)
        asking.append("ends")
        writer.write(b"HTTP/1.1 200 Any\r\ncontent-length: 0\r\n\r\n")

    outlet.plays("/", watch)

    async def many() -> None:
        async with client() as opened:
            await asyncio.gather(*(opened.get(outlet.url()) for _ in range(4)))

    asyncio.run(many())
    assert asking == ["begins", "ends"] * 4 and outlet.connections == 1


def test_waiting_for_a_turn_does_not_count_as_the_outlets_time(outlet, client):
    async def slow(writer):
        await outlet.pause(0.15)
        writer.write(b"HTTP/1.1 200 Any\r\ncontent-length: 0\r\n\r\n")

    outlet.plays("/", slow)

    async def many() -> None:
        async with client(limits=Limits(whole=0.7)) as opened:
            await asyncio.gather(*(opened.get(outlet.url()) for _ in range(6)))

    asyncio.run(many())


def test_validators_are_told_only_to_the_address_they_are_of(outlet, get):
    outlet.moves("/old", "/new", status=302)
    outlet.says("/new", b"<rss/>", etag='"1"')
    page = get(outlet.url("/old"))
    assert page.validators == Validators('"1"', None, outlet.url("/new"))
    outlet.says("/new", status=304)
    answer = get(outlet.url("/old"), unless=page.validators)
    assert isinstance(answer, NotModified) and answer.moved_to is None
    assert ["if-none-match" in asked.headers for asked in outlet.asked] == [False, False, False, True]


def test_who_asks_may_look_ahead_at_each_address(outlet, get):
    outlet.moves("/old", "/new")
    outlet.says("/new", b"here", cache_control="max-age=60")
    seen = []

    async def ahead(url):
        seen.append(url)
        return 0

    assert get(outlet.url("/old"), ahead=ahead).fresh == 60
    assert seen == [outlet.url("/old"), outlet.url("/new")]


def test_a_bot_wall_is_said_by_name(outlet, get):
    outlet.says(
        "/", gzip.compress(b"<title>Attention Required! | Cloudflare</title>"), status=403, content_encoding="gzip"
    )
    with pytest.raises(BadStatus, match=r"403: Cloudflare .* feed"):
        get(outlet.url())


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_a_wall_that_cannot_be_read_is_a_refusal_like_others(outlet, get, encoding):
    outlet.says("/", b"noise", status=403, content_encoding=encoding)
    with pytest.raises(BadStatus, match="403: it does not let us in"):
        get(outlet.url())


def test_of_what_never_ends_the_beginning_is_enough(outlet, get):
    outlet.says("/robots.txt", b"User-agent: *\n" + b"#" * 11_000_000)
    with pytest.raises(TooLarge):
        get(outlet.url("/robots.txt"))
    assert get(outlet.url("/robots.txt"), enough=5_000).body.startswith(b"User-agent: *\n###")
