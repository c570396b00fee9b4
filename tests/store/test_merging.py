from dataclasses import replace

import pytest

from broadsheet.model.listings import Kind
from broadsheet.model.moments import Moment
from broadsheet.store.merging import better, dated, filled
from tests.store.samples import EXCERPT, FULL, WHOLE

ARRIVED = 1_760_000_000


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        (ARRIVED - 3600, ARRIVED - 3600),
        (ARRIVED, ARRIVED),
        (ARRIVED + 1, ARRIVED),  # in the future
        (0, ARRIVED),  # a clock that was never set
        (3600, ARRIVED),  # the same, in another zone
        (-1_000_000_000, -1_000_000_000),  # an archive's article of 1938
        (-62_135_596_800, ARRIVED),  # the year 1
    ],
)
def test_an_article_is_dated_by_its_publication_where_that_makes_sense(published, expected):
    assert dated(replace(WHOLE, published=Moment(published, "")), ARRIVED) == expected


def test_an_article_without_a_publication_is_dated_by_its_arrival():
    assert dated(WHOLE, ARRIVED) == ARRIVED


LONGER = replace(EXCERPT, text="The dam held until the morning …")


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        (WHOLE, EXCERPT, None),
        (WHOLE, FULL, None),
        (EXCERPT, WHOLE, WHOLE.text),
        (EXCERPT, EXCERPT, None),
        (EXCERPT, LONGER, LONGER.text),
        (LONGER, EXCERPT, None),
    ],
)
def test_the_better_of_two_texts_is_kept(old, new, kept):
    chosen = better(old, new)
    assert (chosen and chosen.text) == kept


def test_what_one_does_not_say_is_taken_from_the_other():
    mixed = filled(WHOLE, FULL)
    assert (mixed.title, mixed.text) == (WHOLE.title, WHOLE.text)
    assert (mixed.authors, mixed.published, mixed.image, mixed.kind) == (
        FULL.authors, FULL.published, FULL.image, Kind.PODCAST,
    )  # fmt: skip
