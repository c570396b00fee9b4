from selectolax.lexbor import LexborHTMLParser

from broadsheet.model.accounts import Account, Said
from broadsheet.model.disagreements import Told
from broadsheet.understand.disagreement import disagreements
from broadsheet.web.rendering import ENVIRONMENT

NOW = 1_759_000_000
TEXTS = (
    "A <b>ferry</b> struck the northern pier of Port Alder on Monday, and 12 passengers were injured, it said.",
    "It said 15 passengers were injured when a ferry struck the northern pier of Port Alder on Monday.",
    "It said fifteen passengers were injured when a ferry struck the northern pier of Port Alder on Monday.",
)
ARTICLES = [Told(n, f"Outlet <{n}>", NOW - 3600 * (5 - n), "en", words) for n, words in enumerate(TEXTS, 1)]


def shown(articles):
    found, texts = disagreements(articles), {one.article: one.text for one in articles}
    voices = [voice for one in found for value in one.values for voice in value.voices]
    said = [Said(one.article, one.sentence.start, 3, one.sentence.of(texts[one.article])) for one in voices]
    template = ENVIRONMENT.from_string(
        '{% import "parts/disagreements.html" as parts %}{{ parts.disagreements(account, now) }}'
    )
    return template.render(account=Account(differences=found, said=tuple(said)), now=NOW)


def test_a_table_says_each_value_with_its_outlets_times_and_sentences():
    [table] = LexborHTMLParser(shown(ARTICLES)).css("table")
    assert "passengers were injured" in table.css_first("caption").text()
    assert [head.attributes["scope"] for head in table.css("th")] == ["col"] * 3 + ["row"] * 2
    rows = table.css("tbody tr")
    assert [row.css_first("th").text() for row in rows] == ["15", "12"]
    assert [[link.attributes["href"] for link in row.css(".who a")] for row in rows] == [
        ["/article/2", "/article/3"],
        ["/article/1"],
    ]
    assert [[mark.text() for mark in row.css("blockquote mark")] for row in rows] == [["15", "fifteen"], ["12"]]
    assert all(row.css("time") for row in rows)
    quoted = rows[1].css_first("blockquote a")
    assert quoted.text() == TEXTS[0]
    assert quoted.attributes["href"] == f"/article/1?receipt=words-3-0-{len(TEXTS[0])}#receipt"


def test_what_outlets_wrote_is_escaped():
    assert "<b>" not in shown(ARTICLES) and "Outlet <" not in shown(ARTICLES)


def test_outlets_that_agree_have_no_table():
    assert shown(ARTICLES[1:]).strip() == ""
