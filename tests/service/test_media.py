import asyncio
import time
from dataclasses import replace

import pytest

from broadsheet.boot import open_context
from broadsheet.errors import BadStatus, NotAsked, NotFound, NotSignedIn, PictureError, Refused, TimedOut
from broadsheet.model.readers import OPERATOR
from broadsheet.service import media, upkeep
from broadsheet.service.media import LATE, SOON, pause_after
from broadsheet.store.media import Gallery
from broadsheet.text.signing import decoded
from tests.conftest import NOW
from tests.outlet import Answer
from tests.picture.samples import SVG, bomb, opened, photo


def asked(address):
    _, _, signature, width, code = address.split("/")
    return signature, decoded(code), int(width)


async def fetched(ctx, url, width=640, reader=OPERATOR):
    return await media.get(ctx, reader, *asked(media.address(ctx, url, width)))


def get(ctx, url, width=640, reader=OPERATOR):
    async def getting():
        async with ctx.client:
            return await fetched(ctx, url, width, reader)

    return asyncio.run(getting())


@pytest.fixture
def picture(outlet):
    """The address of a good one."""
    outlet.pages["/a.jpg"] = Answer(photo(), type="text/plain")
    return f"{outlet.address}/a.jpg"


def test_a_picture_is_fetched_once_and_shown_in_every_width(ctx, outlet, picture):
    shown = [get(ctx, picture, width) for width in (320, 640, 1280)]
    assert [opened(one.body).width for one in shown] == [320, 640, 900]
    assert {one.type for one in shown} == {"image/webp"} and outlet.asked.count("/a.jpg") == 1


def test_many_who_ask_at_once_make_one_request(ctx, outlet, picture):
    outlet.pages["/a.jpg"].before = lambda: time.sleep(0.1)

    async def getting():
        async with ctx.client:
            return await asyncio.gather(*(fetched(ctx, picture) for _ in range(9)))

    assert len({one.body for one in asyncio.run(getting())}) == 1 and outlet.asked.count("/a.jpg") == 1
    assert not ctx.media.flights


def test_an_address_that_we_did_not_write_is_not_fetched(ctx, outlet, picture):
    signature, url, width = asked(media.address(ctx, picture, 640))
    for wrong in ((signature, url, 320), (signature, f"{outlet.address}/b", width), ("0" * 32, url, width)):
        with pytest.raises(NotFound):
            asyncio.run(media.get(ctx, OPERATOR, *wrong))
    assert not outlet.asked


def test_a_width_that_pages_do_not_use_is_not_made(ctx, outlet, picture):
    with pytest.raises(NotFound):
        get(ctx, picture, 641)
    assert not outlet.asked


def test_the_signature_is_no_right(ctx, picture):
    with pytest.raises(NotSignedIn):
        get(ctx, picture, reader=None)
    assert get(replace(ctx, settings=ctx.settings.model_copy(update={"anonymous_reading": True})), picture, reader=None)


@pytest.mark.parametrize(
    "answer",
    [
        Answer(b"<html>not a picture</html>", type="image/jpeg"),
        Answer(bomb(), type="image/png"),
        Answer(photo()[:2000], type="image/jpeg"),
        Answer(photo("TIFF"), type="image/tiff"),
        Answer(photo(), type="image/jpeg", headers={"X-Robots-Tag": "noimageindex"}),
        Answer(b"gone", 410),
        Answer(b"", type="image/jpeg"),
    ],
)
def test_what_cannot_be_shown_is_not_asked_for_again_that_day(ctx, clock, outlet, answer):
    outlet.pages["/a.jpg"] = answer
    for _ in range(3):
        with pytest.raises(NotFound):
            get(ctx, f"{outlet.address}/a.jpg")
    assert outlet.asked.count("/a.jpg") == 1
    outlet.pages["/a.jpg"] = Answer(photo())
    clock.now += LATE
    assert get(ctx, f"{outlet.address}/a.jpg").body


def test_a_picture_that_is_too_large_is_not_taken(ctx, outlet, monkeypatch):
    monkeypatch.setattr(media, "LARGEST", 2_000)
    outlet.pages["/a.png"] = Answer(photo("PNG") + bytes(2_000))
    with pytest.raises(NotFound):
        get(ctx, f"{outlet.address}/a.png")


def test_a_browser_does_not_wait_for_ever_and_has_the_picture_the_next_time(ctx, outlet, picture, monkeypatch):
    monkeypatch.setattr(media, "PATIENCE", 0.05)
    outlet.pages["/a.jpg"].before = lambda: time.sleep(0.3)

    async def getting():
        async with ctx.client:
            with pytest.raises(NotFound):
                await fetched(ctx, picture)
            await asyncio.gather(*ctx.media.flights.values())
            return await fetched(ctx, picture)

    assert asyncio.run(getting()).body and outlet.asked.count("/a.jpg") == 1


def test_a_private_address_is_not_asked(ctx, outlet, picture, tmp_path):
    settings = ctx.settings.model_copy(update={"allow_private_addresses": False, "data": tmp_path / "other"})
    with open_context(settings) as strict, pytest.raises(NotFound):
        get(strict, picture)
    assert not outlet.asked


def test_a_drawing_is_shown_as_it_is_and_from_this_machine_alone(ctx, outlet, monkeypatch):
    outlet.pages["/a.svg"] = Answer(SVG, type="image/svg+xml")
    shown = get(ctx, f"{outlet.address}/a.svg", 320)
    assert (shown.type, shown.body) == ("image/svg+xml", SVG)
    monkeypatch.setattr(media, "_LOOPBACK", frozenset())
    outlet.pages["/b.svg"] = Answer(SVG, type="image/svg+xml")
    with pytest.raises(NotFound):
        get(ctx, f"{outlet.address}/b.svg")


def test_the_upkeep_keeps_the_quota(ctx, picture):
    small = replace(ctx, media=replace(ctx.media, gallery=Gallery(ctx.settings.data / "media", 0)))
    get(ctx, picture)
    upkeep.sweep(small)
    assert not list((ctx.settings.data / "media").rglob("*.picture"))


@pytest.mark.parametrize(
    ("error", "seconds"),
    [
        (TimedOut("slow"), SOON),
        (Refused("private"), LATE),
        (PictureError("none"), LATE),
        (BadStatus("none", 404), LATE),
        (BadStatus("busy", 503), SOON),
        (BadStatus("less often", 429, 7200), 7200),
        (BadStatus("soon", 429, 1), SOON),
        (NotAsked("robots.txt", NOW + 5000), 5000),
    ],
)
def test_what_may_pass_is_asked_for_again_soon(error, seconds):
    assert pause_after(error, NOW) == seconds
