"""Which hashtags are in the news more than they used to be."""

from broadsheet.model.insights import Hashtag
from broadsheet.model.trends import Rise
from broadsheet.understand.trends import risen


def _rise(key, lately, usual):
    return Rise(Hashtag(key, key.title(), f"#{key.title()}"), lately, usual)


def test_a_hashtag_is_compared_with_its_own_past():
    rises = [_rise("weather", 50, 48.0), _rise("flood", 6, 0.0), _rise("strike", 30, 5.0)]
    assert [rise.hashtag.key for rise in risen(rises, 9)] == ["strike", "flood"]


def test_two_articles_are_no_trend():
    assert risen([_rise("flood", 2, 0.0)], 9) == ()


def test_only_so_many_are_given_the_most_surprising_first():
    rises = [_rise("flood", 6, 0.0), _rise("strike", 30, 5.0), _rise("vote", 9, 0.0)]
    assert [rise.hashtag.key for rise in risen(rises, 2)] == ["strike", "vote"]
