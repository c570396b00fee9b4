"""What is wrong with the sources: from a real press on loopback to the report."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import format_datetime

import pytest
from sqlalchemy import event, insert

from broadsheet.errors import BadInput, Forbidden, NotSignedIn
from broadsheet.model.health import Cause, Severity, Trouble
from broadsheet.model.readers import OPERATOR
from broadsheet.model.sources import State
from broadsheet.service import health, ingest, sources, timeline
from broadsheet.store import health as store
from broadsheet.store.schema import outlets as outlet_rows
from broadsheet.store.schema import sources as source_rows
from tests.outlet import Answer, article, title
from tests.service.test_ingest import add, refresh, run

HOUR, DAY = 3600, 24 * 3600


def publish(outlet, days: Sequence[int], clock, *, keys="", text="", tag=None, dates=True, atom=False) -> str:
    """Make /feed.xml list an article for each of these days before now, with a page of its own."""
    items = []
    for day in days:
        at, slug = clock.now - day * DAY, f"day-{(clock.now - day * DAY) // DAY}"
        outlet.pages[f"/{slug}"] = Answer(article(title(slug)).encode())
        link, name = f"{outlet.address}/{slug}", title(slug)
        if atom:
            items.append(f"<entry><title>{name}</title><id>{keys}{slug}</id><link href='{link}'/></entry>")
            continue
        date = f"<pubDate>{format_datetime(datetime.fromtimestamp(at, UTC))}</pubDate>" if dates else ""
        words = f"<description>{text or 'In short.'}</description>"
        items.append(f"<item><title>{name}</title><link>{link}</link><guid>{keys}{slug}</guid>{date}{words}</item>")
    head = f"<title>Harbour Post</title><link>{outlet.address}/</link>"
    body = f"<rss version='2.0'><channel>{head}{''.join(items)}</channel></rss>"
    if atom:
        body = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Harbour Post</title>{''.join(items)}</feed>"
    headers = {"ETag": f'"{tag}"'} if tag else {}
    outlet.pages["/feed.xml"] = Answer(body.encode(), type="application/rss+xml", headers=headers)
    return f"{outlet.address}/feed.xml"


def report(ctx):
    return health.report(ctx, OPERATOR).ailments


def look_daily(ctx, clock, days: int) -> None:
    for _ in range(days):
        clock.now += DAY
        refresh(ctx)


def test_a_weekly_source_is_silent_after_some_weeks_and_well_with_its_next_article(ctx, outlet, clock):
    add(ctx, publish(outlet, range(0, 70, 7), clock, tag="one"))
    refresh(ctx)
    clock.now += 14 * DAY
    refresh(ctx)
    assert report(ctx) == ()
    newest = clock.now - 14 * DAY
    clock.now += 14 * DAY
    assert refresh(ctx)[0].unchanged
    (found,) = report(ctx)
    assert (found.trouble, found.since) == (Trouble.SILENT, newest)
    assert "28 days" in found.observed and "longer than 7 days" in found.observed
    publish(outlet, [0, 28, 35], clock, tag="two")
    refresh(ctx)
    assert report(ctx) == ()


def test_a_source_that_fails_is_told_after_a_day_and_so_is_that_it_is_well_again(ctx, outlet, clock):
    add(ctx, publish(outlet, range(6), clock))
    refresh(ctx)
    outlet.pages["/feed.xml"] = Answer(b"", 404)
    began = clock.now
    refresh(ctx)
    assert report(ctx) == ()
    look_daily(ctx, clock, 3)
    (found,) = report(ctx)
    assert (found.trouble, found.severity, found.since) == (Trouble.FAILING, Severity.BROKEN, began)
    assert "404" in found.observed and "4 looks in a row failed, over 3 days" in found.observed
    publish(outlet, range(6), clock)
    refresh(ctx)
    checkup = health.report(ctx, OPERATOR)
    assert checkup.ailments == ()
    assert [(one.since, one.at) for one in checkup.recoveries] == [(began, clock.now)]


@pytest.mark.parametrize(
    ("answer", "cause"),
    [
        (Answer(b"<html><p>Our new site</html>"), Cause.WEB_PAGE),
        (Answer(b"", 403, headers={"cf-mitigated": "challenge"}), Cause.WALL),
        (Answer(b"", 503), Cause.SERVER),
        (Answer(b"", 401), Cause.FORBIDDEN),
    ],
)
def test_why_it_fails_is_written_down(ctx, outlet, clock, answer, cause):
    add(ctx, publish(outlet, range(6), clock))
    refresh(ctx)
    outlet.pages["/feed.xml"] = answer
    refresh(ctx)
    with ctx.database.read() as conn:
        assert store.get(conn, 1).cause is cause


def test_a_feed_that_has_ended_says_so_at_once(ctx, outlet, clock):
    add(ctx, publish(outlet, range(6), clock))
    refresh(ctx)
    outlet.pages["/feed.xml"] = Answer(b"", 410)
    refresh(ctx)
    (found,) = report(ctx)
    assert (found.trouble, found.since) == (Trouble.GONE, clock.now)


def test_a_feed_that_has_moved_says_from_where_to_where(ctx, outlet, clock):
    old = publish(outlet, range(6), clock)
    add(ctx, old)
    refresh(ctx)
    outlet.pages["/rss"] = outlet.pages["/feed.xml"]
    outlet.pages["/feed.xml"] = Answer(b"", 301, headers={"Location": "/rss"})
    look_daily(ctx, clock, 3)
    (found,) = report(ctx)
    assert (found.trouble, found.severity) == (Trouble.MOVED, Severity.NOTICE)
    assert found.observed == f"It moved from {old} to {outlet.address}/rss."


def test_a_feed_that_leads_to_another_source_is_told_once(ctx, outlet, clock):
    first = publish(outlet, range(6), clock)
    outlet.pages["/old.xml"] = outlet.pages["/feed.xml"]
    add(ctx, first, f"{outlet.address}/old.xml")
    refresh(ctx)
    outlet.pages["/old.xml"] = Answer(b"", 301, headers={"Location": "/feed.xml"})
    seen = set()
    for _ in range(8):
        clock.now += DAY
        publish(outlet, range(6), clock)
        refresh(ctx)
        seen |= {(one.source.id, one.trouble, one.since) for one in report(ctx)}
    ((source_id, trouble, _),) = seen
    assert (source_id, trouble) == (2, Trouble.DOUBLED)


def test_an_empty_feed_is_told_after_two_days(ctx, outlet, clock):
    add(ctx, publish(outlet, range(8), clock))
    refresh(ctx)
    publish(outlet, [], clock)
    look_daily(ctx, clock, 2)
    assert report(ctx) == ()
    look_daily(ctx, clock, 1)
    (found,) = report(ctx)
    assert found.trouble is Trouble.CHANGED and "before, it listed 8 entries" in found.observed
    publish(outlet, range(8), clock)
    refresh(ctx)
    assert report(ctx) == ()


def test_a_feed_that_loses_its_texts_and_its_dates_says_which(ctx, outlet, clock):
    add(ctx, publish(outlet, range(8), clock, text="Whole text. " * 80))
    refresh(ctx)
    publish(outlet, range(8), clock)
    refresh(ctx)
    assert "Of its last 8 entries 8 brought their text; of the 8 now, none." in report(ctx)[0].observed
    publish(outlet, range(8), clock, dates=False)
    refresh(ctx)
    assert "8 had a date; of the 8 now, none." in report(ctx)[0].observed
    publish(outlet, range(8), clock)
    refresh(ctx)
    assert report(ctx) == ()


def test_a_feed_in_another_format_is_a_notice(ctx, outlet, clock):
    add(ctx, publish(outlet, range(8), clock, dates=False))
    refresh(ctx)
    publish(outlet, range(8), clock, atom=True)
    refresh(ctx)
    (found,) = report(ctx)
    assert found.severity is Severity.NOTICE and found.observed == "It was RSS and is Atom now."


def test_new_ids_for_everything_are_noticed_and_bring_nothing_twice(ctx, outlet, clock):
    add(ctx, publish(outlet, range(8), clock))
    refresh(ctx)
    publish(outlet, range(8), clock, keys="v2-")
    refresh(ctx)
    (found,) = report(ctx)
    assert found.observed == "All 8 entries have other ids than before, though 8 of the articles were known."
    assert len(timeline.front(ctx, OPERATOR).cards) == 8


def test_titles_without_text_are_told_once_their_pages_are_given_up(ctx, outlet, clock):
    publish(outlet, range(6), clock)
    for path in [path for path in outlet.pages if path.startswith("/day-")]:
        outlet.pages[path] = Answer(b"<html><title>Hm</title><p>Nothing</html>")
    add(ctx, f"{outlet.address}/feed.xml")
    refresh(ctx)
    assert report(ctx) == ()
    clock.now += 2 * DAY
    publish(outlet, [0, 2, 3, 4, 5], clock)
    refresh(ctx)
    (found,) = report(ctx)
    assert found.trouble is Trouble.HUSKS
    assert "Of its newest 7 articles 6 are titles without text: pages without an article's text (6)." in found.observed


def test_what_another_source_brought_first_is_no_silence(ctx, outlet, clock):
    add(ctx, publish(outlet, range(8), clock))
    refresh(ctx)
    outlet.pages["/section.xml"] = outlet.pages["/feed.xml"]
    add(ctx, f"{outlet.address}/section.xml")
    for _ in range(6):
        clock.now += DAY
        publish(outlet, range(3), clock)
        outlet.pages["/section.xml"] = outlet.pages["/feed.xml"]
        refresh(ctx)
    assert report(ctx) == ()


def test_an_unchanged_feed_writes_nothing_about_its_health(ctx, outlet, clock):
    add(ctx, publish(outlet, range(8), clock, tag="one"))
    refresh(ctx)
    with statements(ctx) as asked:
        assert refresh(ctx)[0].unchanged
    assert not [statement for statement in asked if "health" in statement]


def test_a_feed_is_found_again_from_its_outlets_home_page_and_taken_over_with_its_articles(ctx, outlet, clock):
    add(ctx, publish(outlet, range(6), clock))
    refresh(ctx)
    outlet.pages["/new.xml"] = outlet.pages["/feed.xml"]
    outlet.pages["/feed.xml"] = Answer(b"", 404)
    outlet.pages["/"] = Answer(b"<html><link rel=alternate type='application/rss+xml' href='/new.xml'><p>Hi</html>")
    look_daily(ctx, clock, 4)
    (ailing,) = report(ctx)
    publish(outlet, range(6), clock)
    outlet.pages["/new.xml"] = outlet.pages["/feed.xml"]
    outlet.pages["/feed.xml"] = Answer(b"", 404)
    found = asyncio.run(run(ctx, health.look_for_feed(ctx, OPERATOR, ailing.source.id)))
    assert (found.url, found.entries, found.fault, found.same) == (f"{outlet.address}/new.xml", 6, None, False)
    taken = asyncio.run(run(ctx, health.take_over(ctx, OPERATOR, ailing.source.id, found.url)))
    assert (taken.url, taken.id, taken.articles, taken.state) == (found.url, ailing.source.id, 6, State.NEW)
    assert refresh(ctx)[0].new == 4
    assert report(ctx) == ()
    assert len(timeline.front(ctx, OPERATOR).cards) == 10


def test_a_feed_that_another_source_reads_is_not_taken_over(ctx, outlet, clock):
    first = publish(outlet, range(6), clock)
    outlet.pages["/other.xml"] = outlet.pages["/feed.xml"]
    add(ctx, first, f"{outlet.address}/other.xml")
    with pytest.raises(BadInput, match="reads this feed already"):
        asyncio.run(run(ctx, health.take_over(ctx, OPERATOR, 2, first)))
    with pytest.raises(BadInput):
        asyncio.run(run(ctx, health.take_over(ctx, OPERATOR, 2, f"{outlet.address}/none")))


def test_where_no_feed_is_found_it_says_so(ctx, outlet, clock):
    add(ctx, publish(outlet, range(6), clock))
    outlet.pages["/feed.xml"] = Answer(b"", 404)
    found = asyncio.run(run(ctx, health.look_for_feed(ctx, OPERATOR, 1)))
    assert found.fault and not found.url


def test_what_is_set_aside_is_not_shown_until_it_begins_anew(ctx, outlet, clock):
    add(ctx, publish(outlet, range(6), clock))
    refresh(ctx)
    outlet.pages["/feed.xml"] = Answer(b"", 404)
    look_daily(ctx, clock, 5)
    (found,) = report(ctx)
    health.leave(ctx, OPERATOR, found.source.id, found.trouble, found.since)
    assert (report(ctx), health.report(ctx, OPERATOR).set_aside) == ((), 1)
    publish(outlet, range(6), clock)
    refresh(ctx)
    outlet.pages["/feed.xml"] = Answer(b"", 404)
    look_daily(ctx, clock, 5)
    assert len(report(ctx)) == 1
    health.leave(ctx, OPERATOR, found.source.id, found.trouble, report(ctx)[0].since)
    health.take_up(ctx, OPERATOR)
    assert len(report(ctx)) == 1


def test_the_readers_of_an_outlet_learn_why_it_is_silent(ctx, outlet, clock):
    add(ctx, publish(outlet, range(6), clock))
    refresh(ctx)
    assert health.of_outlet(ctx, OPERATOR, 1) is None
    newest = clock.now
    outlet.pages["/feed.xml"] = Answer(b"", 404)
    look_daily(ctx, clock, 5)
    silence = health.of_outlet(ctx, OPERATOR, 1)
    assert silence.since == newest and "cannot be read at present" in silence.because
    sources.remove(ctx, OPERATOR, 1)
    assert "not collected any more" in health.of_outlet(ctx, OPERATOR, 1).because


def test_the_report_is_for_the_owner_and_the_editors(ctx, alice):
    with pytest.raises(Forbidden):
        health.report(ctx, alice)
    with pytest.raises(NotSignedIn):
        health.report(ctx, None)


def test_when_most_sources_cannot_be_reached_it_is_rather_our_own_network(ctx, clock):
    fill(ctx, 8, state="failing", failures=9, checked=clock.now)
    assert not health.report(ctx, OPERATOR).offline
    with ctx.database.write() as conn:
        for number in range(1, 7):
            store.failing(conn, number, clock.now - 3 * DAY, Cause.NETWORK)
    assert health.report(ctx, OPERATOR).offline


def test_the_report_of_two_thousand_sources_asks_the_database_twice(ctx, clock):
    fill(ctx, 2_000, state="failing", failures=9, checked=clock.now)
    with ctx.database.write() as conn:
        for number in range(1, 2_001):
            store.failing(conn, number, clock.now - 3 * DAY, Cause.MISSING)
    with statements(ctx) as asked:
        assert len(report(ctx)) == 2_000
    assert len(asked) == 2


def test_a_rhythm_is_learned_of_sources_that_only_ever_say_not_modified(ctx, outlet, clock):
    add(ctx, publish(outlet, range(0, 70, 7), clock, tag="one"))
    refresh(ctx)
    with ctx.database.write() as conn:
        known = store.get(conn, 1)
        conn.exec_driver_sql("DELETE FROM health")
    assert ingest.catch_up(ctx) == 1
    with ctx.database.read() as conn:
        assert (store.get(conn, 1).rhythm, store.get(conn, 1).newest) == (known.rhythm, known.newest)
    assert ingest.catch_up(ctx) == 0


class statements:
    """What is asked of the database meanwhile."""

    def __init__(self, ctx) -> None:
        self._engines = (ctx.database._readers, ctx.database._writer)
        self.asked: list[str] = []

    def __enter__(self) -> list[str]:
        for engine in self._engines:
            event.listen(engine, "before_cursor_execute", self._note)
        return self.asked

    def __exit__(self, *_: object) -> None:
        for engine in self._engines:
            event.remove(engine, "before_cursor_execute", self._note)

    def _note(self, _conn, _cursor, statement, *_: object) -> None:
        if statement != "BEGIN":
            self.asked.append(statement)


def fill(ctx, number: int, **values) -> None:
    """So many sources of one outlet."""
    same = {"outlet_id": 1, "added": 0, "articles": 9, **values}
    rows = [{"url": f"u{at}", "identity": f"u{at}", "title": f"Source {at}", **same} for at in range(number)]
    with ctx.database.write() as conn:
        conn.execute(insert(outlet_rows).values(id=1, host="a.example", name="A"))
        conn.execute(insert(source_rows), rows)
