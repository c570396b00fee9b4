"""Threads, comments, flags and the log, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import delete, event, func, select

from broadsheet.model.comments import Act, Flag, FlagReason, Removal
from broadsheet.model.readers import Role
from broadsheet.store import comments, flags, readers, threads
from broadsheet.store.schema import articles
from broadsheet.store.schema import comments as schema
from tests.store.samples import WHOLE, add_source, keep, numbered


def add_reader(conn, name, now, role=Role.READER):
    return readers.add(conn, name=name, role=role, password="", email=None, now=now)


@pytest.fixture
def article(conn, source, now):
    return keep(conn, source, WHOLE, now).id


@pytest.fixture
def alice(conn, now):
    return add_reader(conn, "Alice", now)


@pytest.fixture
def bob(conn, now):
    return add_reader(conn, "Bob", now)


@pytest.fixture
def say(conn, article, now):
    """Say something under the article; gives the comment."""

    def saying(reader, text, parent=None, at=now):
        place = threads.under(conn, article)
        return comments.get(conn, comments.add(conn, place, parent and parent.id, reader.id, text, at))

    return saying


def test_a_comment_is_read_back_as_it_was_said(conn, say, alice, article, now):
    comment = say(alice, "So it *holds*.\x00")
    assert (comment.text, comment.writer, comment.writer_id) == ("So it *holds*.", "Alice", alice.id)
    assert (comment.article_id, comment.article_title, comment.posted) == (article, WHOLE.title, now)
    assert comment.stands and comments.get(conn, 10**20) is None


def test_the_thread_of_an_article_is_found_and_there_is_one(conn, say, alice, article):
    assert threads.under(conn, article).thread_id is None
    first, second = say(alice, "One"), say(alice, "Two")
    place = threads.under(conn, article)
    assert [one.id for one in comments.of_thread(conn, place.thread_id, 10)] == [first.id, second.id]
    assert place.count == 2 == comments.held(conn, place.thread_id)
    assert threads.under(conn, 999) is None


def test_first_comments_at_the_same_time_make_one_thread(database, now):
    with database.write() as conn:
        article_id = keep(conn, add_source(conn, "herald.example", now), WHOLE, now).id
        reader_id = add_reader(conn, "Alice", now).id

    def say(text):
        with database.write() as conn:
            return comments.add(conn, threads.under(conn, article_id), None, reader_id, text, now)

    with ThreadPoolExecutor(8) as several:
        ids = set(several.map(say, [f"Words {number}" for number in range(24)]))
    with database.read() as conn:
        assert conn.execute(select(func.count()).select_from(schema.threads)).scalar() == 1
        assert threads.under(conn, article_id).count == len(ids) == 24


def test_an_edit_keeps_what_was_said_before(conn, say, alice, now):
    comment = say(alice, "First")
    comments.edit(conn, comment, "Second", now + 5)
    comments.edit(conn, comments.get(conn, comment.id), "Third", now + 9)
    edited = comments.get(conn, comment.id)
    assert (edited.text, edited.edited) == ("Third", now + 9)
    assert comments.former(conn, comment.id) == [("First", now + 5), ("Second", now + 9)]


def test_a_comment_that_nobody_answered_goes_without_a_trace(conn, say, alice, article, now):
    comment = say(alice, "Oops")
    comments.delete_words(conn, comment, now)
    assert comments.get(conn, comment.id) is None and threads.under(conn, article).count == 0


def test_a_comment_with_answers_leaves_its_place_and_nothing_else(conn, say, alice, bob, article, now):
    comment = say(alice, "Oops")
    answer = say(bob, "Indeed", comment)
    comments.edit(conn, comment, "Oops!", now)
    flags.add(conn, comment.id, bob.id, Flag("Bob", FlagReason.SPAM, "", now))
    comments.delete_words(conn, comment, now + 1)
    left = comments.get(conn, comment.id)
    assert (left.text, left.writer, left.deleted) == ("", None, now + 1)
    assert comments.former(conn, comment.id) == [] and flags.queue(conn, 9).waiting == 0
    comments.delete_words(conn, answer, now + 2)
    assert comments.get(conn, comment.id) is None and threads.under(conn, article).count == 0


def test_a_removed_comment_keeps_its_words_and_can_be_restored(conn, say, alice, article, now):
    comment = say(alice, "Rude")
    comments.remove(conn, comment, Removal(now + 1, "Ed", "Rude."))
    removed = comments.get(conn, comment.id)
    assert removed.removed == Removal(now + 1, "Ed", "Rude.") and removed.text == "Rude" and not removed.stands
    assert threads.under(conn, article).count == 0
    comments.restore(conn, removed)
    assert comments.get(conn, comment.id) == comment and threads.under(conn, article).count == 1


def test_a_removed_comment_that_is_taken_back_is_not_counted_off_twice(conn, say, alice, bob, article, now):
    comment = say(alice, "Rude")
    say(bob, "Why?", comment)
    comments.remove(conn, comment, Removal(now, "Ed", "Rude."))
    comments.delete_words(conn, comments.get(conn, comment.id), now)
    left = comments.get(conn, comment.id)
    assert (left.removed, left.text) == (None, "") and threads.under(conn, article).count == 1


def test_comments_go_with_their_article_and_the_log_stays(conn, say, alice, bob, article, now):
    comment = say(alice, "Gone soon")
    say(bob, "Really?", comment)
    flags.note(conn, comment.id, "Ed", Act.KEEP, "Fine.", now)
    assert flags.log(conn, None, 5).decisions[0].article_title == WHOLE.title
    conn.execute(delete(articles).where(articles.c.id == article))
    assert comments.newest(conn, None, 9).comments == ()
    (decision,) = flags.log(conn, None, 5).decisions
    assert (decision.comment_id, decision.article_id, decision.reason) == (None, None, "Fine.")


def test_what_a_reader_said_outlives_the_account_without_a_name(conn, say, alice):
    comment = say(alice, "I was here")
    readers.remove(conn, alice.id)
    left = comments.get(conn, comment.id)
    assert (left.text, left.writer, left.writer_id) == ("I was here", None, None)


def test_the_newest_of_all_threads_come_page_by_page(conn, source, say, alice, now):
    other = keep(conn, source, numbered(5), now).id
    elsewhere = comments.add(conn, threads.under(conn, other), None, alice.id, "Elsewhere", now)
    ids = [say(alice, f"Words {number}").id for number in range(4)]
    comments.remove(conn, comments.get(conn, ids[3]), Removal(now, "Ed", "Rude."))
    first = comments.newest(conn, None, 2)
    assert [one.id for one in first.comments] == [ids[2], ids[1]]
    second = comments.newest(conn, first.next, 2)
    assert ([one.id for one in second.comments], second.next) == ([ids[0], elsewhere], None)
    assert [one.id for one in comments.newest_in(conn, threads.under(conn, other).thread_id, 9)] == [elsewhere]


def test_the_last_word_of_a_reader_is_known(conn, say, alice, bob, now):
    say(alice, "Old")
    new = say(alice, "New", at=now + 1)
    say(bob, "Other", at=now + 2)
    assert comments.last_of(conn, alice.id) == new


def test_cards_learn_how_many_comments_there_are_in_one_statement(conn, source, say, alice, article, now):
    other = keep(conn, source, numbered(5), now).id
    say(alice, "One")
    say(alice, "Two")
    assert threads.counts(conn, [article, other, 77]) == {article: 2}
    assert threads.counts(conn, []) == {}


def test_a_second_flag_of_the_same_reader_takes_the_place_of_the_first(conn, say, alice, bob, now):
    comment = say(alice, "Buy now")
    flags.add(conn, comment.id, bob.id, Flag("Bob", FlagReason.SPAM, "look", now))
    flags.add(conn, comment.id, bob.id, Flag("Bob", FlagReason.FALSE, "", now + 1))
    assert flags.waiting_on(conn, [comment.id]) == {comment.id: (Flag("Bob", FlagReason.FALSE, "", now + 1),)}
    assert flags.flagged_at(conn, comment.id, bob.id) == now + 1
    assert flags.flagged_at(conn, comment.id, alice.id) is None


def test_the_queue_shows_first_what_waits_longest_and_counts_all(conn, say, alice, bob, now):
    several = [say(alice, f"Words {number}") for number in range(4)]
    for comment, at in zip(several, (now + 3, now + 1, now + 2, now), strict=True):
        flags.add(conn, comment.id, bob.id, Flag("Bob", FlagReason.SPAM, "", at))
    flags.settle(conn, several[3].id, now + 9)
    queue = flags.queue(conn, 2)
    assert [case.comment.id for case in queue.cases] == [several[1].id, several[2].id]
    assert queue.waiting == 3 and queue.cases[0].flags[0].reader == "Bob"


def test_the_log_is_newest_first_page_by_page(conn, say, alice, now):
    comment = say(alice, "Words")
    for number in range(3):
        flags.note(conn, comment.id, "Ed", Act.KEEP, f"Reason {number}", now + number)
    first = flags.log(conn, None, 2)
    assert [one.reason for one in first.decisions] == ["Reason 2", "Reason 1"]
    assert [one.reason for one in flags.log(conn, first.next, 2).decisions] == ["Reason 0"]


def test_a_long_thread_costs_three_statements(conn, say, alice, article, now):
    parent = None
    for number in range(40):
        parent = say(alice, f"Words {number}", parent)
    counted = []
    event.listen(conn, "before_cursor_execute", lambda *said: counted.append(said[2]))
    place = threads.under(conn, article)
    found = comments.of_thread(conn, place.thread_id, 100)
    assert len(found) == 40 and not flags.by_reader(conn, alice.id, [one.id for one in found])
    assert len(counted) == 3


def test_comments_of_several_numbers_come_in_that_order(conn, say, alice):
    one, two = say(alice, "One"), say(alice, "Two")
    assert list(comments.many(conn, [two.id, 99, one.id]).values()) == [two, replace(one)]
