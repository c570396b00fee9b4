import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.fetch.robots import Rules, place, read

PAGE = "https://press.example/news/a?x=1"


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("", True),
        ("<html>Not found</html>", True),
        ("User-agent: *\nDisallow:", True),
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow: /news/", False),
        ("User-agent: *\nDisallow: /News/", True),
        ("User-agent: *\nDisallow: /news/\nAllow: /news/a", True),  # the longest rule
        ("User-agent: *\nAllow: /\nDisallow: /news/a", False),
        ("User-agent: *\nDisallow: /news/a\nAllow: /news/a", True),  # of two as long, the kinder one
        ("User-agent: *\nDisallow: /*?x=", False),
        ("User-agent: *\nDisallow: /news/a$", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: broadsheet\nDisallow: /private", True),  # our own group
        ("User-agent: *\nDisallow:\n\nUser-agent: Broadsheet\nUser-agent: Other\nDisallow: /", False),
        ("User-agent: GPTBot\nDisallow: /", True),
        ("USER-AGENT : * # all\nDISALLOW : /news # no", False),
    ],
)
def test_the_longest_rule_of_our_group_decides(text, allowed):
    assert read(text.encode()).allows(PAGE) is allowed


def test_a_server_that_cannot_say_forbids_all():
    assert not Rules(None).allows(PAGE)
    assert Rules(None).pause == 0


@pytest.mark.parametrize(
    ("said", "pause"), [("10", 10), ("0.5", 0.5), ("60", 60), ("61", 0), ("-1", 0), ("soon", 0), ("0", 0)]
)
def test_a_sensible_crawl_delay_is_the_pause(said, pause):
    assert read(f"User-agent: *\nCrawl-delay: {said}".encode()).pause == pause


def test_what_lies_beyond_500_kib_is_not_read():
    body = b"User-agent: *\n" + b"# much\n" * 73_140 + b"Disallow: /\nDisallow: /"
    assert len(body) > 500 * 1024 and read(body).allows(PAGE)


def test_the_rules_of_an_address_are_its_origins():
    assert place("https://press.example:8443/a/b?c") == (
        "https://press.example:8443",
        "https://press.example:8443/robots.txt",
    )


@given(st.binary(max_size=300))
def test_whatever_stands_there_is_no_fault(noise):
    rules = read(b"User-agent: *\nDisallow: " + noise)
    assert rules.allows(PAGE) in (True, False)
    assert 0 <= rules.pause <= 60


def test_a_rule_of_many_stars_costs_no_time():
    rules = read(b"User-agent: *\nDisallow: /" + b"*a" * 10_000 + b"*b$")
    assert rules.allows("https://press.example/" + "a" * 5_000)
