import os
import stat
import threading

import pytest

from broadsheet.errors import StoreError
from broadsheet.model.media import Picture, Shown
from broadsheet.store.media import MOST_FAILURES, Gallery, read_key

URL = "https://h.example/a.jpg"
HOUR = 3600


def picture(size=10):
    return Picture("image/webp", {640: b"m" * size, 320: b"s" * size, 1280: b"l" * size})


def test_a_picture_comes_back_in_the_width_asked_for(tmp_path, now):
    gallery = Gallery(tmp_path, 10)
    gallery.put(URL, picture(), now)
    assert [gallery.get(URL, width, now).body[:1] for width in (320, 640, 1280)] == [b"s", b"m", b"l"]
    assert gallery.get(URL + "x", 320, now) is None


def test_a_narrow_picture_comes_in_the_width_that_it_has(tmp_path, now):
    gallery = Gallery(tmp_path, 10)
    gallery.put(URL, Picture("image/webp", {320: b"s"}), now)
    gallery.put("svg", Picture("image/svg+xml", {1280: b"<svg/>"}), now)
    assert gallery.get(URL, 1280, now) == Shown("image/webp", b"s")
    assert gallery.get("svg", 320, now) == Shown("image/svg+xml", b"<svg/>")


def test_the_least_recently_used_go_until_the_rest_fits(tmp_path, now):
    gallery = Gallery(tmp_path, 1)
    for number in range(5):
        gallery.put(str(number), picture(100_000), now + number)
    gallery.get("0", 320, now + 2 * HOUR)
    gallery.sweep(now + 2 * HOUR)
    assert [n for n in range(5) if gallery.get(str(n), 320, now + 2 * HOUR)] == [0, 3, 4]


def test_what_was_left_half_written_goes(tmp_path, now):
    gallery = Gallery(tmp_path, 1)
    (tmp_path / "ab").mkdir()
    for name, age in (("old.part", 2 * HOUR), ("new.part", 60)):
        (tmp_path / "ab" / name).write_bytes(b"half")
        os.utime(tmp_path / "ab" / name, (now - age, now - age))
    gallery.sweep(now)
    assert [path.name for path in tmp_path.rglob("*.part")] == ["new.part"]


@pytest.mark.parametrize("damage", [b"", b"{}", b"[]\n", b'{"type": "x", "sizes": {"320": 9}}\nshort', b"\xff\n"])
def test_a_damaged_picture_is_none(tmp_path, now, damage):
    gallery = Gallery(tmp_path, 1)
    gallery.put(URL, picture(), now)
    (file,) = tmp_path.rglob("*.picture")
    file.write_bytes(damage)
    assert gallery.get(URL, 320, now) is None


def test_a_picture_that_cannot_be_kept_stops_nothing(tmp_path, now, caplog):
    (tmp_path / "media").write_text("a file")
    Gallery(tmp_path / "media", 1).put(URL, picture(), now)
    assert "was not kept" in caplog.text


def test_sweeping_what_is_not_there_does_nothing(tmp_path, now):
    Gallery(tmp_path / "none", 1).sweep(now)


def test_what_cannot_be_had_is_remembered_for_a_while(tmp_path, now):
    gallery = Gallery(tmp_path, 1)
    gallery.fail(URL, now + 60)
    assert gallery.failed(URL, now) and not gallery.failed(URL, now + 60) and not gallery.failed("other", now)
    for number in range(MOST_FAILURES):
        gallery.fail(str(number), now + 60)
    assert not gallery.failed(URL, now)


def test_the_key_is_made_once_for_its_owner_alone(tmp_path):
    path = tmp_path / "media.key"
    keys = []
    threads = [threading.Thread(target=lambda: keys.append(read_key(path))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(keys) == 8 and len(set(keys)) == 1 and len(keys[0]) == 32
    assert stat.S_IMODE(path.stat().st_mode) == 0o600 and [file.name for file in tmp_path.iterdir()] == ["media.key"]


def test_a_damaged_key_says_so(tmp_path):
    (tmp_path / "media.key").write_bytes(b"short")
    with pytest.raises(StoreError, match="Delete it"):
        read_key(tmp_path / "media.key")
