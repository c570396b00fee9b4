"""Readers talk, over the real app and a real database."""

import json
import re
from html import escape

import pytest

from broadsheet.model.comments import Act
from broadsheet.service import comments, moderation
from broadsheet.store import readers
from broadsheet.web.rendering import ENVIRONMENT


def macro(ctx, reader, article):
    """What an article's page shows under "Comments"."""
    shown = ENVIRONMENT.get_template("parts/comments.html").module
    thread = comments.thread(ctx, reader, article) if reader else None
    return str(shown.comments(thread, reader, ctx.clock(), f"/article/{article}"))


def test_an_empty_thread_invites(ctx, alice, article):
    html = macro(ctx, alice, article)
    assert "Nobody has said anything yet. What do you make of it?" in html
    assert f'action="/article/{article}/comments"' in html and '<label for="comment-text">' in html


def test_visitors_are_shown_the_door(ctx, article):
    html = macro(ctx, None, article)
    assert 'href="/sign-in?to=' in html and "<form" not in html


def test_a_comment_is_posted_and_found_at_its_place(ctx, visit, alice, article):
    answer = visit(alice)(f"/article/{article}/comments", form={"text": "So *it* is."})
    assert (answer.status, answer.headers["location"]) == (303, f"/article/{article}#comment-1")
    assert visit(alice)("/comment/1").headers["location"] == f"/article/{article}#comment-1"
    html = macro(ctx, alice, article)
    assert 'id="comment-1"' in html and "<em>it</em>" in html and "<bdi>Alice</bdi>" in html
    assert 'Comments <span class="aside">1</span>' in html and 'href="/comment/1"' in html
    assert visit(alice)(f"/article/{article}/comments").headers["location"] == f"/article/{article}#comments"


@pytest.mark.parametrize(("text", "sentence"), [
    ("  ", "Write a few words."), ("<b>" + "x" * 5000, "at most 5,000 characters; this one has 5,003."),
])  # fmt: skip
def test_what_was_typed_comes_back_with_what_is_wrong_beside_it(ctx, visit, alice, article, text, sentence):
    comment = comments.post(ctx, alice, article, "First")
    for path in (f"/article/{article}/comments", f"/comment/{comment.id}/reply", f"/comment/{comment.id}/edit"):
        answer = visit(alice)(path, form={"text": text})
        assert answer.status == 400 and sentence in answer.text
        assert f"{escape(text)}</textarea>" in answer.text
        assert 'aria-describedby="comment-fault comment-hint"' in answer.text


def test_who_writes_too_often_keeps_the_words_and_hears_when_to_try_again(visit, alice, article):
    for number in range(6):
        visit(alice)(f"/article/{article}/comments", form={"text": f"Words {number}"})
    answer = visit(alice)(f"/article/{article}/comments", form={"text": "One more"})
    assert answer.status == 429 and "Try again in 1 minute" in answer.text and "One more</textarea>" in answer.text
    assert answer.headers["retry-after"] == "60"


def test_who_is_signed_out_meanwhile_keeps_the_words(ctx, visit, alice, article):
    comment = comments.post(ctx, alice, article, "First")
    for path in (f"/article/{article}/comments", f"/comment/{comment.id}/reply"):
        answer = visit(None)(path, form={"text": "Long thoughts"})
        assert answer.status == 401 and "Long thoughts</textarea>" in answer.text and 'href="/sign-in"' in answer.text


def test_an_answer_to_what_is_gone_keeps_the_words(ctx, visit, alice, bob, article):
    comment = comments.post(ctx, alice, article, "Oops")
    comments.delete(ctx, alice, comment.id)
    answer = visit(bob)(f"/comment/{comment.id}/reply", form={"text": "Long thoughts"})
    assert answer.status == 404 and "Long thoughts</textarea>" in answer.text and "no longer here" in answer.text


def test_an_answer_shows_what_it_answers_and_stands_below_it(ctx, visit, alice, bob, article):
    comment = comments.post(ctx, alice, article, "First")
    page = visit(bob)(f"/comment/{comment.id}/reply").text
    assert "Your answer to Alice" in page and "<p>First</p>" in page
    assert visit(bob)(f"/comment/{comment.id}/reply", form={"text": "Second"}).status == 303
    html = macro(ctx, alice, article)
    assert re.search(r'class="comment level-1" id="comment-2">.+answers <bdi>Alice</bdi>', html, re.DOTALL)


def test_deep_answers_are_set_in_three_steps_at_most_and_say_whom_they_answer(ctx, alice, bob, article):
    comment = comments.post(ctx, alice, article, "0")
    for number in range(1, 6):
        comment = comments.reply(ctx, (alice, bob)[number % 2], comment.id, str(number))
    html = macro(ctx, alice, article)
    assert re.findall(r"level-(\d)", html) == ["1", "2", "3", "3", "3"]
    assert html.count('<span class="unseen">answers') == 3 and html.count('<span class="">answers') == 2


def test_an_edit_is_marked_and_its_history_can_be_read(ctx, visit, alice, bob, article):
    comment = comments.post(ctx, alice, article, "Frist")
    assert "Frist</textarea>" in visit(alice)(f"/comment/{comment.id}/edit").text
    assert visit(alice)(f"/comment/{comment.id}/edit", form={"text": "First"}).status == 303
    assert f'href="/comment/{comment.id}/history"' in macro(ctx, bob, article)
    page = visit(bob)(f"/comment/{comment.id}/history").text
    assert page.index("<p>First</p>") < page.index("<p>Frist</p>") and "2 versions" in page


def test_another_readers_comment_is_not_edited(ctx, visit, alice, bob, article):
    comment = comments.post(ctx, alice, article, "Mine")
    assert visit(bob)(f"/comment/{comment.id}/edit").status == 403
    assert visit(bob)(f"/comment/{comment.id}/edit", form={"text": "Ours"}).status == 403
    assert visit(bob)(f"/comment/{comment.id}/delete", form={}).status == 403


def test_a_comment_is_taken_back_after_a_second_question(ctx, visit, alice, bob, article):
    comment = comments.post(ctx, alice, article, "Oops")
    comments.reply(ctx, bob, comment.id, "Indeed")
    assert "Take your comment back?" in visit(alice)(f"/comment/{comment.id}/delete").text
    answer = visit(alice)(f"/comment/{comment.id}/delete", form={})
    assert answer.headers["location"] == f"/article/{article}#comments"
    html = macro(ctx, bob, article)
    assert "Its writer took this comment back." in html and "Oops" not in html and "Indeed" in html


def test_a_comment_is_flagged_with_a_reason(ctx, visit, alice, bob, article):
    comment = comments.post(ctx, alice, article, "Buy now")
    flag, link = f"/comment/{comment.id}/flag", f'href="/comment/{comment.id}/flag"'
    assert link in macro(ctx, bob, article) and link not in macro(ctx, alice, article)
    assert "Advertising or spam" in visit(bob)(flag).text
    answer = visit(bob)(flag, form={"reason": "nonsense", "note": "<note>"})
    assert answer.status == 400 and "Choose what is wrong" in answer.text and 'value="&lt;note&gt;"' in answer.text
    assert "Thank you" in visit(bob)(flag, form={"reason": "spam"}).text
    assert visit(bob)(flag, form={"reason": "spam"}).status == 400
    assert link not in macro(ctx, bob, article)


def test_a_removed_comment_says_who_removed_it_and_why(ctx, alice, bob, ed, article):
    comment = comments.post(ctx, alice, article, "Rude")
    assert f'href="/comment/{comment.id}/decide"' in macro(ctx, ed, article)
    moderation.decide(ctx, ed, comment.id, Act.REMOVE, "Be <kind>.")
    html = macro(ctx, bob, article)
    assert "Removed by <bdi>Ed</bdi>: <bdi>Be &lt;kind&gt;.</bdi>" in html
    assert "Rude" not in html and "/decide" not in html
    html = macro(ctx, ed, article)
    assert "Rude" in html and ">Restore</a>" in html


def test_what_is_said_by_an_account_that_is_gone_stays(ctx, alice, bob, article):
    comments.post(ctx, alice, article, "I was here")
    with ctx.database.write() as conn:
        readers.remove(conn, alice.id)
    html = macro(ctx, bob, article)
    assert "a former reader" in html and "I was here" in html


def test_the_newest_comments_are_a_page_and_a_feed(ctx, visit, alice, article):
    assert "Nobody has said anything yet." in visit(alice)("/comments").text
    comment = comments.post(ctx, alice, article, "So *it* is.")
    page = visit(alice)("/comments").text
    assert "<em>it</em>" in page and "The dam holds" in page and f"/comments/feed.atom?key={alice.feed_key}" in page
    for path in ("/comments", f"/article/{article}/comments"):
        (item,) = json.loads(visit(None)(f"{path}/feed.json?key={alice.feed_key}").body)["items"]
        assert item["title"] == "Alice on “The dam holds”" and item["authors"] == [{"name": "Alice"}]
        assert item["url"].endswith(f"/comment/{comment.id}") and "<em>it</em>" in item["content_html"]
    assert visit(None)("/comments/feed.rss").status == 401


def test_visitors_are_sent_to_the_door(visit, alice, ed):
    for path in ("/comments", "/comment/1", "/comment/1/reply", "/comment/1/flag", "/moderation", "/moderation/log"):
        assert visit(None)(path).headers["location"].startswith("/")
        assert visit(None)(path).status == 303


def test_what_is_not_there_is_not_found(visit, ed):
    for path in ("", "/reply", "/edit", "/delete", "/flag", "/history", "/decide"):
        assert visit(ed)(f"/comment/99{path}").status == 404
    assert visit(ed)("/article/99/comments/feed.rss").status == 404
    assert visit(ed)("/article/99/comments", form={"text": "Hello"}).status == 404
    assert visit(ed)("/comments?cursor=x").status == 400
