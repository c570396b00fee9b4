import pytest

from broadsheet.extract.article import extract
from tests.extract.scripts import KINDS, LANGUAGES, furniture, gold, told

PAGES = [(kind, language) for kind in KINDS for language in LANGUAGES]


@pytest.mark.parametrize(("kind", "language"), PAGES)
def test_the_text_is_whole_and_nothing_around_it_is_left(kind, language):
    article = extract(KINDS[kind](language))
    whole = f"{article.lead}\n{article.text}"
    assert article.text.removeprefix(f"{told(language)['lead']}\n") == gold(language)
    assert told(language)["lead"] in whole
    assert not [line for line in furniture(language) if line in whole]


@pytest.mark.parametrize(("kind", "language"), PAGES)
def test_title_author_and_time_are_right(kind, language):
    article, page = extract(KINDS[kind](language)), told(language)
    assert (article.title, article.language) == (page["title"], language)
    assert article.authors == (page["author"],)
    assert article.published is not None and article.published.iso[:10] == "2025-06-30"
