"""A story's page, its feeds and its desk, over the real app and a real database."""

import json
import re
from dataclasses import replace

import pytest

from broadsheet.service import ingest, stories
from tests.store.samples import add_source, keep, numbered
from tests.stories import HERALD, POST, tell


@pytest.fixture
def two(ctx):
    return tell(ctx, ("Flood in Tidewick", "Tidewick under water"), ("Flood <in> Marle",), tags=("Tidewick", "Flood"))


def test_a_story_shows_outlets_coverage_hashtags_and_how_it_came_together(visit, alice, two):
    html = visit(alice)(f"/story/{two[0]}").text
    assert re.findall(r'<h4 class="headline"[^>]*><a href="/article/(\d)">', html) == ["1", "2"]
    assert "2 articles in 2 outlets" in html and 'href="/tag/tidewick"' in html and 'href="/outlet/2"' in html
    assert "How this story came together" in html and "50% like that of <bdi>Paper0</bdi>" in html
    assert f'action="/story/{two[0]}/comments"' in html and "/desk" not in html


def test_an_article_leads_to_its_story_and_the_other_outlets(visit, alice, two):
    html = visit(alice)("/article/2").text
    assert f'<a href="/story/{two[0]}">Same story: in 2 outlets</a>' in html and ">Flood in Tidewick</a>" in html
    assert "Same story" not in visit(alice)("/article/3").text


def test_comments_are_said_on_the_story_and_lead_back_to_it(visit, alice, two):
    ask = visit(alice)
    assert ask(f"/story/{two[0]}/comments", form={"text": "Poor roofs."}).headers["location"] == "/story/1#comment-1"
    assert ask("/article/2/comments", form={"text": "Poor quay."}).headers["location"] == "/article/2#comment-2"
    assert ask("/comment/2").headers["location"] == "/story/1#comment-2"
    assert "Poor roofs." in ask("/article/1").text and "Poor quay." in ask("/story/1").text
    assert 'href="/story/1"' in ask("/comment/1/reply").text
    assert ask("/comment/1/reply", form={"text": "Yes."}).headers["location"] == "/story/1#comment-3"
    assert ask("/story/1/comments").headers["location"] == "/story/1#comments"
    assert len(json.loads(ask("/story/1/comments/feed.json").text)["items"]) == 3


def test_a_story_is_a_feed(visit, alice, two):
    feed = json.loads(visit(alice)(f"/story/{two[0]}/feed.json").text)
    assert feed["title"] == "Flood in Tidewick"
    assert [item["title"] for item in feed["items"]] == ["Tidewick under water", "Flood in Tidewick"]


def test_an_editor_merges_two_stories_at_the_desk_and_the_old_address_leads_on(visit, alice, ed, two):
    ask = visit(ed)
    html = ask(f"/story/{two[0]}/desk").text
    assert f'value="{two[1]}"> <span><bdi>Flood &lt;in&gt; Marle</bdi>' in html
    answer = ask(f"/story/{two[0]}/merge", form={"other": str(two[1]), "reason": "One <flood>"})
    assert (answer.status, answer.headers["location"]) == (303, f"/story/{two[0]}#history")
    moved = visit(alice)(f"/story/{two[1]}")
    assert (moved.status, moved.headers["location"]) == (301, f"/story/{two[0]}")
    html = visit(alice)(f"/story/{two[0]}").text
    assert "by <bdi>Ed</bdi>" in html and "One &lt;flood&gt;" in html and "3 articles" in html


def test_an_article_is_taken_out_it_is_undone_and_the_story_is_locked(ctx, visit, alice, ed, two):
    ask = visit(ed)
    answer = ask(f"/story/{two[0]}/take-out", form={"article": "2", "reason": "Elsewhere"})
    assert answer.headers["location"] == "/story/3#history"
    event = stories.read(ctx, alice, two[0]).events[0].id
    assert "Undo it" in ask(f"/story/{two[0]}/desk").text
    assert ask(f"/story/{two[0]}/undo", form={"event": str(event), "reason": "Back"}).status == 303
    assert "put here by hand" in visit(alice)(f"/story/{two[0]}").text
    assert ask(f"/story/{two[0]}/lock", form={"reason": "Over"}).status == 303
    assert "Locked" in visit(alice)(f"/story/{two[0]}").text
    assert ask(f"/story/{two[0]}/unlock", form={"reason": "Not over"}).status == 303


def test_what_is_wrong_stands_on_the_desk_and_the_reason_stays(visit, ed, two):
    answer = visit(ed)(f"/story/{two[0]}/merge", form={"other": "999", "reason": "My reason"})
    assert answer.status == 404 and "There is no such story here." in answer.text and 'value="My reason"' in answer.text


def test_the_desk_is_for_editors(visit, alice, two):
    assert visit(alice)(f"/story/{two[0]}/desk").status == 403
    assert visit(alice)(f"/story/{two[0]}/lock", form={"reason": "x"}).status == 403
    assert visit(None)(f"/story/{two[0]}").status in {303, 401}


def test_a_reader_weighs_the_front_page(visit, alice, two):
    ask = visit(alice)
    assert ask("/me/weights", form={"outlets": "90"}).headers["location"] == "/me?done=weights"
    assert 'id="weight-outlets" name="outlets" type="number" inputmode="numeric" min="0" max="100" value="90"' in (
        ask("/me").text
    )
    assert ask("/me/weights", form={"outlets": "lots"}).status == 400


@pytest.fixture
def pier(ctx):
    """Three articles, one of them a reprint, gathered as they came; gives their story."""
    for number, (outlet, words) in enumerate((("herald", HERALD), ("post", POST), ("gazette", HERALD))):
        with ctx.database.write() as conn:
            title = "Ferry strikes the northern pier of Port Alder"
            article = replace(numbered(number), title=title, text=words, language="en")
            source = add_source(conn, f"{outlet}.example", ctx.clock())
            keep(conn, source, article, ctx.clock(), tags=("Port Alder",))
    ingest.gather(ctx)
    return 1


def test_a_story_shows_who_has_it_from_whom_who_said_what_and_where_outlets_differ(visit, alice, pier):
    html = visit(alice)(f"/story/{pier}").text
    assert "3 articles in 3 outlets, 2 independent" in html and "3 articles, 2 independent</h2>" in html
    assert "Also in 1 outlet" in html and re.findall(r'<h4 class="headline"[^>]*><a href="/article/(\d)">', html) == [
        "1",
        "2",
    ]
    assert "Where outlets differ" in html and "<mark>12</mark>" in html and "<mark>Fifteen</mark>" in html
    assert "Who said what" in html and "<bdi>Ada Quill</bdi>" in html
    assert ">3 outlets, 2 independent</a>" in visit(alice)("/").text


def test_what_is_said_leads_to_the_words_in_the_article_while_they_stand_there(visit, alice, pier):
    html = visit(alice)(f"/story/{pier}").text
    (words,) = re.findall(r'href="(/article/2\?receipt=words-1-[^"#]+)#receipt"><bdi>', html)
    assert '<mark id="receipt">“The pier will stand again before winter comes,”</mark>' in visit(alice)(words).text
    for other in (
        words.replace("words-1", "words-2"),
        "/article/2?receipt=words-1-9-9",
        "/article/2?receipt=words-1-0-99999",
    ):
        assert '<mark id="receipt"' not in visit(alice)(other).text


def test_the_page_of_a_hashtag_shows_each_story_once_and_its_feed_all_articles(visit, alice, pier):
    html = visit(alice)("/tag/portalder").text
    assert re.findall(r'class="headline"[^>]*><a href="/article/(\d)"', html) == ["3"]
    assert len(json.loads(visit(alice)("/tag/portalder/feed.json").text)["items"]) == 3


def test_the_newest_articles_show_one_text_of_a_story_once_and_the_feed_has_all(visit, alice, pier):
    html = visit(alice)("/newest").text
    assert re.findall(r'class="headline"[^>]*><a href="/article/(\d)"', html) == ["2", "1"]
    assert len(json.loads(visit(alice)("/feed.json").text)["items"]) == 3


def test_a_story_where_all_report_by_themselves_has_no_picture_of_copies(visit, alice, two):
    html = visit(alice)(f"/story/{two[0]}").text
    assert "<figure" not in html and "Who said what" not in html and "Where outlets differ" not in html
