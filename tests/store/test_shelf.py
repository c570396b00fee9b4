import os

import pytest

from broadsheet.model.pages import Page
from broadsheet.store.shelf import DAY, Shelf


def page(number=0, size=0):
    return Page(
        "https://herald.example/a", f"https://herald.example/{number}", b"<p>\n\xff" + os.urandom(size),
        "text/html", "latin-1", 1_760_000_000,
    )  # fmt: skip


def kept(shelf, count):
    return [number for number in range(count) if shelf.get(number)]


def test_a_page_is_read_back_as_it_was_kept(tmp_path, now):
    shelf = Shelf(tmp_path / "pages", 14, 10)
    shelf.put(7, page(7), now)
    assert shelf.get(7) == Page(
        "https://herald.example/a", "https://herald.example/7", b"<p>\n\xff", "text/html", "latin-1", 1_760_000_000
    )
    assert shelf.get(8) is None


def test_the_page_that_was_kept_last_is_read(tmp_path, now):
    shelf = Shelf(tmp_path, 14, 10)
    for number, at in enumerate((now, now + 5, now + 3 * DAY)):
        shelf.put(7, page(number), at)
    assert shelf.get(7).final_url == "https://herald.example/2"


@pytest.mark.parametrize(("days", "megabytes"), [(0, 10), (14, 0)])
def test_nothing_is_kept_where_there_is_no_time_or_no_room(tmp_path, now, days, megabytes):
    full = Shelf(tmp_path, 14, 10)
    full.put(1, page(), now)
    shelf = Shelf(tmp_path, days, megabytes)
    shelf.put(7, page(), now)
    assert shelf.get(7) is None
    shelf.sweep(now)
    assert list(tmp_path.rglob("*.page")) == []


def test_pages_are_dropped_after_their_time(tmp_path, now):
    shelf = Shelf(tmp_path, 14, 10)
    for number in range(5):
        shelf.put(number, page(), now + number * DAY)
    shelf.sweep(now + 16 * DAY)
    assert kept(shelf, 5) == [2, 3, 4]


def test_the_oldest_pages_are_dropped_until_the_rest_fits(tmp_path, now):
    shelf = Shelf(tmp_path, 14, 1)
    for number in range(12):
        shelf.put(number, page(size=250_000), now + number // 4 * DAY)
    shelf.sweep(now + 3 * DAY)
    assert kept(shelf, 12) == [9, 10, 11]
    shelf.put(12, page(size=250_000), now + 3 * DAY)
    shelf.sweep(now + 3 * DAY)
    assert kept(shelf, 13) == [10, 11, 12]


def test_articles_are_dropped_in_the_order_of_their_numbers(tmp_path, now):
    shelf = Shelf(tmp_path, 14, 1)
    for number in (9, 10, 11, 100):
        shelf.put(number, page(size=300_000), now)
    shelf.sweep(now)
    assert kept(shelf, 101) == [10, 11, 100]


def test_a_damaged_page_is_no_page(tmp_path, now):
    shelf = Shelf(tmp_path, 14, 10)
    shelf.put(7, page(), now)
    (file,) = tmp_path.rglob("*.page")
    file.write_bytes(file.read_bytes()[:20])
    assert shelf.get(7) is None


def test_a_page_that_cannot_be_kept_stops_nothing(tmp_path, now, caplog):
    (tmp_path / "pages").write_text("a file")
    shelf = Shelf(tmp_path / "pages", 14, 10)
    shelf.put(7, page(), now)
    assert "article 7 was not kept" in caplog.text


def test_sweeping_what_is_not_there_does_nothing(tmp_path, now):
    Shelf(tmp_path / "none", 14, 10).sweep(now)
