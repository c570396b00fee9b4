"""Fingerprints and copies in the store, and how many outlets report a story by themselves."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from broadsheet.model.copies import Copy, CopyKind
from broadsheet.store import articles, copies
from broadsheet.store.copies import Printed
from broadsheet.store.stories.independence import independent
from tests.store.samples import add_source, insight, keep, numbered


@pytest.fixture
def write(conn, now):
    def writing(*numbers):
        source = add_source(conn, "herald.example", now)
        return [keep(conn, source, numbered(number), now).id for number in numbers]

    return writing


def printed(conn, now, *ids, found=()):
    return copies.keep(conn, [Printed(one, 1, now, b"%d" % one) for one in ids], found, now)


def waiting(conn, most=100):
    return [one.article for one in copies.waiting(conn, most, 100)]


def test_each_article_waits_for_a_fingerprint_once(conn, write, now):
    one, two = write(1, 2)
    assert waiting(conn) == [one, two]
    printed(conn, now, one, two)
    (three,) = write(3)
    assert waiting(conn) == [three]


def test_of_an_archive_from_before_only_the_newest_are_looked_at(conn, write):
    ids = write(*range(6))
    assert waiting(conn, most=2) == ids[-2:]


def test_an_article_whose_text_changed_waits_again_and_one_with_another_title_does_not(conn, write, now):
    one, two = write(1, 2)
    printed(conn, now, one, two)
    old = articles.get(conn, one).article
    articles.renew(conn, one, replace(old, title="Other words"), insight(), [], now, 2, None)
    assert waiting(conn) == []
    articles.renew(conn, one, replace(old, text=old.text + " More of it."), insight(), [], now, 2, None)
    assert [(each.article, each.again) for each in copies.waiting(conn, 100, 100)] == [(one, True)]
    printed(conn, now, one)
    assert waiting(conn) == [] and [each.article for each in copies.indexed(conn, 0, 100)] == [two, one]


def test_old_fingerprints_are_forgotten_and_what_they_led_to_stays(conn, write, now):
    ids = write(*range(5))
    printed(conn, now, *ids, found=[Copy(ids[1], ids[0], CopyKind.COPY, 0.9, "")])
    assert copies.forget_old(conn, 2) == 3 and copies.forget_old(conn, 2) == 0
    assert [each.article for each in copies.indexed(conn, 0, 100)] == ids[-2:]
    assert copies.of_articles(conn, ids)[ids[1]].of == ids[0] and waiting(conn) == []


def test_of_an_articles_sources_the_best_is_kept(conn, write, now):
    one, two, three = write(1, 2, 3)
    part, whole = (Copy(three, one, CopyKind.PARTIAL, 0.9, "a part"), Copy(three, two, CopyKind.COPY, 0.8, "all of it"))
    printed(conn, now, one, two, three, found=[part])
    assert copies.keep(conn, [Printed(two, 1, now, b"2")], [whole], now) == {two, three}
    assert copies.keep(conn, [Printed(two, 1, now, b"2")], [part], now) == {two}
    assert copies.of_articles(conn, [three]) == {three: whole}


def row(number, outlet, of=None, kind="copy", credits="", cites=""):  # noqa: A002 (as the column is called)
    return SimpleNamespace(
        id=number, outlet=outlet, dated=number, of_id=of, kind=kind if of else None, credits=credits, cites=cites
    )


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        ([], 0),
        ([row(1, "A"), row(2, "A"), row(3, "B")], 2),
        ([row(1, "A"), row(2, "B", of=1), row(3, "C", of=2, kind="partial"), row(4, "D")], 2),
        ([row(2, "B", of=1), row(3, "C", of=1)], 1),  # both have it from an article that is in another story
        ([row(1, "A", credits="AP"), row(2, "B", credits="AP"), row(3, "The AP", credits="AP")], 1),
        ([row(1, "A"), row(2, "B", of=1, credits="Reuters"), row(3, "C", of=1)], 1),  # the text is the agency's
        ([row(1, "Mirror"), row(2, "B", cites="Mirror"), row(3, "C", cites="Post"), row(4, "D", cites="Post")], 2),
        ([row(1, "A", cites="B"), row(2, "B", cites="A")], 1),
        ([row(1, "A", of=2), row(2, "B", of=1)], 1),
    ],
)
def test_who_has_it_from_another_is_not_independent(rows, count):
    assert independent(rows) == count
