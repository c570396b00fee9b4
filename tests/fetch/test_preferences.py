import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.fetch.preferences import LARGEST, fits, in_robots, in_tdm_file, read, well_known
from broadsheet.fetch.robots import Rules
from broadsheet.model.rights import Place, Said, Signal

PAGE = "https://press.example/news/a?x=1"
NO_AI, NO_TRAINING = Signal.NO_AI, Signal.NO_TRAINING


def signals(text, url=PAGE):
    return [one.signal for one in in_robots(text, url)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("User-agent: *\nContent-Signal: search=yes,ai-train=no\nAllow: /", [NO_TRAINING]),
        ("User-agent: *\nContent-Usage: ai=n", [NO_AI]),
        ("User-agent: GPTBot\nContent-Signal: ai-input=no", []),
        ("User-agent: *\nUser-agent: GPTBot\nContent-Signal: ai-input=no", [NO_AI]),
        ("User-agent: *\nContent-Signal: ai-input=no\n\nUser-agent: Broadsheet\nAllow: /", []),  # our own group counts
        ("User-agent: *\nDisallow:\n\nUser-agent: broadsheet/2\nContent-Signal: ai-input=no", [NO_AI]),
        ("User-agent: *\nAllow: /\nUser-agent: x\nDisallow: /\nUser-agent: *\nContent-Signal: ai-input=no", [NO_AI]),
        ("Content-Signal: ai-input=no\nUser-agent: *\nAllow: /", [NO_AI]),  # before any group: for all
        ("User-agent: *\nContent-Usage: ai=n\nContent-Usage: /news/ ai=y", []),  # the longest path counts
        ("User-agent: *\nContent-Usage: ai=y\nContent-Usage: /news/ ai=n", [NO_AI]),
        ("User-agent: *\nContent-Usage: /sport/ ai=n", []),
        ("User-agent: *\nContent-Signal: ai-train=no # really", [NO_TRAINING]),
        ("USER-AGENT : *\n  CONTENT-SIGNAL : AI-TRAIN=NO", [NO_TRAINING]),
        ("<html>Content-Signal: ai-input=no</html>", []),
        ("", []),
    ],
)
def test_the_lines_of_our_group_count(text, found):
    assert signals(text) == found


def test_both_kinds_of_lines_count_and_say_where_they_stand():
    text = "User-agent: *\nContent-Signal: ai-input=no\nContent-Usage: train-ai=n"
    assert in_robots(text, PAGE) == (Said(NO_AI, Place.SIGNAL_ROBOTS), Said(NO_TRAINING, Place.USAGE_ROBOTS))


TDM = [
    {"location": "/news/free/", "tdm-reservation": 0},
    {"location": "/news/", "tdm-reservation": 1, "tdm-policy": "https://press.example/tdm"},
    {"location": "*.pdf$", "tdm-reservation": "1"},
]


@pytest.mark.parametrize(
    ("path", "policy"), [("/news/a", "https://press.example/tdm"), ("/news/free/a", None), ("/x.pdf", ""), ("/x", None)]
)
def test_the_first_rule_of_a_tdm_file_that_fits_counts(path, policy):
    found = in_tdm_file(json.dumps(TDM), f"https://press.example{path}")
    assert found == (() if policy is None else (Said(Signal.TDM, Place.TDM_FILE, policy),))


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>Not found</html>", b"[]", b"[1]", b"{}", b"[" * 99_000, b'[{"location": 7}]', b" " * (LARGEST + 1)],
)
def test_what_is_no_tdm_file_is_nothing(body):
    assert read(body) == ""


def test_one_rule_alone_and_a_mark_at_the_beginning_are_forgiven():
    text = read(b'\xef\xbb\xbf{"location": "/", "tdm-reservation": 1}')
    assert in_tdm_file(text, PAGE) and well_known("https://press.example").endswith("/.well-known/tdmrep.json")


PATHS = st.text("ab/*$", max_size=8)


@given(PATHS, st.text("ab/", max_size=8))
def test_patterns_fit_as_those_of_robots_txt_do(pattern, path):
    if "$" not in pattern[:-1]:
        rules = Rules(f"User-agent: *\nDisallow: /{pattern}")
        assert fits(f"/{pattern}", f"/{path}") is not rules.allows(f"https://press.example/{path}")


@given(st.text(max_size=80))
def test_whatever_stands_there_is_no_fault(noise):
    in_robots(f"User-agent: *\nContent-Signal: {noise}\n{noise}\nContent-Usage: /{noise}", PAGE)
    in_tdm_file(read(noise.encode()), PAGE)
    in_tdm_file(read(json.dumps([{"location": noise, "tdm-reservation": 1, "tdm-policy": noise}]).encode()), PAGE)
