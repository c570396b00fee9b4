"""Stories that come together, are merged, parted and locked, with their threads and history, on both databases."""

import pytest
from sqlalchemy import event

from broadsheet.model.coverage import Act, Part, Placed
from broadsheet.model.readers import Role
from broadsheet.model.stories import Placement, Trace
from broadsheet.store import comments, readers, threads
from broadsheet.store.stories import changing, gathering, history, ranked, reading
from tests import stories
from tests.store.samples import add_source, keep, numbered


@pytest.fixture
def write(conn, now):
    """An article of an outlet; gives its number."""
    numbers = iter(range(100))

    def writing(outlet="herald", **more):
        return keep(conn, add_source(conn, f"{outlet}.example", now), numbered(next(numbers), **more), now).id

    return writing


@pytest.fixture
def place(conn, now):
    """Put articles into stories, as one batch: a story for each list."""

    def placing(*lists, follows=None):
        return stories.place(conn, now, *lists, follows=follows)

    return placing


@pytest.fixture
def say(conn, now):
    writer = readers.add(conn, name="Alice", role=Role.READER, password="", email=None, now=now)

    def saying(article_id, text):
        return comments.add(conn, threads.under(conn, article_id), None, writer.id, text, now)

    return saying


def test_a_story_counts_its_articles_and_outlets_and_has_the_first_whole_ones_headline(conn, write, place):
    excerpt = write("herald", excerpt_because="No page.")
    whole, other = write("gazette"), write("gazette")
    (story,) = place([excerpt, whole, other])
    found = reading.get(conn, story)
    assert (found.articles, found.outlets, found.headline_id) == (3, 2, whole)
    assert reading.members(conn, story) == [excerpt, whole, other]
    assert reading.of_article(conn, other) == found and reading.of_article(conn, 999) is None


def test_what_was_said_under_an_article_moves_to_its_story(conn, write, place, say):
    one, other, alone = write(), write("gazette"), write()
    ids = [say(one, "First"), say(other, "Second"), say(one, "Third")]
    (story, _) = place([one, other], [alone])
    for article_id in (one, other):
        its = threads.under(conn, article_id)
        assert (its.story_id, its.count) == (story, 3)
        assert [said.id for said in comments.of_thread(conn, its.thread_id, 9)] == ids
    assert threads.counts(conn, [one, other, alone]) == {one: 3, other: 3}
    assert threads.of_story(conn, story).thread_id == its.thread_id
    assert comments.get(conn, ids[1]).article_id == one  # the article that stands for the story


def test_stories_that_merge_join_their_threads_in_order_and_lead_on(conn, write, place, say, now):
    one, other = write(), write("gazette")
    first, second = place([one], [other])
    ids = [say(other, "A"), say(one, "B"), say(other, "C")]
    changing.merge(conn, first, second, "Ed", "One event", now)
    its = threads.under(conn, other)
    assert [said.id for said in comments.of_thread(conn, its.thread_id, 9)] == ids and its.count == 3
    assert reading.get(conn, second).merged == first
    assert (reading.get(conn, first).articles, reading.get(conn, second).articles) == (2, 0)
    (merged,) = history.of_story(conn, first)
    assert (merged.act, merged.by, merged.reason, merged.other, merged.articles) == (
        Act.MERGED, "Ed", "One event", second, (other,)
    )  # fmt: skip


def test_a_merge_is_undone_by_its_opposite_and_both_stay_apart(conn, write, place, say, now):
    one, other = write(), write("gazette")
    first, second = place([one], [other])
    changing.merge(conn, first, second, None, "", now)
    (merged,) = history.of_story(conn, first)
    changing.give_back(conn, merged.articles, first, second, "Ed", "Two floods", now)
    assert reading.of_article(conn, other).id == second and reading.get(conn, second).merged is None
    assert gathering.apart(conn) == {frozenset((first, second))}


def test_an_article_that_is_taken_out_opens_a_story_and_the_thread_stays_with_the_larger(conn, write, place, say, now):
    one, two, three = write(), write("gazette"), write("post")
    (story,) = place([one, two, three])
    say(three, "Here")
    alone = changing.move(conn, [three], story, None, "Ed", "Another flood", now)
    assert alone != story and reading.members(conn, alone) == [three]
    assert threads.under(conn, one).count == 1 and threads.under(conn, three).count == 0
    moved = changing.move(conn, [one, two], story, alone, "Ed", "After all", now)
    assert moved == alone and reading.get(conn, story).merged == alone
    assert threads.under(conn, one).count == 1


def test_what_is_kept_apart_stays_so_when_one_of_them_goes_into_a_third(conn, write, place, now):
    one, two, three = write(), write(), write()
    first, second, third = place([one], [two], [three])
    changing.keep_apart(conn, first, second)
    changing.merge(conn, third, second, None, "", now)
    assert gathering.apart(conn) == {frozenset((first, third))}


def test_a_chain_holds_when_its_links_merge(conn, write, place, now):
    one, two, three = write(), write(), write()
    (first,) = place([one])
    (second,) = place([two], follows=first)
    (third,) = place([three], follows=second)
    assert [story.id for story in reading.affair(conn, reading.get(conn, third)).earlier] == [first, second]
    changing.merge(conn, first, second, None, "", now)
    assert [story.id for story in reading.affair(conn, reading.get(conn, third)).earlier] == [first]
    assert [story.id for story in reading.affair(conn, reading.get(conn, first)).later] == [third]
    assert reading.get(conn, first).follows is None


def test_one_process_gathers_at_a_time_and_a_change_by_hand_stops_its_batch(conn, write, place, now):
    article = write()
    state = gathering.hold(conn, "me", now, 1)
    assert gathering.hold(conn, "other", now, 1) is None
    gathering.changed(conn)
    placed = [Placed(Trace(article, 1, now, b"", 1), Placement(None), 1, opens=True)]
    assert gathering.write(conn, placed, "me", state, now) is None
    assert gathering.hold(conn, "other", now + gathering.LASTS, 1).after == 0


def test_traces_of_other_rules_are_forgotten(conn, write, place, now):
    place([write()])
    assert len(gathering.recent(conn, 0)) == 1
    state = gathering.hold(conn, "me", now, 2)
    assert gathering.recent(conn, 0) == [] and state.changes == 1 and state.after == 1


def test_what_may_stand_in_front_is_found_in_three_statements(conn, write, place, now):
    one, two, other = write("herald", section="Town"), write("gazette"), write("post")
    first, second = place([one, two], [other])
    waiting = write("wire")
    counted = []
    event.listen(conn, "before_cursor_execute", lambda *said: counted.append(said[2]))
    found = {each.story: each for each in ranked.candidates(conn, now)}
    assert len(counted) == 3
    assert set(found) == {first, second, None}
    assert [member.article_id for member in found[first].members] == [one, two] and found[first].outlets == 2
    assert found[None].members[0].article_id == waiting and found[None].members[0].pace == 1
    assert ranked.candidates(conn, now, "sport") == []


def test_the_weights_of_a_reader_are_kept(conn, say, now):
    given = {Part.OUTLETS: 5, Part.WISHES: 0}
    ranked.set_weights(conn, 1, given)
    assert ranked.weights_of(conn, 1) == given and ranked.weights_of(conn, 2) == {}
    ranked.set_weights(conn, 1, {})
    assert ranked.weights_of(conn, 1) == {}
