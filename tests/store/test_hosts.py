from broadsheet.model.hosts import Host
from broadsheet.store import hosts

PRESS = "https://press.example"
DAY = 86_400


def test_nothing_is_known_of_a_host_that_was_never_met(conn):
    assert hosts.get(conn, PRESS) == Host()


def test_rules_are_kept_and_replaced(conn, now):
    hosts.set_robots(conn, PRESS, "Disallow: /\x00", now)
    hosts.set_robots(conn, PRESS, None, now + 5)
    assert hosts.get(conn, PRESS) == Host(None, now + 5)


def test_a_host_rests_until_the_latest_end(conn, now):
    hosts.set_rest(conn, PRESS, now + 60, "It answered 429.")
    hosts.set_rest(conn, PRESS, now + 30, "It answered 503.")
    found = hosts.get(conn, PRESS)
    assert (found.rests(now + 59), found.rests(now + 60), found.rests_because) == (True, False, "It answered 429.")


def test_hosts_are_forgotten_long_after_their_rules_ran_out(conn, now):
    hosts.set_robots(conn, PRESS, "", now)
    hosts.set_robots(conn, "https://times.example", "", now + 31 * DAY)
    assert hosts.get(conn, PRESS) == Host()


def test_a_hosts_tdm_file_stands_beside_its_robots_txt(conn, now):
    hosts.set_robots(conn, PRESS, "User-agent: *", now + 60)
    hosts.set_tdm(conn, PRESS, "[1]\x00", now + 90)
    host = hosts.get(conn, PRESS)
    assert (host.robots, host.robots_until, host.tdm, host.tdm_until) == ("User-agent: *", now + 60, "[1]", now + 90)
    hosts.set_tdm(conn, PRESS, "", now + 99)
    assert (hosts.get(conn, PRESS).tdm, hosts.get(conn, PRESS).tdm_until) == ("", now + 99)
