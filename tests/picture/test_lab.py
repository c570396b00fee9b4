import asyncio
import io
import os
import signal
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from broadsheet.errors import PictureError
from broadsheet.picture import lab as lab_file
from broadsheet.picture.lab import Lab
from tests.picture.samples import bomb, opened, photo


@pytest.fixture(scope="module")
def lab():
    made = Lab(workers=1)
    yield made
    made.close()


def develop(lab, body):
    return asyncio.run(lab.develop(body))


def sizes(picture):
    return {width: opened(body).size for width, body in picture.sizes.items()}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "AVIF"])
def test_a_picture_comes_in_three_widths_as_webp(lab, kind):
    picture = develop(lab, photo(kind, (1600, 1200)))
    assert picture.type == "image/webp" and opened(picture.sizes[320]).format == "WEBP"
    assert sizes(picture) == {320: (320, 240), 640: (640, 480), 1280: (1280, 960)}


def test_a_small_picture_is_never_made_larger(lab):
    assert sizes(develop(lab, photo(size=(500, 300)))) == {320: (320, 192), 640: (500, 300)}


def test_a_picture_stands_upright_and_tells_nothing_of_its_camera(lab):
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x8825] = 6, "A camera", {1: "N", 2: (51.0, 30.0, 0.0)}
    body = photo(size=(900, 600), exif=exif)
    assert b"A camera" in body
    picture = develop(lab, body)
    assert sizes(picture) == {320: (320, 480), 640: (600, 900)}
    shown = opened(picture.sizes[640])
    assert not shown.getexif() and b"A camera" not in picture.sizes[640]
    assert shown.getpixel((300, 20)) < shown.getpixel((300, 880))  # the dark half is above


def test_what_can_be_seen_through_stays_so(lab):
    out = io.BytesIO()
    Image.new("RGBA", (50, 50), (255, 0, 0, 0)).save(out, "PNG")
    assert opened(develop(lab, out.getvalue()).sizes[320]).getpixel((25, 25))[3] == 0


def test_of_an_animation_the_first_picture_is_shown(lab):
    red, blue = (Image.new("RGB", (40, 40), colour) for colour in ("red", "blue"))
    out = io.BytesIO()
    red.save(out, "GIF", save_all=True, append_images=[blue], duration=100)
    shown = opened(develop(lab, out.getvalue()).sizes[320])
    assert shown.n_frames == 1 and shown.convert("RGB").getpixel((20, 20))[0] > 200


@pytest.mark.parametrize("profile", [ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(), b"junk" * 99])
def test_colours_become_those_of_the_web(lab, profile):
    picture = develop(lab, photo(size=(300, 300), icc_profile=profile))
    assert "icc_profile" not in opened(picture.sizes[320]).info


def test_where_no_process_starts_there_is_no_picture(monkeypatch):
    monkeypatch.setattr(lab_file.sys, "executable", "/nowhere/python")
    with pytest.raises(PictureError, match="does not start"):
        develop(Lab(workers=1), photo())


@pytest.mark.parametrize("mode", ["CMYK", "L", "RGB"])
def test_every_kind_of_jpeg_is_read(lab, mode):
    assert sizes(develop(lab, photo(mode=mode, size=(400, 400)))) == {320: (320, 320), 640: (400, 400)}


@pytest.mark.parametrize(
    "body",
    [bomb(), bomb(7000, 6000), photo()[:3000], b"\xff\xd8\xff" + bytes(500), photo("PNG")[:200], b"", b"GIF89a", b"x"],
)  # fmt: skip
def test_a_bomb_or_a_broken_picture_is_refused_and_the_next_is_made(lab, body):
    with pytest.raises(PictureError):
        develop(lab, body)
    assert develop(lab, photo()).sizes


def test_a_file_of_another_kind_is_not_opened(lab):
    with pytest.raises(PictureError, match="cannot be read"):
        develop(lab, photo("TIFF", (50, 50)))


def test_a_process_that_takes_too_long_is_ended_and_replaced(lab, monkeypatch):
    develop(lab, photo())
    (worker,) = lab._idle
    os.kill(worker.process.pid, signal.SIGSTOP)
    with monkeypatch.context() as patched:
        patched.setattr(lab, "_seconds", 0.2)
        with pytest.raises(PictureError, match="more memory or time"):
            develop(lab, photo())
    assert worker.process.poll() is not None and develop(lab, photo()).sizes


def test_a_process_that_ends_itself_is_replaced(lab):
    develop(lab, photo())
    lab._idle[0].process.kill()
    with pytest.raises(PictureError):
        develop(lab, photo())
    assert develop(lab, photo()).sizes


def test_a_process_is_replaced_after_a_while(lab, monkeypatch):
    monkeypatch.setattr(lab_file, "PICTURES", 1)
    develop(lab, photo())
    assert not lab._idle


@pytest.mark.skipif(not Path("/proc").exists(), reason="only Linux shows the limits of another process")
def test_the_process_is_limited_and_knows_nothing_of_ours(lab, monkeypatch):
    monkeypatch.setenv("BROADSHEET_SMTP", "smtp://user:secret@mail")
    develop(lab, photo())
    place = Path("/proc", str(lab._idle[0].process.pid))
    limits = (place / "limits").read_text()
    row = {line[:24].strip(): line[26:46].strip() for line in limits.splitlines()}
    assert row["Max address space"] == str(512 * 2**20) and row["Max file size"] == "0"
    assert row["Max cpu time"].isdigit()
    assert (place / "environ").read_text().count("=") == 1
    assert len(list((place / "fd").iterdir())) == 3


def test_closing_ends_the_processes():
    lab = Lab(workers=1)
    develop(lab, photo())
    (worker,) = lab._idle
    lab.close()
    assert worker.process.poll() is not None
