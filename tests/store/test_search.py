import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, text

from broadsheet.errors import BadInput
from broadsheet.model.articles import Article
from broadsheet.model.moments import Moment
from broadsheet.model.second_looks import Word
from broadsheet.model.timeline import Query
from broadsheet.store import articles, search
from broadsheet.store.articles import Arrival
from broadsheet.text.spelling import slips
from tests.conftest import NOW
from tests.store.samples import EXCERPT, WHOLE, add_source, insight, keep

DAY = 24 * 3600


@pytest.fixture
def write(conn, source, now):
    """Save an article of a headline and a text, and give its number."""
    written = []

    def one(title, body="", at=now, outlet=source, tags=(), language="en", authors=()):
        moment = Moment(at, "2025-10-09")
        article = Article(f"u/{len(written)}", title, text=body, published=moment, authors=authors)
        arrival = Arrival(Word(article.url), article, insight(*tags, language=language), (article.url,))
        written.append(articles.save(conn, outlet, [arrival], now)[0].id)
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
        ("今天", "天"),
        ("今天。明天", "天"),
        ("كتاب جديد", "الكتاب"),
        ("قرأت الكتاب الجديد", "كتاب"),
        ("وصلت إلى المدينة", "مدينه"),
        ("مــديــنــة", "المدينة"),
        ("مستشفى", "مستشفي"),
        ("أحمد", "احمد"),
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


def test_one_of_several_is_enough_where_the_search_says_so(conn, write):
    storm, flood = write("Storm", "harbour"), write("Flood", "harbour")
    both = write("Storm and flood", "valley")
    write("Harbour")
    assert found(conn, "storm OR flood") == [both, flood, storm]
    assert found(conn, "harbour storm OR flood") == [flood, storm]
    assert found(conn, "(storm flood) OR (harbour storm)") == [both, storm]
    assert found(conn, "-(storm OR flood)") == [4]
    assert found(conn, "valley OR -storm") == [4, both, flood]


def test_a_star_stands_for_the_rest_of_a_word(conn, write):
    harbour, harbours = write("Harbour"), write("Old harbours")
    write("Hard")
    assert found(conn, "harb*") == [harbours, harbour]
    assert found(conn, '"old harb*"') == [harbours]


def test_what_is_only_unwanted_leaves_all_the_others(conn, write):
    write("Bridge")
    dam = write("Dam")
    assert found(conn, "-bridge") == [dam]


def test_words_can_be_asked_for_in_headlines_and_in_names_of_authors(conn, write):
    title = write("Ada builds a dam", "It holds.", authors=("Grace Murray",))
    author = write("The dam", "Ada came.", authors=("Ada Byron", "Grace Hopper"))
    assert found(conn, "ada dam") == [author, title]
    assert found(conn, "ada in:title") == [title]
    assert found(conn, "title:ada holds") == [title]
    assert found(conn, "author:ada") == [author]
    assert found(conn, 'author:"byron grace"') == []  # two people are no one
    assert found(conn, "grace OR byron in:title") == []


def test_hashtags_and_languages_narrow(conn, write):
    storm = write("Dam", tags=("Storm Edda",), language="pt-BR")
    other = write("Dam", tags=("Storms",), language="ar")
    assert found(conn, "#StormEdda") == [storm]
    assert found(conn, "tag:storm*") == [other, storm]
    assert found(conn, "dam -tag:stormedda") == [other]
    assert found(conn, "lang:pt") == found(conn, "lang:portuguese") == [storm]


def test_an_article_that_is_replaced_is_found_by_its_new_words_alone(conn, source, now):
    keep(conn, source, EXCERPT, now, tags=("Dam",))
    keep(conn, source, WHOLE, now, tags=("River",))
    assert found(conn, "slept tag:river lang:en") == [1]
    assert found(conn, "tag:dam") == found(conn, "holds -slept") == []


def test_an_outlet_is_known_by_its_host_and_by_words_of_its_name(conn, write, now):
    times = write("Dam", outlet=add_source(conn, "news.times.example", now))
    herald = write("Dam")
    for said in ("news.times.example", "times.example", "https://news.times.example/", "NEWS", "new"):
        assert found(conn, f'outlet:"{said}"') == [times]
    assert found(conn, "-outlet:news") == [herald]
    results = search.search(conn, Query("dam outlet:nobody"), None, 9, NOW)
    assert (results.total, results.hints) == (0, ("No outlet here is called “nobody”.",))


def test_a_name_that_many_outlets_may_have_is_looked_at_so_far_and_no_further(conn, write, now, monkeypatch):
    monkeypatch.setattr(search, "MOST_OUTLETS", 1)
    first = write("Dam", outlet=add_source(conn, "times.one.example", now))
    write("Dam", outlet=add_source(conn, "times.two.example", now))
    results = search.search(conn, Query("outlet:tim"), None, 9, NOW)
    assert [card.id for card in results.timeline.cards] == [first]
    assert "more than 1 outlets" in results.hints[0]


def test_days_within_the_words_narrow(conn, write, now):
    old, new = write("Dam", at=now - 10 * DAY), write("Dam", at=now - DAY)
    assert found(conn, "dam after:2d") == found(conn, "after:2025-10-08") == [new]
    assert found(conn, "before:2d dam") == found(conn, "dam before:2025-09") == [old]
    assert found(conn, "after:2025-09-29 before:2025-09-29") == [old]


def test_days_the_wrong_way_round_find_nothing_and_say_so(conn, write):
    write("Dam")
    results = search.search(conn, Query("dam after:2025-10 before:2025-09"), None, 9, NOW)
    assert (results.total, results.timeline.cards) == (0, ())
    assert "after:2025-10 is later than before:2025-09" in results.hints[0]


def test_what_hits_have_in_common_is_counted(conn, write, now):
    times = add_source(conn, "times.example", now)
    write("Dam", tags=("Storm",), at=now - 40 * DAY)
    write("Dam", tags=("Storm", "River"), language="ar")
    write("Dam", outlet=times, language=None)
    write("Sea", tags=("Sea",))
    page = search.explore(conn, Query("dam"), None, 2, NOW)
    assert page.looked_at == 3
    assert {(one.aspect, one.value, one.count) for one in page.facets} == {
        ("outlet", "herald.example", 2), ("outlet", "times.example", 1), ("tag", "storm", 2), ("tag", "river", 1),
        ("lang", "en", 1), ("lang", "ar", 1), ("month", "2025-10", 2), ("month", "2025-08", 1),
    }  # fmt: skip
    assert set(page.texts) == {card.id for card in page.results.timeline.cards}


def test_counts_are_bounded(conn, write, monkeypatch):
    monkeypatch.setattr(search, "WINDOW", 10)
    for _ in range(23):
        write("Dam", tags=("Storm",))
    assert {one.count for one in search.explore(conn, Query("dam"), None, 2, NOW).facets} == {10}


def test_a_search_that_is_the_beginning_of_a_name_leads_to_its_page(conn, source, write):
    write("Dam", tags=("Storm Edda",))
    places = search.explore(conn, Query("storm"), None, 2, NOW).places
    assert [(one.aspect, one.key, one.articles) for one in places] == [("tag", "stormedda", 1)]
    (place,) = search.explore(conn, Query("hera"), None, 2, NOW).places
    assert (place.aspect, place.key, place.name) == ("outlet", str(source.outlet.id), source.outlet.name)
    assert search.explore(conn, Query("storm lang:en"), None, 2, NOW).places == ()


def test_of_many_words_those_that_occur_are_told(conn, write):
    write("Harbour", "harbour")
    write("Harbours")
    assert search.known(conn, slips("harbout")) == {"harbour": 1}
    assert search.known(conn, []) == {}


@pytest.mark.parametrize("words", ["", "   ", '"', "* ( ) :", "NEAR/2 AND", "-", "OR"])
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
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    words=st.one_of(
        st.text(st.one_of(st.characters(), st.sampled_from("\"'\\-*():&|!<>^ 東ต")), max_size=60),
        st.lists(
            st.sampled_from(["a", "-", "(", ")", " OR ", "outlet:x ", "#b ", "lang:ar ", "in:title ", "by:c* ", " "]),
            max_size=20,
        ).map("".join),
    )
)
def test_nothing_that_is_typed_is_an_error(conn, words):
    assert search.explore(conn, Query(words, "best"), None, 5, NOW).results.timeline.cards == ()
    search.counts(conn, words.split() or ["x"])


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


@pytest.mark.parametrize("order", ["newest", "best"])
def test_a_page_of_results_costs_at_most_eight_statements(conn, write, now, order):
    for _ in range(30):
        write("Dam")
    counted = []
    event.listen(conn, "before_cursor_execute", lambda *said: counted.append(said[2]))
    search.search(conn, Query("dam", order, after=now - DAY), None, 30, NOW)
    assert len(counted) <= 8  # one of them counts comments
