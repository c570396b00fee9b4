import re
from dataclasses import replace

from broadsheet.web.pages.welcome import grouped


def test_the_first_visit_offers_three_ways(ask):
    html = ask("/welcome").text
    for part in (
        'action="/sources/starter"',
        'action="/sources"',
        'action="/sources/import"',
        'enctype="multipart/form-data"',
    ):
        assert part in html


def test_every_suggestion_says_where_its_feed_was_last_seen(ask):
    html = ask("/welcome").text
    assert 'value="https://harbour.example/f"' in html
    assert 'Ireland, <time datetime="2025-06-12">12 June 2025</time><sup>1</sup>' in html and "<li>a list</li>" in html


def test_the_language_of_the_reader_comes_first(ask):
    def languages(header: str) -> list[str]:
        return re.findall(r'<legend><span lang="(\w+)"', ask("/welcome", accept_language=header).text)

    assert languages("de-AT, en;q=0.5") == ["de", "en"]
    assert languages("en") == ["en", "de"]
    assert languages("sw") == ["de", "en"]


def test_no_suggestion_is_lost_in_grouping(paper):
    groups = grouped(paper.starter * 3, ("en", "xx"))
    assert [(language, len(group)) for language, group in groups] == [("en", 3), ("de", 3)]


def test_a_country_without_a_name_is_shown_by_its_code(ask, paper):
    paper.starter = (replace(paper.starter[0], country="XK"),)
    assert "XK, <time" in ask("/welcome").text
