import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, text

from broadsheet.errors import BadInput
from broadsheet.model.articles import Article
from broadsheet.model.moments import Moment
from broadsheet.model.timeline import Query
from broadsheet.store import search
from tests.conftest import NOW
from tests.store.samples import add_source, keep

DAY = 24 * 3600


@pytest.fixture
def write(conn, source, now):
    """Save an article of a headline and a text, and give its number."""
    written = []

    def one(title, body="", at=now, outlet=source):
        article = Article(f"u/{len(written)}", title, text=body, published=Moment(at, "2025-10-09"))
        written.append(keep(conn, outlet, article, now).id)
        return written[-1]

    return one


def found(conn, words, **more):
    return [card.id for card in search.search(conn, Query(words, **more), None, 30, NOW).timeline.cards]


def test_all_words_must_occur_in_any_place(conn, write):
    both = write("The bridge", "It crosses the river.")
    write("The bridge", "It crosses the road.")
    assert found(conn, "river bridge") == [both]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Élections à Zürich", "elections zurich"),
        ("the People’s voice", "people voice"),
        ("U.S. troops", "us"),
        ("東京都の天気", "東京"),
        ("東京都の天気", "都の天"),
        ("明日の天気", "天"),
        ("كِتَابٌ جديد", "كتاب"),
        ("मौसम की जानकारी", "जानकारी"),
        ("กรุงเทพมหานคร", "มหานคร"),
        ("C'est l'été", "l'été"),
    ],
)
def test_words_are_found_in_every_script(conn, write, body, words):
    article_id = write("A headline", body)
    assert found(conn, words) == [article_id]


def test_a_phrase_must_occur_as_it_is(conn, write):
    phrase = write("News", "the old bridge")
    write("News", "the bridge is old")
    assert found(conn, '"old bridge"') == [phrase]


def test_a_phrase_does_not_run_from_the_headline_into_the_text(conn, write):
    write("The old", "bridge is closed")
    assert found(conn, '"old bridge"') == []


def test_unwanted_words_and_phrases_are_left_out(conn, write):
    kept = write("Bridge", "is open")
    write("Bridge", "is closed")
    write("Bridge", "in the old town, open")
    assert found(conn, 'bridge -closed -"old town"') == [kept]


@pytest.mark.parametrize("words", ["", "   ", "-bridge", '"', "* ( ) :", "NEAR/2 AND"])
def test_a_query_without_a_wanted_word_that_occurs_finds_nothing(conn, write, words):
    write("The bridge")
    results = search.search(conn, Query(words), None, 10, NOW)
    assert (results.timeline.cards, results.total, results.more_than_counted) == ((), 0, False)


def test_the_newest_come_first_by_their_date(conn, write, now):
    middle, old, new = write("Dam", at=now - 50), write("Dam", at=now - 90), write("Dam", at=now - 10)
    assert found(conn, "dam") == [new, middle, old]


def test_the_best_come_first_when_asked(conn, write, now):
    aside = write("News of the day", "Someone mentioned the dam. " + "Other words. " * 50)
    about = write("The dam", "The dam holds.")
    assert found(conn, "dam", order="best") == [about, aside]


def test_a_fresh_hit_comes_before_an_equal_old_one(conn, write, now):
    old = write("The dam", "It holds.", at=now - 400 * DAY)
    new = write("The dam", "It holds.", at=now - DAY)
    write("The dam", "It holds.", at=now - 400 * DAY)
    assert found(conn, "dam", order="best")[0] == new != old


def test_a_search_can_be_kept_to_dates_and_an_outlet(conn, source, write, now):
    other = add_source(conn, "times.example", now)
    old, new = write("Dam", at=now - 10 * DAY), write("Dam", at=now - DAY)
    theirs = write("Dam", at=now, outlet=other)
    assert found(conn, "dam", after=now - 2 * DAY) == [theirs, new]
    assert found(conn, "dam", before=now - 2 * DAY) == [old]
    assert found(conn, "dam outlet:times.example") == [theirs]
    assert found(conn, "dam outlet:herald", after=now - 2 * DAY) == [new]


@pytest.mark.parametrize("order", ["newest", "best"])
def test_pages_of_results_fit_together_through_all_windows(conn, write, now, monkeypatch, order):
    monkeypatch.setattr(search, "WINDOW", 10)
    ids = [write("Dam " + "dam " * (n % 4), at=now - n % 5 * DAY) for n in range(23)]
    cursor, seen = None, []
    while True:
        results = search.search(conn, Query("dam", order), cursor, 4, NOW)
        seen += [card.id for card in results.timeline.cards]
        assert (results.total, results.more_than_counted) == (11, True) or len(seen) > 20
        cursor = results.timeline.next
        if cursor is None:
            break
        write("Dam again")
    assert sorted(seen) == ids


def test_hits_are_counted(conn, write):
    for _ in range(3):
        write("Dam")
    results = search.search(conn, Query("dam"), None, 2, NOW)
    assert (results.total, results.more_than_counted, len(results.timeline.cards)) == (3, False, 2)
    assert results.marks == ("dam",)


@pytest.mark.parametrize("cursor", ["", "1.2", "x.y.z", "0.-1.0", "0.0.-5", "1.2.3.4", "9" * 400])
def test_a_cursor_that_is_not_ours_is_refused_in_words(conn, cursor):
    with pytest.raises(BadInput):
        search.search(conn, Query("dam"), cursor, 5, NOW)


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(words=st.text(st.one_of(st.characters(), st.sampled_from("\"'\\-*():&|!<>^ 東ต")), max_size=60))
def test_nothing_that_is_typed_is_an_error(conn, words):
    for order in ("newest", "best"):
        assert search.search(conn, Query(words, order), None, 5, NOW).timeline.cards == ()
    search.counts(conn, words.split() or ["x"])
    search.similar(conn, words.split(), 5, 0)


def test_words_are_counted(conn, write):
    write("Dam", "sea sea")
    write("Dam", "river")
    assert search.counts(conn, ["dam", "sea", "dam", "hill"]) == {"dam": 2, "sea": 1, "hill": 0}
    assert search.counts(conn, []) == {}


def test_very_common_words_are_not_counted_to_the_end(conn, write, monkeypatch):
    monkeypatch.setattr(search, "WINDOW", 10)
    for _ in range(30):
        write("Dam")
    write("Sea")
    conn.execute(text("ANALYZE"))
    assert search.counts(conn, ["sea", "dam"]) == {"sea": 1, "dam": 11}
    assert search.counts(conn, ["dam"]) == {"dam": 11}


def test_articles_that_share_more_words_are_more_similar(conn, write, now):
    ids = [write("News", words) for words in ("dam river valley", "dam river", "dam only", "something else")]
    assert search.similar(conn, ["dam", "river", "valley"], 10, 0) == ids[:3]
    assert search.similar(conn, ["dam", "river", "valley"], 1, 0) == ids[:1]
    assert search.similar(conn, ["dam"], 10, now + 1) == []
    assert search.similar(conn, [], 10, 0) == []


@pytest.mark.parametrize("order", ["newest", "best"])
def test_a_page_of_results_costs_at_most_eight_statements(conn, write, now, order):
    for _ in range(30):
        write("Dam")
    counted = []
    event.listen(conn, "before_cursor_execute", lambda *said: counted.append(said[2]))
    search.search(conn, Query("dam", order, after=now - DAY), None, 30, NOW)
    assert len(counted) <= 8  # one of them counts comments
