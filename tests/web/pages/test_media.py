import re
from html import unescape

import pytest

from broadsheet.boot import open_context
from broadsheet.config import Settings
from broadsheet.errors import NotFound
from broadsheet.model.articles import SafeHtml
from broadsheet.model.listings import Enclosure, Image
from broadsheet.model.media import Shown
from broadsheet.service import media, sessions
from broadsheet.text.signing import media_address
from broadsheet.web.app import create_app
from tests.outlet import Answer, Outlet
from tests.picture.samples import opened, photo
from tests.web.conftest import ADA, door_of

URL = "https://h.example/a.jpg?w=1&h=2"


def of(url):
    return "/media/abc/640/" + media_address(b"k", url, 640).rpartition("/")[2]


@pytest.fixture
def asked(paper, monkeypatch):
    """What the service is asked for; it has one picture."""
    calls = []

    async def get(_ctx, reader, signature, url, width):
        calls.append((reader, signature, url, width))
        if url != URL:
            raise NotFound("The picture cannot be had.")
        return Shown("image/svg+xml", b"<svg/>")

    monkeypatch.setattr(media, "get", get)
    return calls


def test_a_picture_may_be_kept_by_the_browser_and_by_nobody_else(ask, paper, asked):
    answer = ask(of(URL))
    assert (answer.status, answer.body, asked) == (200, b"<svg/>", [(paper.reader, "abc", URL, 640)])
    assert answer.headers["content-type"] == "image/svg+xml"
    assert re.fullmatch(r"private, max-age=\d+, immutable", answer.headers["cache-control"])
    again = ask(of(URL), if_none_match=answer.headers["etag"])
    assert (again.status, again.body) == (304, b"")


def test_a_drawing_that_is_opened_by_itself_can_do_nothing(ask, asked):
    headers = ask(of(URL)).headers
    assert {"default-src 'none'", "sandbox"} <= set(headers["content-security-policy"].split("; "))
    assert headers["x-content-type-options"] == "nosniff"


def test_a_picture_that_cannot_be_had_is_an_empty_answer(ask, asked):
    answer = ask(of("https://h.example/none.jpg"))
    assert (answer.status, answer.body) == (404, b"") and "max-age" in answer.headers["cache-control"]


@pytest.mark.parametrize("path", ["/media/abc/wide/eA", "/media/abc/640", "/media/abc/640/" + "x" * 9000])
def test_what_is_no_address_of_a_picture_asks_nothing(ask, asked, path):
    assert ask(path).status in (400, 404) and not asked


def test_pages_name_no_picture_of_an_outlet(ask, paper):
    paper.cards = (paper.card(image=Image(URL)), paper.card(image=Image("https://h.example/b.jpg")))
    paper.reading = paper.article(
        image=Image("https://h.example/lead.jpg", "A pier"),
        html=SafeHtml('<p>Text.</p><img src="https://h.example/in.jpg" alt="In" width="9" height="6" loading="lazy">'),
        enclosures=(Enclosure("https://h.example/f.mp4", "video/mp4"),),
    )
    for path in ("/", "/outlet/1", "/tag/soundtunnel", "/article/7"):
        html = ask(path).text
        found = re.findall(r'<(?:img|video)[^>]* (?:src|poster)="([^"]*)"', html)
        assert found and all(each.startswith("/media/") for each in found if not each.endswith(".mp4")), path
    assert 'alt="In" width="9" height="6" loading="lazy"' in html and 'poster="/media/' in html


def test_the_addresses_in_a_page_are_those_that_we_sign(ask, paper):
    paper.cards = (paper.card(image=Image(URL)),)
    (found,) = re.findall(r'<img src="([^"]*)"', ask("/").text)
    assert unescape(found) == media_address(b"a key for tests", URL, 1280)


def test_a_picture_goes_the_whole_way(tmp_path, monkeypatch):
    monkeypatch.setattr(sessions, "find", lambda _ctx, _token: ADA)
    with Outlet() as outlet, open_context(Settings(data=tmp_path, allow_private_addresses=True)) as ctx:
        outlet.pages["/a.jpg"] = Answer(photo())
        ask = door_of(create_app(ctx, version="1.2.3"))
        address = media.address(ctx, f"{outlet.address}/a.jpg", 320)
        answer = ask(address, accept_encoding="gzip")
        assert (answer.status, answer.headers["content-type"]) == (200, "image/webp")
        assert opened(answer.body).width == 320 and "content-encoding" not in answer.headers
        assert ask(address.replace("/320", "/640")).status == 404


def test_a_visitor_has_no_pictures_where_there_is_nothing_to_read(visit, ctx):
    answer = visit(None)(media.address(ctx, URL, 640))
    assert (answer.status, answer.body) == (401, b"") and "max-age" not in answer.headers["cache-control"]
