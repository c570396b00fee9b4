"""Saved searches, through the real app on a real database."""

import re

import pytest
from sqlalchemy import event

from broadsheet.model.articles import Article
from broadsheet.model.readers import Role
from tests.store.samples import add_source, keep
from tests.web.paperboy import paperboy


@pytest.fixture
def boy(tmp_path):
    with paperboy(tmp_path) as opened:
        with opened.room.ctx.database.write() as conn:
            source = add_source(conn, "herald.example", opened.clock.now)
            for number in range(40):
                article = Article(f"u/{number}", f"Ferry {number}", text="The ferry sails. " * 9)
                keep(conn, source, article, opened.clock.now, tags=("Harbour",))
        yield opened


@pytest.fixture
def ask(boy):
    return boy.as_(Role.READER)


def save(ask, **form):
    return ask("/searches", form=form).headers["location"]


def test_a_search_is_saved_as_a_page_and_a_feed(boy, ask):
    assert "Save this search" in ask("/search?q=ferry").text
    place = save(ask, q="ferry -39", name="Boats & <ferries>", order="best")
    html = ask(place).text
    assert "Boats &amp; &lt;ferries&gt;" in html and "39 articles" in html and f"{place}?cursor=" in html
    key = boy.reader(Role.READER).feed_key
    assert f"{place}/feed.rss?key={key}" in html
    feed = boy.ask(f"{place}/feed.rss?key={key}")
    assert feed.status == 200 and "Ferry 38" in feed.text and "Ferry 39" not in feed.text


def test_they_are_listed_renamed_and_removed(ask):
    place = save(ask, q="ferry", name="Boats")
    assert all('href="/searches/' in ask(path).text for path in ("/searches", "/search"))
    assert ask(place, form={"name": "Ships"}).headers["location"] == "/searches?done=renamed"
    assert "Ships" in ask("/searches?done=renamed").text
    assert ask(f"{place}/remove", form={}).status == 303
    assert ask(place).status == 404 and "You keep no search yet" in ask("/searches").text


def test_a_name_that_is_taken_is_told(ask):
    save(ask, q="ferry", name="Boats")
    answer = ask("/searches", form={"q": "dam", "name": "boats"})
    assert answer.status == 400 and "another search under that name" in answer.text


def test_a_feed_needs_the_key_of_its_own_reader(boy, ask):
    place = save(ask, q="ferry")
    assert boy.ask(f"{place}/feed.rss").status == 401
    assert boy.ask(f"{place}/feed.rss?key={boy.reader(Role.OWNER).feed_key}").status == 404
    assert boy.as_(Role.OWNER)(place).status == 404


@pytest.mark.parametrize("query", ["q=ferry", "q=ferry&order=best", "q=ferry+after:7d", "q=%23harbour+-39"])
def test_a_page_of_hits_costs_at_most_eight_statements(boy, ask, query):
    counted = []
    readers = boy.room.ctx.database._readers
    event.listen(readers, "before_cursor_execute", lambda *said: counted.append(said[2]))
    html = ask(f"/search?{query}").text
    assert len(re.findall("<article", html)) == 30
    assert len(counted) - counted.count("BEGIN") <= 8
