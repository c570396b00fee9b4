"""One article, as a reader sees it, with what stands beside it."""

from collections.abc import Mapping

from broadsheet.errors import NotFound
from broadsheet.model.articles import StoredArticle
from broadsheet.model.related import Match, Subject
from broadsheet.model.timeline import Card, Reading, Related
from broadsheet.service.context import Context
from broadsheet.store import articles as store
from broadsheet.store import hashtags, search, timeline
from broadsheet.understand.related import query_words, related, terms

CANDIDATES = 40  # articles looked at from each side: shared hashtags, shared words
WINDOW = 45 * 24 * 3600  # seconds: older articles are not offered beside a newer one


def read(ctx: Context, article_id: int) -> Reading:
    """One article with its related articles, best first. Raises NotFound."""
    with ctx.database.read() as conn:
        article = store.get(conn, article_id)
        if article is None:
            raise NotFound("There is no such article here. It may have been removed.")
        subject = _subject(article)
        total = store.count(conn)
        frequencies = search.counts(conn, terms(subject))
        words = query_words(subject, frequencies, total)
        ids = [
            *hashtags.together(conn, [tag.key for tag in article.hashtags], article_id, CANDIDATES),
            *search.similar(conn, words, CANDIDATES, article.dated - WINDOW),
        ]
        candidates = store.many(conn, [other for other in dict.fromkeys(ids) if other != article_id])
        matches = related(subject, [_subject(other) for other in candidates.values()], frequencies, total)
        cards = {card.id: card for card in timeline.of_ids(conn, [match.id for match in matches]).cards}
    return Reading(article, tuple(_card(match, cards) for match in matches))


def _subject(stored: StoredArticle) -> Subject:
    article = stored.article
    return Subject(
        stored.id, stored.outlet.id, stored.dated, article.title, f"{article.lead}\n{article.text}", stored.hashtags
    )


def _card(match: Match, cards: Mapping[int, Card]) -> Related:
    return Related(cards[match.id], match.shared, match.reason)
