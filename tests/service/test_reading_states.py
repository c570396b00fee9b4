"""What readers do with articles."""

from contextlib import contextmanager

import pytest

from broadsheet.errors import BadInput, NotFound, NotSignedIn, StoreBusy
from broadsheet.model.reading_states import UNTOUCHED, Act
from broadsheet.service import reading_states
from broadsheet.store.database import Database
from tests.store.samples import add_source, keep, numbered


@pytest.fixture
def pages(ctx, clock):
    """The numbers of six articles, three of each of two outlets, the odd ones with a hashtag."""
    with ctx.database.write() as conn:
        sources = [add_source(conn, f"{name}.example", clock.now) for name in ("north", "south")]
        return [
            keep(conn, sources[n % 2], numbered(n), clock.now, tags=("Flood",) if n % 2 else ()).id for n in range(6)
        ]


def _unread(ctx, reader, pages):
    states = reading_states.of_articles(ctx, reader, pages)
    return [page for page in pages if states.get(page, UNTOUCHED).read is None]


def test_what_a_reader_read_saved_and_hid_is_listed_the_last_first(ctx, clock, alice, pages):
    for page in pages[:3]:
        clock.now += 60
        reading_states.act(ctx, alice, page, Act.SAVE)
    first = reading_states.reading_list(ctx, alice, Act.SAVE, limit=2)
    rest = reading_states.reading_list(ctx, alice, Act.SAVE, first.next, limit=2)
    assert [card.id for card, _ in (*first.cards, *rest.cards)] == pages[2::-1]
    assert first.cards[0][1] == clock.now and rest.next is None
    assert reading_states.reading_list(ctx, alice, Act.HIDE).cards == ()


def test_what_is_done_can_be_undone_and_done_twice_keeps_its_time(ctx, clock, alice, article):
    for done, undone in ((Act.READ, Act.UNREAD), (Act.SAVE, Act.UNSAVE), (Act.HIDE, Act.UNHIDE)):
        reading_states.act(ctx, alice, article, done)
        before = reading_states.of_article(ctx, alice, article)
        clock.now += 60
        reading_states.act(ctx, alice, article, done)
        assert reading_states.of_article(ctx, alice, article) == before != UNTOUCHED
        reading_states.act(ctx, alice, article, undone)
        assert reading_states.of_article(ctx, alice, article) == UNTOUCHED


def test_each_reader_has_a_state_of_their_own_and_a_visitor_none(ctx, alice, bob, article):
    reading_states.act(ctx, alice, article, Act.READ)
    assert reading_states.of_article(ctx, bob, article) == reading_states.of_article(ctx, None, article) == UNTOUCHED
    with pytest.raises(NotSignedIn):
        reading_states.act(ctx, None, article, Act.READ)


def test_where_a_reader_was_in_an_article_is_remembered(ctx, alice, article):
    reading_states.come_to(ctx, alice, article, 420)
    reading_states.come_to(ctx, alice, article, 99_999)
    assert reading_states.of_article(ctx, alice, article).way == 1000


def test_all_can_be_marked_as_read_up_to_what_was_seen_and_that_be_taken_back(ctx, alice, pages):
    reading_states.act(ctx, alice, pages[0], Act.READ)
    reading_states.act(ctx, alice, pages[1], Act.SAVE)
    swept = reading_states.sweep(ctx, alice, pages[4])
    assert (swept.articles, _unread(ctx, alice, pages)) == (4, [pages[5]])
    assert reading_states.last_sweep(ctx, alice) == swept
    assert reading_states.take_back(ctx, alice, swept.id) == 4
    assert _unread(ctx, alice, pages) == pages[1:] and reading_states.last_sweep(ctx, alice) is None
    assert reading_states.of_article(ctx, alice, pages[1]).saved


def test_all_of_an_outlet_or_a_hashtag_can_be_marked_as_read(ctx, alice, bob, pages):
    outlet = reading_states.reading_list(ctx, alice, Act.READ)
    assert outlet.cards == ()
    reading_states.sweep(ctx, alice, pages[5], hashtag="flood")
    assert _unread(ctx, alice, pages) == pages[::2]
    reading_states.act(ctx, bob, pages[0], Act.READ)
    north = reading_states.reading_list(ctx, bob, Act.READ).cards[0][0].outlet.id
    reading_states.sweep(ctx, bob, pages[5], outlet_id=north)
    assert _unread(ctx, bob, pages) == pages[1::2]


def test_nobody_takes_back_what_another_swept(ctx, alice, bob, pages):
    swept = reading_states.sweep(ctx, alice, pages[5])
    with pytest.raises(NotFound):
        reading_states.take_back(ctx, bob, swept.id)
    assert _unread(ctx, alice, pages) == []


def test_an_article_that_is_not_there_and_a_cursor_that_is_not_ours_are_refused(ctx, alice):
    with pytest.raises(NotFound):
        reading_states.act(ctx, alice, 999, Act.SAVE)
    with pytest.raises(BadInput):
        reading_states.reading_list(ctx, alice, Act.SAVE, "elsewhere")


def test_a_store_that_cannot_be_written_keeps_nobody_from_reading(ctx, alice, article, monkeypatch):
    @contextmanager
    def busy(_database):
        raise StoreBusy("Another program is writing to the database.")
        yield

    monkeypatch.setattr(Database, "write", busy)
    assert reading_states.opened(ctx, alice, article) == UNTOUCHED
