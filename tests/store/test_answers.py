from broadsheet.model.answers import Answer, Feature, Receipt, Sentence
from broadsheet.model.articles import Article
from broadsheet.model.spans import Span
from broadsheet.store import answers, articles
from broadsheet.store.articles import get
from tests.store.samples import WHOLE, insight, keep


def answer(article_id, *texts, feature=Feature.POINTS):
    kept = tuple(
        Sentence(text, (Receipt(article_id, 1, Span(at, at + 3)), Receipt(article_id, 1, Span(9, 12))), "Ada", "person")
        for at, text in enumerate(texts)
    )
    return Answer(feature, 1, 4, kept)


def test_answers_come_back_as_they_were_kept(conn, source, now):
    number = keep(conn, source, WHOLE, now).id
    made = (answer(number, "One.", "Two."), answer(number, feature=Feature.QUOTES))
    answers.keep(conn, number, made, now)
    assert answers.of_article(conn, number) == made
    assert answers.of_article(conn, number + 1) == ()


def test_new_answers_take_the_place_of_the_old(conn, source, now):
    number = keep(conn, source, WHOLE, now).id
    answers.keep(conn, number, [answer(number, "One.")], now)
    answers.keep(conn, number, [answer(number, "Two.")], now)
    assert [one.sentences[0].text for one in answers.of_article(conn, number)] == ["Two."]


def test_the_revision_goes_up_when_the_text_changes_and_only_then(conn, source, now):
    number = keep(conn, source, WHOLE, now).id
    for text, revision in ((WHOLE.text, 1), (WHOLE.text + " More.", 2)):
        changed = Article(WHOLE.url, "New title", text=text)
        articles.renew(conn, number, changed, insight(), (WHOLE.url,), now, 1, None)
        assert get(conn, number).revision == revision
