"""Readers talk under an article."""

from dataclasses import replace

import pytest

from broadsheet.errors import BadInput, Forbidden, NotFound, NotSignedIn, TooManyTries
from broadsheet.model.comments import Act, Comment, FlagReason
from broadsheet.service import comments, moderation, timeline
from broadsheet.store import threads
from broadsheet.text.markdown import LONGEST
from tests.store.samples import WHOLE


def words(thread):
    return [(one.depth, one.text) for one in thread.comments]


def test_nobody_has_said_anything_at_first(ctx, alice, article):
    thread = comments.thread(ctx, alice, article)
    assert (thread.article_title, thread.comments, thread.count, thread.full) == (WHOLE.title, (), 0, False)


def test_answers_stand_below_what_they_answer_oldest_first(ctx, clock, alice, bob, article):
    first = comments.post(ctx, alice, article, "First")
    comments.post(ctx, bob, article, "Second")
    clock.now += 60
    answer = comments.reply(ctx, bob, first.id, "To the first")
    comments.reply(ctx, alice, first.id, "To the first, too")
    comments.reply(ctx, alice, answer.id, "To the answer")
    thread = comments.thread(ctx, alice, article)
    assert thread.count == 5
    assert words(thread) == [
        (0, "First"), (1, "To the first"), (2, "To the answer"), (1, "To the first, too"), (0, "Second"),
    ]  # fmt: skip


def test_a_thousand_answers_in_one_another_are_put_in_order():
    one = Comment(1, 1, "", None, None, None, 0)
    chain = [replace(one, id=number, parent_id=number - 1 or None) for number in range(1, 1001)]
    ordered = comments.in_reading_order(chain)
    assert [(one.id, one.depth) for one in ordered] == [(number, number - 1) for number in range(1, 1001)]


def test_a_comment_is_shown_as_safe_html(ctx, alice, article):
    comment = comments.post(ctx, alice, article, "\n\nSo *it* is <script>\r\nhttps://a.example  \n")
    assert comment.text == "So *it* is <script>\nhttps://a.example"
    assert "<em>it</em> is &lt;script&gt;<br>" in comment.html and "ugc" in comment.html


@pytest.mark.parametrize("typed", ["", " \r\n ", "\u200b", "&nbsp;", "---", "x" * (LONGEST + 1), "\x00"])
def test_what_cannot_be_a_comment_is_refused_in_words_and_does_not_count_as_a_try(ctx, alice, article, typed):
    for _ in range(10):
        with pytest.raises(BadInput, match=r"few words|at most 5,000"):
            comments.post(ctx, alice, article, typed)
    assert comments.post(ctx, alice, article, "x" * LONGEST).id


def test_visitors_neither_read_nor_write(ctx, alice, article):
    comment = comments.post(ctx, alice, article, "Among ourselves")
    for asked in (
        lambda: comments.thread(ctx, None, article),
        lambda: comments.newest(ctx, None),
        lambda: comments.get(ctx, None, comment.id),
        lambda: comments.history(ctx, None, comment.id),
        lambda: comments.post(ctx, None, article, "Hello"),
        lambda: comments.reply(ctx, None, comment.id, "Hello"),
        lambda: comments.edit(ctx, None, comment.id, "Hello"),
        lambda: comments.delete(ctx, None, comment.id),
        lambda: comments.flag(ctx, None, comment.id, FlagReason.SPAM),
        lambda: moderation.log(ctx, None),
    ):
        with pytest.raises(NotSignedIn):
            asked()


def test_where_nothing_is_there_is_nothing_to_say(ctx, alice):
    for asked in (
        lambda: comments.thread(ctx, alice, 99),
        lambda: comments.newest_of(ctx, alice, 99),
        lambda: comments.post(ctx, alice, 99, "Hello"),
        lambda: comments.reply(ctx, alice, 99, "Hello"),
        lambda: comments.edit(ctx, alice, 99, "Hello"),
        lambda: comments.delete(ctx, alice, 99),
        lambda: comments.history(ctx, alice, 99),
        lambda: comments.flag(ctx, alice, 99, FlagReason.SPAM),
    ):
        with pytest.raises(NotFound):
            asked()


def test_the_same_words_twice_in_a_row_are_refused(ctx, alice, bob, article):
    comments.post(ctx, alice, article, "Twice")
    with pytest.raises(BadInput, match="exactly this already"):
        comments.post(ctx, alice, article, "Twice ")
    assert comments.post(ctx, bob, article, "Twice")
    comments.post(ctx, alice, article, "Something else")
    assert comments.post(ctx, alice, article, "Twice")


def test_seven_comments_in_a_minute_are_too_many(ctx, clock, alice, bob, article):
    for number in range(6):
        comments.post(ctx, alice, article, f"Words {number}")
    with pytest.raises(TooManyTries):
        comments.post(ctx, alice, article, "More words")
    assert comments.post(ctx, bob, article, "Bob is not Alice")
    clock.now += 61
    assert comments.post(ctx, alice, article, "More words")


def test_sixty_one_comments_in_an_hour_are_too_many(ctx, clock, alice, article):
    for number in range(60):
        clock.now += 20
        comments.post(ctx, alice, article, f"Words {number}")
    clock.now += 60
    with pytest.raises(TooManyTries):
        comments.post(ctx, alice, article, "More words")


def test_a_full_thread_takes_no_more(ctx, alice, article, monkeypatch):
    monkeypatch.setattr(comments, "MOST", 2)
    comments.post(ctx, alice, article, "One")
    comments.post(ctx, alice, article, "Two")
    with pytest.raises(BadInput, match="takes no more"):
        comments.post(ctx, alice, article, "Three")
    assert comments.thread(ctx, alice, article).full


def test_an_edit_is_marked_and_all_readers_see_what_was_said_before(ctx, clock, alice, bob, article):
    comment, posted = comments.post(ctx, alice, article, "Frist"), ctx.clock()
    clock.now += 100
    edited = comments.edit(ctx, alice, comment.id, "First")
    assert (edited.text, edited.edited) == ("First", posted + 100)
    _, versions = comments.history(ctx, bob, comment.id)
    assert [(one.html, one.since, one.until) for one in versions] == [
        ("<p>First</p>\n", posted + 100, None), ("<p>Frist</p>\n", posted, posted + 100),
    ]  # fmt: skip


def test_an_edit_that_changes_nothing_is_none(ctx, alice, article):
    comment = comments.post(ctx, alice, article, "First")
    assert comments.edit(ctx, alice, comment.id, "First\r\n").edited is None


def test_a_comment_can_be_edited_fifty_times(ctx, alice, article, monkeypatch):
    monkeypatch.setattr(comments, "MOST_EDITS", 1)
    comment = comments.post(ctx, alice, article, "One")
    comments.edit(ctx, alice, comment.id, "Two")
    with pytest.raises(BadInput, match="Write a new one"):
        comments.edit(ctx, alice, comment.id, "Three")


def test_only_its_writer_edits_and_takes_back_a_comment(ctx, alice, bob, ed, article):
    comment = comments.post(ctx, alice, article, "Mine")
    for other in (bob, ed):
        with pytest.raises(Forbidden):
            comments.edit(ctx, other, comment.id, "Yours")
        with pytest.raises(Forbidden):
            comments.delete(ctx, other, comment.id)


def test_what_is_taken_back_is_gone_and_its_place_stays_for_the_answers(ctx, alice, bob, ed, article):
    comment = comments.post(ctx, alice, article, "Oops")
    comments.reply(ctx, bob, comment.id, "Indeed")
    comments.delete(ctx, alice, comment.id)
    place, answer = comments.thread(ctx, ed, article).comments
    assert (place.text, place.html, place.writer) == ("", "", None) and place.deleted and answer.depth == 1
    for asked in (
        lambda: comments.history(ctx, ed, comment.id),
        lambda: comments.reply(ctx, bob, comment.id, "Hello?"),
        lambda: moderation.decide(ctx, ed, comment.id, Act.REMOVE, "Rude."),
    ):
        with pytest.raises(NotFound):
            asked()
    with pytest.raises(Forbidden):
        comments.delete(ctx, alice, comment.id)


def test_a_removed_comment_has_words_only_for_its_writer_and_those_who_decide(ctx, alice, bob, ed, article):
    comment = comments.post(ctx, alice, article, "Rude")
    moderation.decide(ctx, ed, comment.id, Act.REMOVE, "Be kind.")
    assert {
        reader.name: (
            comments.thread(ctx, reader, article).comments[0].text,
            comments.get(ctx, reader, comment.id).html,
        )
        for reader in (alice, bob, ed)
    } == {"Alice": ("Rude", "<p>Rude</p>\n"), "Bob": ("", ""), "Ed": ("Rude", "<p>Rude</p>\n")}
    with pytest.raises(NotFound):
        comments.history(ctx, bob, comment.id)
    assert len(comments.history(ctx, ed, comment.id)[1]) == 1
    for asked in (
        lambda: comments.edit(ctx, alice, comment.id, "Kind"),
        lambda: comments.reply(ctx, bob, comment.id, "Why?"),
        lambda: comments.flag(ctx, bob, comment.id, FlagReason.SPAM),
    ):
        with pytest.raises(BadInput, match="removed by a moderator"):
            asked()
    assert comments.newest(ctx, bob).comments == ()


def test_a_comment_is_flagged_once_by_each_reader(ctx, clock, alice, bob, ed, article):
    comment = comments.post(ctx, alice, article, "Buy now")
    comments.flag(ctx, bob, comment.id, FlagReason.SPAM, " an  advert ")
    with pytest.raises(BadInput, match="flagged this comment already"):
        comments.flag(ctx, bob, comment.id, FlagReason.HATE)
    comments.flag(ctx, ed, comment.id, FlagReason.FALSE)
    assert comments.thread(ctx, bob, article).comments[0].flagged and comments.newest(ctx, bob).comments[0].flagged
    assert not comments.thread(ctx, alice, article).comments[0].flagged


def test_a_comment_that_was_edited_can_be_flagged_again(ctx, clock, alice, bob, ed, article):
    comment = comments.post(ctx, alice, article, "Buy now")
    comments.flag(ctx, bob, comment.id, FlagReason.SPAM)
    moderation.decide(ctx, ed, comment.id, Act.KEEP)
    clock.now += 60
    comments.edit(ctx, alice, comment.id, "Buy now or else")
    comments.flag(ctx, bob, comment.id, FlagReason.HATE)
    assert moderation.queue(ctx, ed).waiting == 1


def test_a_flag_that_cannot_be_says_why(ctx, alice, bob, article):
    comment = comments.post(ctx, alice, article, "Words")
    with pytest.raises(BadInput, match="your own comment"):
        comments.flag(ctx, alice, comment.id, FlagReason.SPAM)
    with pytest.raises(BadInput, match="what is wrong"):
        comments.flag(ctx, bob, comment.id, FlagReason.OTHER)
    with pytest.raises(BadInput, match="at most 500"):
        comments.flag(ctx, bob, comment.id, FlagReason.SPAM, "x" * 501)


def test_twenty_one_flags_in_an_hour_are_too_many(ctx, clock, alice, bob, article):
    several = []
    for number in range(21):
        clock.now += 30
        several.append(comments.post(ctx, alice, article, f"Words {number}"))
    for comment in several[:20]:
        comments.flag(ctx, bob, comment.id, FlagReason.SPAM)
    with pytest.raises(TooManyTries):
        comments.flag(ctx, bob, several[20].id, FlagReason.SPAM)


def test_the_newest_comments_are_listed_for_all_threads_and_for_one(ctx, alice, bob, article):
    said = ((alice, "One"), (bob, "Two"), (alice, "Three"))
    ids = [comments.post(ctx, reader, article, text).id for reader, text in said]
    page = comments.newest(ctx, bob, limit=2)
    assert [one.id for one in page.comments] == [ids[2], ids[1]]
    assert [one.id for one in comments.newest(ctx, bob, page.next).comments] == [ids[0]]
    thread = comments.newest_of(ctx, bob, article, limit=1)
    assert [one.id for one in thread.comments] == [ids[2]] and thread.count == 3
    with pytest.raises(BadInput):
        comments.newest(ctx, bob, "nowhere")


def test_counts_follow_what_can_be_read(ctx, alice, bob, ed, article):
    one, two = comments.post(ctx, alice, article, "One"), comments.post(ctx, bob, article, "Two")
    moderation.decide(ctx, ed, one.id, Act.REMOVE, "Rude.")
    comments.delete(ctx, bob, two.id)
    with ctx.database.read() as conn:
        assert threads.counts(conn, [article]) == {}
    moderation.decide(ctx, ed, one.id, Act.RESTORE, "Not so rude.")
    with ctx.database.read() as conn:
        assert threads.counts(conn, [article]) == {article: 1}


def test_lists_say_how_many_comments_an_article_has(ctx, alice, article):
    assert [card.comments for card in timeline.front(ctx, alice).cards] == [0]
    comments.post(ctx, alice, article, "One")
    assert [card.comments for card in timeline.front(ctx, alice).cards] == [1]
