"""Article → Insight: all that is understood of one article, from itself and from what others carry."""

from broadsheet.model.articles import Article
from broadsheet.model.insights import Insight
from broadsheet.text.hashtags import key
from broadsheet.understand.familiar import Familiar
from broadsheet.understand.hashtags import hashtags
from broadsheet.understand.language import detect


def understand(article: Article, outlet_name: str, familiar: Familiar | None = None) -> Insight:
    """The language and the hashtags of an article. `outlet_name`: its publisher, which is no hashtag of its own.
    `familiar`: the hashtags of other articles.

    A title alone is enough for an answer, an empty article gives an empty one. About 2 ms for a full text.
    """
    language = detect(
        f"{article.lead}\n{article.text}" if article.text else f"{article.title}\n{article.lead}", article.language
    )
    not_topics = {key(name) for name in (*article.authors, article.section or "")}
    topics = [topic for topic in article.topics if key(topic) not in not_topics]
    return Insight(
        language=language,
        hashtags=hashtags(article.title, article.lead, article.text, topics, language, outlet_name, familiar),
    )
