"""What the looks have noticed, kept and given back."""

from broadsheet.model.health import Cause, Change, Health, Part, Rhythm, Shape, Trouble
from broadsheet.model.listings import Format
from broadsheet.model.sources import Look, State
from broadsheet.store import health, sources
from broadsheet.text import urls
from tests.store.samples import EXCERPT, WHOLE, add_source, keep

FULL = Health(
    failing_since=1,
    cause=Cause.WALL,
    newest=2,
    rhythm=Rhythm(3, 4),
    learned=5,
    shape=Shape(Format.ATOM, 6, 7, 8),
    empty_since=9,
    changed=10,
    change=Change(Part.DATES, "No \x00dates."),
    moved=11,
    moved_from="https://a.example/feed",
    husks_since=12,
    husks_because="Ten of ten.",
    well=13,
    well_from=14,
)


def test_all_that_was_noticed_comes_back(conn, source):
    assert health.get(conn, source.id) == Health()
    health.put(conn, source.id, FULL)
    kept = health.get(conn, source.id)
    assert kept.change.because == "No dates."
    assert (kept.shape, kept.rhythm, kept.cause, kept.well_from) == (FULL.shape, FULL.rhythm, FULL.cause, 14)
    health.put(conn, source.id, Health(rhythm=Rhythm(None, 9)))
    assert health.get(conn, source.id) == Health(rhythm=Rhythm(None, 9))


def test_the_first_failure_of_those_in_a_row_is_kept(conn, source, now):
    health.failing(conn, source.id, now, Cause.SLOW)
    health.failing(conn, source.id, now + 60, Cause.MISSING)
    seen = health.get(conn, source.id)
    assert (seen.failing_since, seen.cause) == (now, Cause.MISSING)


def test_a_move_is_kept_beside_the_rest(conn, source, now):
    health.moved(conn, source.id, "http://b.example/", now)
    health.failing(conn, source.id, now, Cause.SLOW)
    seen = health.get(conn, source.id)
    assert (seen.moved, seen.moved_from, seen.failing_since) == (now, "http://b.example/", now)


def test_a_source_that_was_removed_meanwhile_is_left(conn, source, now):
    health.put(conn, source.id, FULL)
    health.leave(conn, source.id, Trouble.SILENT, now)
    sources.remove(conn, source.id)
    assert health.get(conn, source.id) == Health() and health.left(conn) == set()
    health.put(conn, source.id, FULL)
    health.failing(conn, source.id, now, Cause.SLOW)
    assert health.get(conn, source.id) == Health()


def test_every_source_is_given_with_what_is_known_of_it(conn, source, now):
    other = add_source(conn, "times.example", now)
    health.put(conn, other.id, Health(newest=5))
    assert [(one.id, seen.newest) for one, seen in sorted(health.all(conn), key=lambda pair: pair[0].id)] == [
        (source.id, None),
        (other.id, 5),
    ]
    assert [one.id for one, _ in health.all(conn, other.outlet.id)] == [other.id]


def test_the_freshest_articles_say_whether_there_is_something_to_read(conn, source, now):
    keep(conn, source, WHOLE, now)
    keep(conn, source, EXCERPT, now + 1, key="b", identities=("b",), next_try=now + 60)
    newest, oldest = health.freshest(conn, source.id)
    assert oldest.excerpt_because is None
    assert (newest.excerpt_because, newest.excerpt, newest.waiting) == (EXCERPT.excerpt_because, "The dam …", True)


def test_sources_without_a_rhythm_are_those_that_are_well_and_brought_articles(conn, source, now):
    add_source(conn, "times.example", now)
    keep(conn, source, WHOLE, now)
    assert health.unlearned(conn, 9) == []
    sources.looked(conn, source.id, Look(State.OK, None, now, now, 0, source.validators))
    assert [one.id for one in health.unlearned(conn, 9)] == [source.id]
    health.put(conn, source.id, Health(learned=now))
    assert health.unlearned(conn, 9) == []


def test_what_is_set_aside_is_one_time_for_each_trouble(conn, source, now):
    health.leave(conn, source.id, Trouble.SILENT, now)
    health.leave(conn, source.id, Trouble.SILENT, now + 5)
    assert health.left(conn) == {(source.id, "silent", now + 5)}
    health.take_up(conn)
    assert health.left(conn) == set()


def test_a_source_at_another_address_is_due_there_and_asks_without_conditions(conn, source, now):
    sources.looked(conn, source.id, Look(State.FAILING, "No.", now, now + 99, 4, source.validators))
    sources.relocate(conn, source.id, "https://herald.example/rss", now + 9)
    moved = sources.get(conn, source.id)
    assert (moved.url, moved.state, moved.failures, moved.reason) == ("https://herald.example/rss", State.NEW, 0, None)
    assert sources.due(conn, now + 9, 5) == [moved]
    assert sources.by_identity(conn, urls.source_identity("https://herald.example/rss")) == moved
