"""One article, as a reader sees it, with what stands beside it."""

from collections.abc import Mapping
from dataclasses import replace

from broadsheet.errors import NotFound
from broadsheet.model.articles import SafeHtml, StoredArticle
from broadsheet.model.readers import Reader, Right
from broadsheet.model.related import Match, Subject
from broadsheet.model.revisions import summed
from broadsheet.model.timeline import Card, Reading, Related
from broadsheet.service.context import Context, demand
from broadsheet.store import articles as store
from broadsheet.store import hashtags, revisions, search, timeline
from broadsheet.text.words import excerpt
from broadsheet.understand.related import query_words, related, terms

CANDIDATES = 40  # articles looked at from each side: shared hashtags, shared words
WINDOW = 45 * 24 * 3600  # seconds: older articles are not offered beside a newer one


def read(ctx: Context, reader: Reader | None, article_id: int) -> Reading:
    """One article with its related articles, best first; visitors get its excerpt instead of the text.

    Raises NotFound.
    """
    demand(ctx, reader, Right.SKIM)
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
        changes = revisions.kinds(conn, article_id) if reader else ()
        cards = {card.id: card for card in timeline.of_ids(conn, [match.id for match in matches]).cards}
    shown = article if reader else _for_visitors(article)
    return Reading(shown, tuple(_card(match, cards) for match in matches), summed(changes))


def _for_visitors(stored: StoredArticle) -> StoredArticle:
    """Headline, excerpt and link: the whole text is for readers of this Broadsheet (and for the outlet's own page)."""
    article = stored.article
    shown = replace(
        article,
        lead=excerpt(article.lead or article.text),
        html=SafeHtml(""),
        text="",
        enclosures=(),
        excerpt_because="Sign in to read the whole here, or read it at the outlet.",
    )
    return replace(stored, article=shown, next_try=None)


def _subject(stored: StoredArticle) -> Subject:
    article = stored.article
    return Subject(
        stored.id, stored.outlet.id, stored.dated, article.title, f"{article.lead}\n{article.text}", stored.hashtags
    )


def _card(match: Match, cards: Mapping[int, Card]) -> Related:
    return Related(cards[match.id], match.shared, match.reason)
