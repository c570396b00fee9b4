"""One article, as a reader sees it, with what stands beside it."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from broadsheet.errors import NotFound
from broadsheet.model.articles import StoredArticle
from broadsheet.model.readers import Reader, Right
from broadsheet.model.related import Match, Subject
from broadsheet.model.revisions import summed
from broadsheet.model.rights import Policy, may
from broadsheet.model.timeline import Card, InStory, Reading, Related
from broadsheet.service.context import Context, demand, policy_for
from broadsheet.store import articles as store
from broadsheet.store import hashtags, revisions, search, timeline
from broadsheet.store.stories import reading
from broadsheet.text.rights import shown_article, shown_cards
from broadsheet.understand.related import query_words, related, terms

CANDIDATES = 40  # articles looked at from each side: shared hashtags, shared words
SAME, MOST_SAME = 60, 6  # articles of the story that are looked at, and outlets that are shown beside it
WINDOW = 45 * 24 * 3600  # seconds: older articles are not offered beside a newer one


def read(ctx: Context, reader: Reader | None, article_id: int) -> Reading:
    """One article with its related articles, best first, as far as its outlet's rights let it be shown to who asks.

    Raises NotFound.
    """
    demand(ctx, reader, Right.SKIM)
    policy, now = policy_for(ctx, reader), ctx.clock()
    with ctx.database.read() as conn:
        article = store.get(conn, article_id)
        if article is None:
            raise NotFound("There is no such article here. It may have been removed.")
        permissions = may(article.article.rights, policy, now)
        if not permissions.listed:
            raise NotFound(f"{article.outlet.name} asks that this article not be shown after {_day(article)}.")
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
        changes = revisions.kinds(conn, article_id) if reader and permissions.whole else ()
        found = timeline.of_ids(conn, [match.id for match in matches]).cards
        story = reading.of_article(conn, article_id)
        others = timeline.of_ids(conn, reading.members(conn, story.id, SAME)).cards if story else ()
    cards = {card.id: card for card in shown_cards(found, policy, now)}
    beside = tuple(_card(match, cards) for match in matches if match.id in cards)
    shown = shown_article(article, permissions, _otherwise(ctx, reader))
    told = InStory(story.id, story.articles, story.outlets, story.independent) if story else None
    same = _same(shown_cards(others, policy, now), article.outlet.id)
    return Reading(shown, beside, summed(changes), permissions, policy, told, same)


def _same(cards: Sequence[Card], outlet_id: int) -> tuple[Card, ...]:
    """The first report of each other outlet of a story."""
    first: dict[int, Card] = {}
    for card in cards:
        first.setdefault(card.outlet.id, card)
    return tuple(card for key, card in first.items() if key != outlet_id)[:MOST_SAME]


def _otherwise(ctx: Context, reader: Reader | None) -> str:
    """Why somebody is shown an excerpt alone."""
    if reader is None and ctx.settings.policy is Policy.PRIVATE:
        return "Sign in to read the whole here, or read it at the outlet."
    return "This Broadsheet is public: it shows excerpts and links. Read the whole at the outlet."


def _day(stored: StoredArticle) -> str:
    ends = datetime.fromtimestamp(stored.article.rights.ends or 0, UTC)
    return f"{ends.day} {ends:%B %Y}"


def _subject(stored: StoredArticle) -> Subject:
    article = stored.article
    return Subject(
        stored.id, stored.outlet.id, stored.dated, article.title, f"{article.lead}\n{article.text}", stored.hashtags
    )


def _card(match: Match, cards: Mapping[int, Card]) -> Related:
    return Related(cards[match.id], match.shared, match.reason)
