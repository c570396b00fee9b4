"""What is wrong with a source, and what to do about it."""

from dataclasses import replace

import pytest

from broadsheet.collect.causes import cause_of, suggestion
from broadsheet.collect.health import HOUR, ailments, by_need, recovery, span
from broadsheet.errors import (
    BadCertificate,
    BadInput,
    BadStatus,
    ListingError,
    NoSuchHost,
    OwnFault,
    TimedOut,
    Unreachable,
    WebPage,
)
from broadsheet.model.health import Cause, Change, Health, Part, Remedy, Rhythm, Severity, Shape, Trouble
from broadsheet.model.listings import Format
from broadsheet.model.sources import Outlet, Source, State
from tests.conftest import NOW

DAY = 24 * HOUR
SHAPE = Shape(Format.RSS, 20, 20, 20)
WELL = Source(3, Outlet(1, "Gazette", "a.example"), "https://a.example/feed", "Gazette", None, 0, State.OK, checked=NOW)
WELL = replace(WELL, articles=500)


def failing(looks: int, hours: float, cause: Cause = Cause.MISSING, articles: int = 500):
    source = replace(WELL, state=State.FAILING, failures=looks, articles=articles, reason="a.example answered 404.")
    return ailments(source, Health(failing_since=int(NOW - hours * HOUR), cause=cause), NOW)


def test_a_source_of_which_nothing_was_noticed_is_well():
    assert ailments(WELL, Health(), NOW) == ()
    assert ailments(replace(WELL, state=State.NEW, checked=None), Health(), NOW) == ()


@pytest.mark.parametrize(("looks", "hours"), [(1, 0), (3, 40), (9, 20)])
def test_a_passing_fault_is_no_ailment(looks, hours):
    assert failing(looks, hours) == ()


def test_failing_for_long_says_how_long_and_what_helps():
    (found,) = failing(7, 50)
    assert (found.trouble, found.severity, found.since) == (Trouble.FAILING, Severity.BROKEN, NOW - 50 * HOUR)
    assert found.observed == "a.example answered 404. 7 looks in a row failed, over 2 days."
    assert found.remedies[0] is Remedy.FIND
    assert found.since < found.noticed <= NOW


def test_an_address_that_was_never_right_is_told_sooner():
    (found,) = failing(3, 2, articles=0)
    assert "It was never read." in found.observed


@pytest.mark.parametrize(
    ("fault", "cause", "words"),
    [
        (NoSuchHost("x"), Cause.NO_HOST, "another name"),
        (BadCertificate("x"), Cause.CERTIFICATE, "renew its certificate"),
        (Unreachable("x"), Cause.NETWORK, "down or closed"),
        (TimedOut("x"), Cause.SLOW, "too slow"),
        (BadStatus("x", 403, wall="Cloudflare"), Cause.WALL, "turns programs away"),
        (BadStatus("x", 403), Cause.FORBIDDEN, "does not let us in"),
        (BadStatus("x", 404), Cause.MISSING, "no longer at this address"),
        (BadStatus("x", 410), Cause.GONE, "ended this feed"),
        (BadStatus("x", 502), Cause.SERVER, "wrong at the outlet's"),
        (WebPage("x"), Cause.WEB_PAGE, "a page for people"),
        (ListingError("x"), Cause.BROKEN, "mend its feed"),
        (BadInput("x"), Cause.DOUBLED, "same feed"),
        (OwnFault("x"), Cause.OURS, "mistake in Broadsheet"),
    ],
)
def test_each_fault_has_a_suggestion_of_its_own(fault, cause, words):
    assert cause_of(fault) is cause
    said, remedies = suggestion(cause)
    assert words in said and remedies


def test_every_cause_has_a_suggestion():
    assert all(suggestion(cause)[0] for cause in Cause)


def test_silence_says_what_is_usual():
    seen = Health(newest=NOW - 26 * DAY, rhythm=Rhythm(4 * DAY, 12 * DAY))
    (found,) = ailments(WELL, seen, NOW)
    assert (found.trouble, found.since, found.noticed) == (Trouble.SILENT, NOW - 26 * DAY, NOW - 14 * DAY)
    assert found.observed.startswith("Nothing new for 26 days, though it answers.")
    assert "hardly ever longer than 4 days" in found.observed


def test_what_was_not_looked_at_is_not_silent():
    away = replace(WELL, checked=NOW - 25 * DAY)  # this machine was off meanwhile
    assert ailments(away, Health(newest=NOW - 26 * DAY, rhythm=Rhythm(4 * DAY, 12 * DAY)), NOW) == ()


def test_a_source_that_fails_is_not_also_called_silent():
    source = replace(WELL, state=State.FAILING, failures=9, reason="x.")
    seen = Health(failing_since=NOW - 40 * DAY, newest=NOW - 40 * DAY, rhythm=Rhythm(DAY, 3 * DAY))
    assert [one.trouble for one in ailments(source, seen, NOW)] == [Trouble.FAILING]


def test_a_listing_without_entries_is_told_after_two_days_and_of_a_news_sitemap_after_a_week():
    seen = Health(shape=SHAPE, empty_since=NOW - 3 * DAY, newest=NOW - 30 * DAY, rhythm=Rhythm(DAY, 3 * DAY))
    (found,) = ailments(WELL, seen, NOW)
    assert found.trouble is Trouble.CHANGED and "before, it listed 20 entries" in found.observed
    sitemap = Health(shape=replace(SHAPE, format=Format.SITEMAP), empty_since=NOW - 3 * DAY)
    assert ailments(WELL, sitemap, NOW) == ()


def test_a_change_and_a_move_are_told_for_a_month():
    seen = Health(
        changed=NOW - DAY, change=Change(Part.DATES, "No dates."), moved=NOW - DAY, moved_from="http://b.example/"
    )
    assert [one.trouble for one in ailments(WELL, seen, NOW)] == [Trouble.CHANGED, Trouble.MOVED]
    assert ailments(WELL, seen, NOW + 40 * DAY) == ()


def test_a_move_to_another_host_asks_for_a_look():
    at = {"moved": NOW - DAY, "moved_from": "https://b.example/feed"}
    assert "still the outlet" in ailments(WELL, Health(**at), NOW)[0].suggestion
    at["moved_from"] = "http://www.a.example/rss"
    assert ailments(WELL, Health(**at), NOW)[0].suggestion == "Nothing is to be done."


def test_husks_suggest_what_fits_their_reason():
    (paid,) = ailments(WELL, Health(husks_since=NOW - DAY, husks_because="10 of 10: a paywall (10)."), NOW)
    (closed,) = ailments(WELL, Health(husks_since=NOW - DAY, husks_because="10: the outlet's robots.txt (10)."), NOW)
    assert "subscription" in paid.suggestion and "let Broadsheet in" in closed.suggestion


def test_what_matters_most_comes_first():
    gone = replace(WELL, state=State.GONE, reason="Gone.", articles=1)
    silent = Health(newest=NOW - 26 * DAY, rhythm=Rhythm(4 * DAY, 12 * DAY))
    moved = Health(moved=NOW - DAY, moved_from="http://a.example/")
    cases = [(WELL, moved), (replace(WELL, articles=7), silent), (WELL, silent), (gone, Health())]
    found = [one for source, seen in cases for one in ailments(source, seen, NOW)]
    order = [(one.trouble, one.source.articles) for one in sorted(found, key=by_need)]
    assert order == [(Trouble.GONE, 1), (Trouble.SILENT, 500), (Trouble.SILENT, 7), (Trouble.MOVED, 500)]


def test_a_recovery_is_told_for_two_weeks():
    seen = Health(well=NOW - DAY, well_from=NOW - 5 * DAY)
    assert recovery(WELL, seen, NOW).since == NOW - 5 * DAY
    assert recovery(WELL, seen, NOW + 20 * DAY) is None
    assert recovery(replace(WELL, state=State.FAILING), seen, NOW) is None


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(30, "1 minute"), (3 * HOUR, "3 hours"), (DAY, "24 hours"), (26 * DAY, "26 days"), (120 * DAY, "4 months")],
)
def test_spans_are_said_in_words(seconds, words):
    assert span(seconds) == words
