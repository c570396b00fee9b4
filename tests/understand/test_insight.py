from broadsheet.model.articles import Article
from broadsheet.understand.insight import understand

TEXT = "In Oban the ferry waits, and the people of Oban wait too. It is not known when it will sail from Oban again."


def article(**fields):
    return Article(**{"url": "https://news.example/ferry", "title": "Ferry waits in Oban", "text": TEXT, **fields})


def test_an_article_is_understood_from_itself_alone():
    insight = understand(article(), "The Herald")
    assert insight.language == "en"
    assert [tag.label for tag in insight.hashtags] == ["#Oban"]


def test_authors_and_the_section_are_no_hashtags():
    insight = understand(
        article(authors=("Jo Marlow",), section="Isles", topics=("Jo Marlow", "Isles", "Ferries")), "The Herald"
    )
    assert {tag.key for tag in insight.hashtags} == {"oban", "ferries"}


def test_the_headline_and_the_lead_are_enough():
    insight = understand(
        article(text="", lead="The ferry has waited in Oban since the storm, and nobody knows why."), ""
    )
    assert insight.language == "en"
    assert [tag.key for tag in insight.hashtags] == ["oban", "ferry"]


def test_of_nothing_nothing_is_understood():
    insight = understand(article(title="", text=""), "")
    assert (insight.language, insight.hashtags) == (None, ())
