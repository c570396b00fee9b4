from dataclasses import replace

import pytest

from broadsheet.errors import NotFound
from broadsheet.model.moments import Moment
from broadsheet.model.pages import Validators
from broadsheet.model.rhythm import Asks, Move
from broadsheet.model.sources import Look, State
from broadsheet.store import articles, outlets, sources
from tests.store.samples import WHOLE, add_source, keep

SEEN = Validators('"e"', "Thu, 09 Oct 2025 08:00:00 GMT")


def look(conn, source, now, **changes):
    look = Look(State.OK, None, now, now + 1800, 0, SEEN)
    sources.looked(conn, source.id, replace(look, **changes))
    return sources.get(conn, source.id)


def test_a_new_source_is_due_at_once(conn, source, now):
    assert (source.state, source.next_look, source.added, source.articles) == (State.NEW, now, now, 0)
    assert sources.due(conn, now, 10) == [source]


def test_adding_a_known_address_gives_the_known_source(conn, source, now):
    again = sources.add(
        conn,
        outlet=source.outlet,
        url="https://herald.example/feed/",
        identity=source.url,
        title="x",
        folder="y",
        now=now,
    )
    assert again == source


def test_a_look_is_written_down(conn, source, now):
    seen = look(conn, source, now, title="The Herald")
    assert (seen.state, seen.checked, seen.next_look, seen.title) == (State.OK, now, now + 1800, "The Herald")
    assert seen.validators == SEEN
    assert sources.due(conn, now + 1799, 10) == []
    assert sources.due(conn, now + 1800, 10) == [seen]


def test_a_moved_source_is_known_by_its_new_address(conn, source, now):
    moved = look(conn, source, now, url="https://herald.example/rss.xml")
    assert moved.url == "https://herald.example/rss.xml"
    assert sources.by_identity(conn, "https://herald.example/feed") is None


def test_a_source_does_not_take_the_address_of_another(conn, source, now):
    other = add_source(conn, "times.example", now)
    assert look(conn, source, now, url=other.url).url == source.url


def test_a_source_that_is_gone_is_not_asked_by_itself(conn, source, now):
    look(conn, source, now, state=State.GONE, reason="It is gone.", next_look=None)
    sources.make_due(conn, now)
    assert sources.due(conn, now + 10**6, 10) == []


def test_a_source_that_is_gone_can_be_asked_again_by_hand(conn, source, now):
    look(conn, source, now, state=State.GONE, reason="It is gone.", next_look=None)
    sources.make_due(conn, now, source.id)
    assert [due.id for due in sources.due(conn, now, 10)] == [source.id]


def test_all_sources_can_be_made_due(conn, source, now):
    look(conn, source, now)
    sources.make_due(conn, now)
    assert [due.id for due in sources.due(conn, now, 10)] == [source.id]


def test_a_claimed_source_is_left_alone_until_the_claim_ends(conn, source, now):
    assert [claimed.id for claimed in sources.claim(conn, now, now + 900, 10)] == [source.id]
    assert sources.claim(conn, now + 899, now + 900, 10) == []
    assert [claimed.id for claimed in sources.claim(conn, now + 900, now + 1800, 10)] == [source.id]


def test_the_longest_overdue_comes_first(conn, source, now):
    others = [add_source(conn, f"{name}.example", now) for name in "ab"]
    look(conn, source, now, next_look=now + 5)
    look(conn, others[1], now, next_look=now - 5)
    assert [due.id for due in sources.due(conn, now + 9, 2)] == [others[1].id, others[0].id]


def test_sources_are_listed_by_folder_and_title_whatever_the_accents(conn, now):
    for host, folder in (
        ("zeit.example", None),
        ("été.example", "World"),
        ("alba.example", "world"),
        ("b.example", None),
    ):
        add_source(conn, host, now, folder)
    assert [source.outlet.host for source in sources.all(conn)] == [
        "b.example", "zeit.example", "alba.example", "été.example",
    ]  # fmt: skip


def test_a_removed_source_leaves_its_articles_and_its_outlet(conn, source, now):
    saved = keep(conn, source, WHOLE, now)
    sources.remove(conn, source.id)
    assert sources.get(conn, source.id) is None
    assert articles.get(conn, saved.id).source_id is None
    assert outlets.all(conn) == [source.outlet]


def test_a_source_comes_back_without_its_articles_coming_twice(conn, source, now):
    saved = keep(conn, source, WHOLE, now)
    sources.remove(conn, source.id)
    back = add_source(conn, "herald.example", now)
    assert keep(conn, back, WHOLE, now) == articles.Saved(saved.id, fresh=False)
    assert back.id > source.id


def test_what_is_not_there_cannot_be_removed(conn):
    with pytest.raises(NotFound, match="no source 7"):
        sources.remove(conn, 7)


def test_what_a_source_asked_for_and_where_it_may_have_moved_is_kept(conn, source, now):
    asks = Asks(7200, 0, frozenset({0, 23}), frozenset({6}))
    move = Move("https://herald.example/new", now, 2)
    behind = replace(SEEN, of="https://cdn.example/feed")
    seen = look(conn, source, now, asks=asks, move=move, look_because="every 20 min: 1 an hour", validators=behind)
    assert (seen.asks, seen.move, seen.look_because) == (asks, move, "every 20 min: 1 an hour")
    assert seen.validators == behind
    assert look(conn, source, now).move is None


def test_the_times_of_the_newest_articles_are_known(conn, source, now):
    for number, (published, arrived) in enumerate([(now - 99, now), (None, now), (None, now + 2 * 86_400)]):
        moment = Moment(published, "2025-10-09") if published else None
        article = replace(WHOLE, url=f"https://herald.example/{number}", published=moment)
        keep(conn, source, article, arrived, key=str(number))
    assert sources.recent(conn, source.id) == [now + 2 * 86_400, now - 99]
    assert sources.recent(conn, source.id, 1) == [now + 2 * 86_400]
