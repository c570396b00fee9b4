"""How a listing is made, and what it has lost."""

import pytest

from broadsheet.collect.shapes import compare, is_mended, new_keys, shape_of
from broadsheet.model.health import Part, Shape
from broadsheet.model.listings import Entry, Format, Listing
from broadsheet.model.moments import Moment

WHOLE = Shape(Format.RSS, 20, 20, 20)


def test_a_shape_counts_dates_and_texts():
    entries = (Entry("a", content="x" * 900, published=Moment(1, "1970-01-01")), Entry("b", summary="Short."))
    assert shape_of(Listing(Format.ATOM, entries=entries)) == Shape(Format.ATOM, 2, 1, 1)


@pytest.mark.parametrize(
    ("after", "part", "words"),
    [
        (Shape(Format.RSS, 20, 20, 0), Part.TEXTS, "20 brought their text; of the 20 now, none"),
        (Shape(Format.RSS, 20, 0, 20), Part.DATES, "20 had a date; of the 20 now, none"),
        (Shape(Format.ATOM, 20, 20, 20), Part.FORMAT, "It was RSS and is Atom now."),
        (Shape(Format.ATOM, 20, 20, 1), Part.TEXTS, "of the 20 now, 1."),
    ],
)
def test_what_is_lost_is_said_with_its_numbers_and_the_worst_first(after, part, words):
    change = compare(WHOLE, after)
    assert change.part is part and words in change.because
    assert compare(WHOLE, WHOLE) is None


def test_a_few_entries_say_nothing_about_shares():
    assert compare(WHOLE, Shape(Format.RSS, 3, 0, 0)) is None
    assert compare(WHOLE, Shape(Format.RSS, 20, 15, 10)) is None


def test_what_comes_back_is_mended():
    lost = compare(WHOLE, Shape(Format.RSS, 20, 0, 20))
    assert is_mended(lost, WHOLE) and not is_mended(lost, Shape(Format.RSS, 20, 5, 20))


def test_all_ids_new_at_once_though_the_articles_are_known():
    entries = [Entry(str(number)) for number in range(8)]
    shape = Shape(Format.RSS, 8, 8, 8)
    assert new_keys(entries, shape, 7).part is Part.KEYS
    assert new_keys(entries, shape, 2) is None  # a busy outlet: all of it is news
    assert new_keys(entries[:6], shape, 6) is None
