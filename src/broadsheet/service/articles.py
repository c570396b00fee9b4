"""One article, as a reader sees it, with what stands beside it."""

from collections.abc import Collection, Mapping, Sequence
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
from broadsheet.store import revisions, search, timeline
from broadsheet.store.stories import neighbours, reading
from broadsheet.text.rights import shown_article, shown_cards
from broadsheet.understand.related import one_of_each, related, terms
from broadsheet.understand.stories.nearest import mates, on_one_event

MOST, MOST_SAME = 6, 4  # articles beside one, and of these, of its story
CANDIDATES = 8  # articles of other stories that are looked at
SAME, MOST_LISTED = 60, 6  # articles of the story that are looked at, and those listed whose outlets have no card


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
        changes = revisions.kinds(conn, article_id) if reader and permissions.whole else ()
        story = reading.of_article(conn, article_id)
        members = reading.members(conn, story.id, SAME) if story else []
        others = timeline.of_ids(conn, members).cards
    matches = _matches(ctx, article, members)
    with ctx.database.read() as conn:
        found = timeline.of_ids(conn, [match.id for match in matches]).cards
    cards = {card.id: card for card in shown_cards(found, policy, now)}
    beside = tuple(_card(match, cards) for match in matches if match.id in cards)
    shown = shown_article(article, permissions, _otherwise(ctx, reader))
    told = InStory(story.id, story.articles, story.outlets, story.independent) if story else None
    shown_outlets = {article.outlet.id, *(one.card.outlet.id for one in beside if one.kind == "story")}
    same = _same(shown_cards(others, policy, now), shown_outlets)
    return Reading(shown, beside, summed(changes), permissions, policy, told, same)


def _matches(ctx: Context, article: StoredArticle, members: Sequence[int]) -> tuple[Match, ...]:
    """What goes with an article: first what other outlets write on the same event, those of its story (`members`)
    among them, then other stories that share what is rare."""
    with ctx.database.read() as conn:
        near = neighbours.around(conn, [article.id])
        own = near.get(article.id, {})
        near = neighbours.around(conn, mates(own)) | near
        ids = {article.id, *own, *(far for its in near.values() for far in its), *members}
        standings = neighbours.standings(conn, sorted(ids))
    ranked = dict(on_one_event(article.id, near, standings))
    ranked |= dict.fromkeys((one for one in members if one not in ranked and one in standings), 0.0)
    ranked.pop(article.id, None)
    same = one_of_each(ranked, standings, article.outlet.id)[:MOST_SAME]
    taken = {article.id, *members, *ranked}
    others = sorted(own.keys() - taken, key=lambda other: (-own[other], other))[:CANDIDATES]
    return same + _topics(ctx, article, {other: own[other] for other in others}, MOST - len(same))


def _topics(ctx: Context, article: StoredArticle, near: Mapping[int, float], room: int) -> tuple[Match, ...]:
    """Of other stories, what is near to an article and shares rare people, places or subjects with it."""
    if not near or room <= 0:
        return ()
    subject = _subject(article)
    with ctx.database.read() as conn:
        candidates = [_subject(other) for other in store.many(conn, list(near)).values()]
        frequencies, total = search.counts(conn, terms(subject)), store.count(conn)
    return related(subject, candidates, near, frequencies, total, room)


def _same(cards: Sequence[Card], shown: Collection[int]) -> tuple[Card, ...]:
    """The first report of each outlet of a story that is not `shown` already."""
    first: dict[int, Card] = {}
    for card in cards:
        first.setdefault(card.outlet.id, card)
    return tuple(card for key, card in first.items() if key not in shown)[:MOST_LISTED]


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
    return Related(cards[match.id], match.shared, match.reason, match.kind)
