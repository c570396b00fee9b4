"""Deciding on comments, over the real app and a real database."""

import pytest

from broadsheet.model.comments import FlagReason
from broadsheet.service import comments


@pytest.fixture
def comment(ctx, alice, bob, article):
    """Alice said something, and Bob flagged it."""
    said = comments.post(ctx, alice, article, "Buy *now*")
    return comments.flag(ctx, bob, said.id, FlagReason.SPAM, "An advert")


def test_the_queue_shows_what_is_needed_to_decide(visit, ed, comment):
    page = visit(ed)("/moderation").text
    for part in ("1 comment waits", "Buy <em>now</em>", "Alice", "Bob", "advertising or spam", "An advert"):
        assert part in page
    assert f'action="/comment/{comment.id}/decide"' in page and 'value="keep"' in page


def test_the_queue_is_for_those_who_decide(visit, bob, comment):
    for path in ("/moderation", f"/comment/{comment.id}/decide"):
        assert visit(bob)(path).status == 403
    assert visit(bob)(f"/comment/{comment.id}/decide", form={"act": "remove", "reason": "x"}).status == 403


def test_a_removal_without_a_reason_comes_back(visit, ed, comment):
    answer = visit(ed)(f"/comment/{comment.id}/decide", form={"act": "remove", "reason": " "})
    assert answer.status == 400 and "Give a reason." in answer.text
    answer = visit(ed)(f"/comment/{comment.id}/decide", form={"act": "remove", "reason": "<" * 301})
    assert answer.status == 400 and "&lt;" * 301 in answer.text


def test_all_readers_see_in_the_log_who_decided_what_and_why(visit, bob, ed, comment):
    assert "Nothing was decided so far" in visit(bob)("/moderation/log").text
    answer = visit(ed)(f"/comment/{comment.id}/decide", form={"act": "remove", "reason": "No <adverts>."})
    assert answer.headers["location"] == "/moderation?done=remove"
    assert "The comment is removed." in visit(ed)("/moderation?done=remove").text
    page = visit(bob)("/moderation/log").text
    for part in ("Ed", "Removed", "No &lt;adverts&gt;.", "The dam holds"):
        assert part in page
    assert "Alice" not in page and "Restore it" in visit(ed)(f"/comment/{comment.id}/decide").text


def test_a_decision_that_is_none_is_refused(visit, ed, comment):
    assert visit(ed)(f"/comment/{comment.id}/decide", form={"act": "burn"}).status == 400
    assert visit(ed)("/moderation?done=burn").status == 200
