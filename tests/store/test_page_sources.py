import pytest

from broadsheet.errors import NotFound
from broadsheet.model.outlines import Outline
from broadsheet.model.page_sources import Selectors
from broadsheet.model.pages import Validators
from broadsheet.model.sitemaps import ChildState
from broadsheet.model.sources import Look, State, Way
from broadsheet.store import child_sitemaps, page_sources, sources
from broadsheet.store.keeping import keep

SELECTORS = Selectors("li.teaser", "h2 a", date="time")


def test_a_source_is_a_feed_until_it_has_selectors(conn, source):
    assert (source.way, source.selectors) == (Way.FEED, None)
    page_sources.set_selectors(conn, source.id, SELECTORS)
    found = sources.get(conn, source.id)
    assert (found.way, found.selectors) == (Way.PAGE, SELECTORS)


def test_new_selectors_take_the_place_of_the_old_and_the_page_is_read_anew(conn, source, now):
    page_sources.set_selectors(conn, source.id, SELECTORS)
    sources.looked(conn, source.id, Look(State.OK, None, now, now + 60, 0, Validators('"e"')))
    page_sources.set_selectors(conn, source.id, Selectors("article\x00"))
    found = sources.get(conn, source.id)
    assert (found.selectors, found.validators) == (Selectors("article"), Validators())


def test_selectors_of_a_source_that_is_gone_are_not_found(conn):
    with pytest.raises(NotFound):
        page_sources.set_selectors(conn, 99, SELECTORS)


def test_selectors_go_with_their_source(conn, source):
    page_sources.set_selectors(conn, source.id, SELECTORS)
    child_sitemaps.keep(conn, source.id, (ChildState("https://a.example/s.xml", 1, 2),))
    sources.remove(conn, source.id)
    assert child_sitemaps.of_source(conn, source.id) == ()


def test_a_look_may_say_which_way_a_source_is_read(conn, source, now):
    sources.looked(conn, source.id, Look(State.OK, None, now, None, 0, Validators(), way=Way.SITEMAP))
    sources.looked(conn, source.id, Look(State.OK, None, now, None, 0, Validators()))
    assert sources.get(conn, source.id).way is Way.SITEMAP


def test_a_page_that_is_known_stays_as_it_is(conn, now):
    outline = Outline("https://b.example/", "B", selectors=SELECTORS)
    made, known = keep(conn, outline, "en", now)
    again, known_again = keep(conn, Outline("http://www.b.example", "C", selectors=Selectors("p")), "en", now)
    assert (known, known_again, made.selectors, again.selectors) == (False, True, SELECTORS, SELECTORS)


def test_what_is_remembered_of_sitemaps_is_replaced(conn, source, now):
    first = ChildState("https://a.example/1.xml", now, now, Validators('"e"', "today", "https://b.example/"), now)
    child_sitemaps.keep(conn, source.id, (first, ChildState("https://a.example/2.xml", None, now)))
    assert set(child_sitemaps.of_source(conn, source.id)) == {first, ChildState("https://a.example/2.xml", None, now)}
    child_sitemaps.keep(conn, source.id, (first,))
    assert child_sitemaps.of_source(conn, source.id) == (first,)
