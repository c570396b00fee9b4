"""Those who decide on comments do it in the open."""

import pytest

from broadsheet.errors import BadInput, Forbidden, NotFound
from broadsheet.model.comments import Act, FlagReason
from broadsheet.service import comments, moderation


@pytest.fixture
def flagged(ctx, alice, bob, article):
    comment = comments.post(ctx, alice, article, "Buy *now*")
    return comments.flag(ctx, bob, comment.id, FlagReason.SPAM, "An advert")


def test_the_queue_shows_the_words_and_who_flagged_them_why(ctx, ed, flagged):
    queue = moderation.queue(ctx, ed)
    (case,) = queue.cases
    assert queue.waiting == 1 and case == moderation.case(ctx, ed, flagged.id)
    assert case.comment.html == "<p>Buy <em>now</em></p>\n"
    assert [(flag.reader, flag.reason, flag.note) for flag in case.flags] == [("Bob", FlagReason.SPAM, "An advert")]


def test_only_those_who_decide_see_the_queue(ctx, bob, flagged):
    for asked in (
        lambda: moderation.queue(ctx, bob),
        lambda: moderation.case(ctx, bob, flagged.id),
        lambda: moderation.decide(ctx, bob, flagged.id, Act.REMOVE, "Rude."),
    ):
        with pytest.raises(Forbidden):
            asked()


@pytest.mark.parametrize(("act", "reason", "logged"), [
    (Act.KEEP, "", "Flagged: advertising or spam."),
    (Act.KEEP, "A tip is no advert.", "A tip is no advert."),
    (Act.REMOVE, " No  adverts. ", "No adverts."),
])  # fmt: skip
def test_a_decision_empties_the_queue_and_stands_in_the_log_for_all(ctx, bob, ed, flagged, act, reason, logged):
    moderation.decide(ctx, ed, flagged.id, act, reason)
    assert moderation.queue(ctx, ed).waiting == 0
    (decision,) = moderation.log(ctx, bob).decisions
    assert (decision.moderator, decision.act, decision.reason) == ("Ed", act, logged)
    assert (decision.comment_id, decision.decided, decision.article_title) == (
        flagged.id, ctx.clock(), flagged.article_title,
    )  # fmt: skip


def test_a_comment_can_be_removed_without_a_flag_and_restored(ctx, bob, ed, alice, article):
    comment = comments.post(ctx, alice, article, "Harsh")
    moderation.decide(ctx, ed, comment.id, Act.REMOVE, "Too harsh.")
    removed = comments.get(ctx, bob, comment.id).removed
    assert (removed.moderator, removed.reason, removed.at) == ("Ed", "Too harsh.", ctx.clock())
    moderation.decide(ctx, ed, comment.id, Act.RESTORE, "I was wrong.")
    assert comments.get(ctx, bob, comment.id).text == "Harsh"
    assert [one.act for one in moderation.log(ctx, bob).decisions] == [Act.RESTORE, Act.REMOVE]


def test_what_somebody_else_has_decided_is_said(ctx, ed, flagged):
    moderation.decide(ctx, ed, flagged.id, Act.REMOVE, "No adverts.")
    with pytest.raises(BadInput, match="Ed has removed"):
        moderation.decide(ctx, ed, flagged.id, Act.REMOVE, "No adverts.")
    with pytest.raises(BadInput, match="decided already"):
        moderation.decide(ctx, ed, flagged.id, Act.KEEP)
    moderation.decide(ctx, ed, flagged.id, Act.RESTORE, "It was none.")
    with pytest.raises(BadInput, match="nothing to restore"):
        moderation.decide(ctx, ed, flagged.id, Act.RESTORE, "It was none.")
    assert len(moderation.log(ctx, ed).decisions) == 2


def test_a_removal_needs_a_reason_and_a_short_one(ctx, ed, flagged):
    for reason in ("", " \n"):
        with pytest.raises(BadInput, match="Give a reason"):
            moderation.decide(ctx, ed, flagged.id, Act.REMOVE, reason)
    with pytest.raises(BadInput, match="at most 300"):
        moderation.decide(ctx, ed, flagged.id, Act.REMOVE, "x" * 301)
    assert moderation.queue(ctx, ed).waiting == 1


def test_a_comment_that_its_writer_took_back_leaves_the_queue_and_the_log_stays(ctx, alice, ed, flagged):
    moderation.decide(ctx, ed, flagged.id, Act.KEEP)
    comments.delete(ctx, alice, flagged.id)
    assert moderation.queue(ctx, ed).cases == ()
    (decision,) = moderation.log(ctx, alice).decisions
    assert decision.comment_id is None
    with pytest.raises(NotFound):
        moderation.case(ctx, ed, flagged.id)
