"""A story's page, its feeds and its desk, over the real app and a real database."""

import json
import re

import pytest

from broadsheet.service import stories
from tests.stories import tell


@pytest.fixture
def two(ctx):
    return tell(ctx, ("Flood in Tidewick", "Tidewick under water"), ("Flood <in> Marle",), tags=("Tidewick", "Flood"))


def test_a_story_shows_outlets_coverage_hashtags_and_how_it_came_together(visit, alice, two):
    html = visit(alice)(f"/story/{two[0]}").text
    assert re.findall(r'<h4 class="headline"[^>]*><a href="/article/(\d)">', html) == ["1", "2"]
    assert "2 outlets, 2 articles" in html and 'href="/tag/tidewick"' in html and 'href="/outlet/2"' in html
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
