import pytest

from broadsheet.picture.kinds import kind, may_be_shown
from tests.picture.samples import SVG, photo


@pytest.mark.parametrize("name", ["JPEG", "PNG", "GIF", "WEBP", "AVIF"])
def test_a_picture_is_known_by_its_first_bytes(name):
    assert kind(photo(name, (20, 20))) == name.lower()


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (SVG, "svg"),
        (b"\xef\xbb\xbf<svg>", "svg"),
        (b"  <!-- drawn --><svg viewBox='0 0 1 1'/>", "svg"),
        (b"", ""),
        (b"<!doctype html><svg>", ""),
        (b"<svgx>", ""),
        (b"\xff\xd8", ""),
        (b"RIFFxxxxWAVE", ""),
        (b"%PDF-1.7", ""),
        (b"\0\0\0\x18ftypmp42", ""),
    ],
)
def test_all_else_is_no_picture(body, found):
    assert kind(body) == found


@pytest.mark.parametrize(
    ("header", "shown"),
    [
        ("", True),
        ("noindex, nofollow", True),
        ("noimageindex", False),
        ("noarchive, NoImageIndex", False),
        ("Broadsheet: noimageindex", False),
        ("googlebot: noimageindex", True),
        ("noimageindexing", True),
    ],
)
def test_an_outlet_may_say_that_a_picture_is_not_to_stand_elsewhere(header, shown):
    assert may_be_shown({"x-robots-tag": header}) is shown
