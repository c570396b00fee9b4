from broadsheet.store import holds, sources
from tests.store.samples import add_source


def test_a_source_is_held_by_one_round_at_a_time(conn, source, now):
    assert holds.take(conn, [source.id], "one", now, now + 90) == {source.id}
    assert holds.take(conn, [source.id], "two", now + 89, now + 179) == set()
    assert holds.take(conn, [source.id], "two", now + 90, now + 180) == {source.id}


def test_only_what_nobody_holds_is_taken(conn, source, now):
    other = add_source(conn, "times.example", now)
    holds.take(conn, [source.id], "one", now, now + 90)
    assert holds.take(conn, [source.id, other.id, 999], "two", now, now + 90) == {other.id}


def test_a_round_renews_what_it_still_holds(conn, source, now):
    other = add_source(conn, "times.example", now)
    holds.take(conn, [source.id, other.id], "one", now, now + 90)
    holds.take(conn, [other.id], "two", now + 90, now + 180)
    assert holds.renew(conn, "one", now + 200) == {source.id}
    assert holds.take(conn, [source.id], "two", now + 199, now + 300) == set()


def test_who_lost_a_hold_is_told_when_it_lets_go(conn, source, now):
    holds.take(conn, [source.id], "one", now, now + 90)
    holds.take(conn, [source.id], "two", now + 90, now + 180)
    assert not holds.let_go(conn, source.id, "one")
    assert holds.let_go(conn, source.id, "two")
    assert holds.take(conn, [source.id], "three", now + 90, now + 180) == {source.id}


def test_a_round_and_a_worker_let_go_of_all_that_is_theirs(conn, source, now):
    other = add_source(conn, "times.example", now)
    holds.take(conn, [source.id], "one", now, now + 90, "north")
    holds.take(conn, [other.id], "two", now, now + 90, "south")
    holds.end_worker(conn, "north")
    assert holds.take(conn, [source.id, other.id], "three", now, now + 90) == {source.id}
    holds.end_round(conn, "three")
    assert holds.take(conn, [source.id, other.id], "four", now, now + 90) == {source.id}


def test_a_source_that_is_removed_is_held_no_more(conn, source, now):
    holds.take(conn, [source.id], "one", now, now + 90)
    sources.remove(conn, source.id)
    assert not holds.let_go(conn, source.id, "one")
