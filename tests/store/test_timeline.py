from dataclasses import replace

import pytest
from sqlalchemy import event

from broadsheet.errors import BadInput
from broadsheet.model.listings import Kind
from broadsheet.model.moments import Moment
from broadsheet.store import timeline
from tests.store.samples import EXCERPT, FULL, WHOLE, add_source, keep, numbered


def walk(page, limit):
    """All pages of a list, from the first to the last, as article numbers."""
    cursor, pages = None, []
    while True:
        part = page(cursor, limit)
        pages.append([card.id for card in part.cards])
        if part.next is None:
            return pages
        cursor = part.next


def dated(number, at):
    return numbered(number, published=Moment(at, "2025-10-09"))


def test_the_front_page_is_newest_first_and_goes_on_where_it_ended(conn, source, now):
    ids = [keep(conn, source, dated(n, now - n % 3), now).id for n in range(7)]
    pages = walk(lambda cursor, limit: timeline.front(conn, cursor, limit), 3)
    newest = sorted(ids, key=lambda one: ((one - ids[0]) % 3, -one))
    assert pages == [newest[:3], newest[3:6], newest[6:]]


def test_a_full_last_page_leads_nowhere(conn, source, now):
    for n in range(4):
        keep(conn, source, numbered(n), now)
    assert [len(page) for page in walk(lambda cursor, limit: timeline.front(conn, cursor, limit), 2)] == [2, 2]


def test_an_article_that_arrives_while_one_reads_does_not_shift_the_list(conn, source, now):
    first, second, third = (keep(conn, source, numbered(n), now + n).id for n in range(3))
    page = timeline.front(conn, None, 2)
    keep(conn, source, numbered(9), now + 9)
    assert [card.id for card in page.cards] == [third, second]
    assert [card.id for card in timeline.front(conn, page.next, 2).cards] == [first]


def test_an_outlets_page_holds_its_articles_only(conn, source, now):
    other = add_source(conn, "times.example", now)
    ours = keep(conn, source, numbered(1), now).id
    theirs = keep(conn, other, numbered(2), now).id
    assert walk(lambda cursor, limit: timeline.of_outlet(conn, source.outlet.id, cursor, limit), 5) == [[ours]]
    assert walk(lambda cursor, limit: timeline.of_outlet(conn, other.outlet.id, cursor, limit), 5) == [[theirs]]


def test_a_hashtags_page_holds_its_articles_only(conn, source, now):
    ids = [keep(conn, source, dated(n, now - n), now, tags=("Dam",) if n % 2 else ("Sea",)).id for n in range(6)]
    assert walk(lambda cursor, limit: timeline.of_hashtag(conn, "dam", cursor, limit), 2) == [
        [ids[1], ids[3]],
        [ids[5]],
    ]
    assert timeline.of_hashtag(conn, "nothing", None, 5).cards == ()


def test_one_kind_can_be_listed_alone(conn, source, now):
    keep(conn, source, WHOLE, now)
    podcast = keep(conn, source, FULL, now).id
    assert walk(lambda cursor, limit: timeline.front(conn, cursor, limit, Kind.PODCAST), 5) == [[podcast]]


def test_a_card_shows_what_a_list_needs(conn, source, now):
    saved = keep(conn, source, FULL, now, tags=("Bridge",))
    (card,) = timeline.front(conn, None, 5).cards
    assert (card.id, card.outlet, card.kind, card.url, card.title) == (
        saved.id, source.outlet, FULL.kind, FULL.url, FULL.title,
    )  # fmt: skip
    assert (card.excerpt, card.image, card.authors, card.enclosures) == (
        FULL.lead, FULL.image, FULL.authors, FULL.enclosures,
    )  # fmt: skip
    assert (card.published, card.paywalled, card.whole, card.hashtags[0].label) == (
        FULL.published, True, True, "#Bridge",
    )  # fmt: skip


def test_a_card_without_a_lead_shows_the_beginning_of_the_text(conn, source, now):
    keep(conn, source, replace(WHOLE, text="Water rose. " * 100), now)
    (card,) = timeline.front(conn, None, 5).cards
    assert card.excerpt.startswith("Water rose. Water")
    assert 150 < len(card.excerpt) <= 300


def test_a_card_says_that_there_is_only_an_excerpt(conn, source, now):
    keep(conn, source, EXCERPT, now)
    assert not timeline.front(conn, None, 5).cards[0].whole


def test_cards_come_in_the_order_asked_for(conn, source, now):
    ids = [keep(conn, source, numbered(n), now).id for n in range(3)]
    assert [card.id for card in timeline.of_ids(conn, [ids[1], 99, ids[0]]).cards] == [ids[1], ids[0]]


@pytest.mark.parametrize("cursor", ["", "1", "x.y", "1.2.3", "1." + "9" * 30, "9" * 5000, "1.2\x00", "--1.2", "nan.1"])
def test_a_cursor_that_is_not_ours_is_refused_in_words(conn, cursor):
    with pytest.raises(BadInput, match="first page"):
        timeline.front(conn, cursor, 5)


@pytest.mark.parametrize("limit", [-1, 0, 1])
def test_at_least_one_card_is_given(conn, source, now, limit):
    keep(conn, source, numbered(1), now)
    assert len(timeline.front(conn, None, limit).cards) == 1


def test_thirty_cards_cost_at_most_five_statements(conn, source, now):
    for n in range(30):
        keep(conn, source, replace(FULL, url=str(n)), now, tags=("Dam", "Sea"))
    counted = []
    event.listen(conn, "before_cursor_execute", lambda *said: counted.append(said[2]))
    assert len(timeline.front(conn, None, 30).cards) == 30
    assert len(counted) <= 5
