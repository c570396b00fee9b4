"""Which section an article belongs to, by what tells it best."""

import pytest

from broadsheet.model.coverage import Newcomer
from broadsheet.model.related import Subject
from broadsheet.model.sections import SECTIONS
from broadsheet.understand.affairs import goes_on
from broadsheet.understand.sections import section_of


def newcomer(section=None, url="https://x.example/a", topics=(), title="", text=""):
    return Newcomer(Subject(1, 1, 1, title, text), "en", section, topics, url)


@pytest.mark.parametrize(
    ("said", "section"),
    [("World News", "world"), ("Sport / Fußball", "sport"), ("Wirtschaft", "business"), ("政治", "politics"),
     ("Arts & Entertainment", "culture"), ("Thể thao", "sport"), ("SCIENCE", "science"), ("Pieces of mine", None)],
)  # fmt: skip
def test_the_outlets_own_word_is_understood_in_its_language(said, section):
    assert section_of(newcomer(said)) == section


@pytest.mark.parametrize(
    ("url", "section"),
    [("https://www.x.example/sport/football/12", "sport"), ("https://politics.x.example/a", "politics"),
     ("https://x.example/world/2025/a", "world"), ("https://x.example/2025/sport", None), ("https://[x", None)],
)  # fmt: skip
def test_else_the_address_tells_it(url, section):
    assert section_of(newcomer(url=url)) == section


def test_then_the_keywords_and_at_last_the_text():
    assert section_of(newcomer(topics=("Cup final", "Football", "Tennis", "Politics"))) == "sport"
    goals = "The striker scored two goals; the midfielder and the coach praised the whole league."
    assert section_of(newcomer(text=goals)) == "sport"
    assert section_of(newcomer(text="A quiet day.")) is None


def test_the_outlet_is_believed_before_its_address_and_its_words():
    assert (
        section_of(newcomer("Health", "https://x.example/sport/a", ("Football",), text="goals coach league"))
        == "health"
    )
    assert set(SECTIONS) >= {"world", "local"}


def test_a_story_goes_on_from_one_that_shares_two_names():
    assert goes_on({"tidewick", "edda", "roofs"}, {"edda", "tidewick"})
    assert not goes_on({"tidewick", "roofs"}, {"tidewick"})
