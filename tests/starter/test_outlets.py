import re
import tomllib
from collections import Counter
from datetime import date
from importlib import resources
from urllib.parse import urlsplit

import pytest

from broadsheet.model.sources import Suggestion
from broadsheet.text.languages import normal

TEXT = resources.files("broadsheet").joinpath("starter/outlets.toml").read_text("utf-8")
OUTLETS = [Suggestion(**row) for row in tomllib.loads(TEXT)["outlet"]]
SUBJECTS = {"World", "National", "Business", "Technology", "Science", "Culture", "Sport", "Opinion", "Investigations"}


def test_the_list_is_short_enough_to_read_and_spans_languages_countries_and_subjects():
    assert 30 <= len(OUTLETS) <= 40
    assert len({outlet.language for outlet in OUTLETS}) >= 8
    assert len({outlet.country for outlet in OUTLETS}) >= 12
    assert {outlet.subject for outlet in OUTLETS} == SUBJECTS
    assert max(Counter(outlet.language for outlet in OUTLETS).values()) <= len(OUTLETS) // 2


@pytest.mark.parametrize("outlet", OUTLETS, ids=lambda outlet: outlet.name)
def test_an_outlet_says_all_that_the_page_shows(outlet):
    assert outlet.name == outlet.name.strip() != ""
    for address in (outlet.feed, outlet.home):
        parts = urlsplit(address)
        assert parts.scheme == "https" and parts.hostname and "." in parts.hostname
    assert outlet.language == normal(outlet.language)
    assert re.fullmatch(r"[A-Z]{2}", outlet.country)


@pytest.mark.parametrize("outlet", OUTLETS, ids=lambda outlet: outlet.name)
def test_an_outlet_says_where_and_when_its_feed_was_seen(outlet):
    assert re.fullmatch(r"https://\S+|[\w.-]+/[\w.-]+: \S+", outlet.seen_in)
    assert date(2025, 1, 1) <= date.fromisoformat(outlet.seen_on)


def test_no_outlet_stands_twice():
    for field in ("name", "feed", "home"):
        assert len({getattr(outlet, field) for outlet in OUTLETS}) == len(OUTLETS)
