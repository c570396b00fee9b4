from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadsheet.errors import NotFound
from broadsheet.model.articles import Article, SafeHtml
from broadsheet.model.insights import Hashtag, Insight
from broadsheet.model.listings import Enclosure, Image
from broadsheet.model.moments import Moment
from broadsheet.model.second_looks import Word
from broadsheet.model.timeline import Query
from broadsheet.store import articles, hashtags, search, sources
from broadsheet.store.articles import Arrival
from tests.store.samples import EXCERPT, FULL, WHOLE, add_source, insight, keep, numbered


def found(conn, words):
    return [card.id for card in search.search(conn, Query(words), None, 10, 0).timeline.cards]


def test_an_article_is_read_back_as_it_was_saved(conn, source, now):
    saved = keep(conn, source, FULL, now, tags=("Bridge", "Old Town"))
    stored = articles.get(conn, saved.id)
    assert saved.fresh
    assert stored.article == FULL
    assert stored.hashtags == (Hashtag("bridge", "Bridge", "#Bridge"), Hashtag("oldtown", "Old Town", "#Old Town"))
    assert (stored.outlet, stored.source_id) == (source.outlet, source.id)
    assert (stored.arrived, stored.dated, stored.tries) == (now, FULL.published.at, 1)


def test_saving_the_same_entry_twice_changes_nothing(conn, source, now):
    first = keep(conn, source, WHOLE, now, tags=("Dam",))
    second = keep(conn, source, WHOLE, now + 60, tags=("Dam",))
    assert second == articles.Saved(first.id, fresh=False)
    assert hashtags.counts(conn, ["dam"]) == {"dam": 1}
    assert sources.get(conn, source.id).articles == 1
    assert found(conn, "dam") == [first.id]


def test_two_addresses_of_one_article_are_one_article(conn, source, now):
    amp = replace(WHOLE, url="https://herald.example/amp/dam")
    first = keep(conn, source, WHOLE, now, identities=("herald.example/dam",))
    second = keep(conn, source, amp, now, identities=("herald.example/amp/dam", "herald.example/dam"))
    assert second.id == first.id
    assert not second.fresh
    assert articles.by_identity(conn, "herald.example/amp/dam") == first.id


def test_an_article_of_two_sources_counts_for_both_once(conn, source, now):
    other = add_source(conn, "times.example", now)
    for key in ("a", "b"):
        keep(conn, source, WHOLE, now, key=key)
        keep(conn, other, WHOLE, now, key=key)
    assert [source.articles for source in sources.all(conn)] == [1, 1]


def test_a_whole_text_replaces_an_excerpt(conn, source, now):
    first = keep(conn, source, EXCERPT, now, next_try=now + 600)
    second = keep(conn, source, WHOLE, now, key="other")
    stored = articles.get(conn, first.id)
    assert second == articles.Saved(first.id, fresh=False, improved=True)
    assert (stored.article.text, stored.article.excerpt_because, stored.next_try) == (WHOLE.text, None, None)
    assert found(conn, "slept") == [first.id]


def test_an_excerpt_never_replaces_a_whole_text(conn, source, now):
    first = keep(conn, source, WHOLE, now)
    keep(conn, source, EXCERPT, now, key="other", next_try=now + 600)
    articles.renew(conn, first.id, EXCERPT, insight(), (), now, 2, now + 600)
    stored = articles.get(conn, first.id)
    assert (stored.article, stored.tries, stored.next_try) == (replace(WHOLE, language="en"), 2, None)


def test_an_article_that_was_read_again_is_found_by_its_new_words_only(conn, source, now):
    saved = keep(conn, source, replace(WHOLE, authors=("Ada Byron",)), now, tags=("Dam",))
    again = replace(WHOLE, title="The levee holds", text="Nobody was hurt.", authors=("Grace Murray",))
    articles.renew(conn, saved.id, again, insight("Levee"), ("herald.example/levee",), now + 60, 2, None)
    assert [found(conn, words) for words in ("dam", "byron", "slept")] == [[], [], []]
    assert found(conn, "levee hurt murray") == [saved.id]
    assert hashtags.counts(conn, ["dam", "levee"]) == {"dam": 0, "levee": 1}
    assert articles.by_identity(conn, "herald.example/levee") == saved.id


def test_a_second_reading_keeps_what_only_the_first_knew(conn, source, now):
    saved = keep(conn, source, replace(FULL, excerpt_because="Too slow."), now)
    articles.renew(conn, saved.id, Article(FULL.url, "Open!", text="All of it."), insight(), (), now + 60, 2, None)
    stored = articles.get(conn, saved.id)
    assert (stored.article.title, stored.article.text) == ("Open!", "All of it.")
    assert (stored.article.authors, stored.article.published, stored.arrived) == (FULL.authors, FULL.published, now)


def test_the_date_moves_only_when_the_publication_becomes_known(conn, source, now):
    saved = keep(conn, source, EXCERPT, now)
    assert articles.get(conn, saved.id).dated == now
    known = replace(EXCERPT, published=Moment(now - 9000, "2025-10-09T06:23:20Z"))
    articles.renew(conn, saved.id, known, insight(), (), now + 60, 2, None)
    other = replace(EXCERPT, published=Moment(now - 5000, "2025-10-09T07:30:00Z"))
    articles.renew(conn, saved.id, other, insight(), (), now + 90, 3, None)
    assert articles.get(conn, saved.id).dated == now - 9000


def test_articles_are_retried_when_they_are_due_and_then_wait_again(conn, source, now):
    saved = keep(conn, source, EXCERPT, now, next_try=now + 600)
    assert articles.claim_retries(conn, now + 599, now + 599 + 900, 10) == []
    assert [stored.id for stored in articles.claim_retries(conn, now + 600, now + 600 + 900, 10)] == [saved.id]
    again = replace(EXCERPT, excerpt_because="Still not there.")
    articles.renew(conn, saved.id, again, insight(), (), now + 600, 2, now + 6000)
    stored = articles.get(conn, saved.id)
    assert (stored.article.excerpt_because, stored.tries, stored.next_try) == ("Still not there.", 2, now + 6000)


def test_an_article_for_a_removed_source_is_refused_in_words(conn, source, now):
    sources.remove(conn, source.id)
    with pytest.raises(NotFound, match="was removed"):
        keep(conn, source, WHOLE, now)


def test_renewing_an_article_that_is_not_there_is_refused_in_words(conn, now):
    with pytest.raises(NotFound):
        articles.renew(conn, 7, WHOLE, insight(), (), now, 1, None)


def test_many_articles_are_read_in_the_order_asked_for(conn, source, now):
    ids = [keep(conn, source, numbered(n), now).id for n in range(3)]
    assert list(articles.many(conn, [ids[2], 999, ids[0]])) == [ids[2], ids[0]]
    assert articles.many(conn, []) == {}
    assert articles.count(conn) == 3


def test_the_language_found_in_the_text_is_kept(conn, source, now):
    (saved,) = articles.save(conn, source, [Arrival(Word("k"), WHOLE, Insight("cy", ()), ("i",))], now)
    assert articles.get(conn, saved.id).article.language == "cy"


wild = st.text(st.characters(), max_size=40)
wilds = st.lists(wild, max_size=3).map(tuple)
numbers = st.integers(-(10**30), 10**30) | st.none()


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    texts=st.tuples(wild, wild, wild, wild, wild, wild),
    lists=st.tuples(wilds, wilds),
    sizes=st.tuples(numbers, numbers),
    at=st.integers(-(10**20), 10**20),
)
def test_nothing_an_outlet_writes_breaks_the_store(conn, source, now, texts, lists, sizes, at):
    url, title, lead, body, key, tag = texts
    article = Article(
        url, title, canonical=url, lead=lead, html=SafeHtml(body), text=body, authors=lists[0], topics=lists[1],
        published=Moment(at, "2025-10-09"), image=Image(url, title, lead, body, *sizes),
        enclosures=(Enclosure(url, body, *sizes),), excerpt_because="Short.",
    )  # fmt: skip
    saved = keep(conn, source, article, now, key=key, identities=(url, key), tags=(tag, tag + "x"))
    articles.renew(conn, saved.id, WHOLE, insight(tag), (body,), now, 1, None)
    assert articles.get(conn, saved.id).article.text == WHOLE.text
    never = key + "?" * 41  # longer than any key of this test: the examples share one database
    assert articles.known(conn, source.id, [key, never]) == {key}
