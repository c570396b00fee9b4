from broadsheet.model.jobs import Worker
from broadsheet.store import workers


def test_a_worker_is_known_from_its_first_sign_of_life_to_its_good_bye(conn, now):
    workers.begin(conn, "north", "a", now)
    assert workers.beat(conn, "north", "a", now + 15)
    assert workers.all(conn) == [Worker("north", now, now + 15)]
    workers.end(conn, "north", "a")
    assert workers.all(conn) == []


def test_a_name_belongs_to_the_process_that_took_it_last(conn, now):
    workers.begin(conn, "north", "a", now)
    workers.begin(conn, "north", "b", now + 5)
    assert not workers.beat(conn, "north", "a", now + 15)
    workers.end(conn, "north", "a")
    assert workers.beat(conn, "north", "b", now + 15)


def test_a_silent_worker_is_forgotten_and_may_come_back(conn, now):
    workers.begin(conn, "north", "a", now)
    workers.begin(conn, "south", "b", now)
    workers.beat(conn, "south", "b", now + 200)
    workers.bury(conn, now + 80)
    assert [worker.name for worker in workers.all(conn)] == ["south"]
    assert workers.beat(conn, "north", "a", now + 201)
    assert [worker.name for worker in workers.all(conn)] == ["north", "south"]


def test_the_clock_of_this_machine_is_compared_with_the_servers(conn):
    assert abs(workers.clock_off(conn)) < 5
