"""The AI features: key points, names and numbers, who said what, who is credited. All of them work without a model.

Answers are made when an article is first opened, and kept; they are made anew when its text has changed, or our rules
have. Every receipt is checked each time that an answer is shown.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from broadsheet.assist import receipts
from broadsheet.assist.summary import key_points
from broadsheet.errors import StoreBusy
from broadsheet.model.answers import Answer, Feature, Sentence
from broadsheet.model.articles import StoredArticle
from broadsheet.model.provenance import CitationKind, Cited
from broadsheet.model.readers import Reader, Right
from broadsheet.model.rights import may
from broadsheet.model.spans import Span
from broadsheet.service.context import Context, demand_reader, policy_for
from broadsheet.store import answers as store
from broadsheet.store import articles, outlets, timeline
from broadsheet.text.sentences import sentences
from broadsheet.understand.facts import facts
from broadsheet.understand.provenance import citations
from broadsheet.understand.quotes import quotes

RULES = 2  # goes up with every change of what the features find: answers of older rules are made anew
POINTS = 3
_SHORTEST = 6  # sentences of a text whose key points are fewer than itself by half
_LOOKED_AT = 20  # newest articles that are looked at for examples

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Example:
    """One feature, shown on an article of today's paper."""

    article: StoredArticle
    answer: Answer


def of_article(ctx: Context, reader: Reader | None, article: StoredArticle) -> tuple[Answer, ...]:
    """What each feature says of an article; a feature that finds nothing is left out, and all are where the article may
    not be summarised here."""
    policy = policy_for(ctx, demand_reader(ctx, reader, Right.READ))
    return _told(ctx, article) if may(article.article.rights, policy, ctx.clock()).summarise else ()


def examples(ctx: Context, reader: Reader | None) -> Mapping[Feature, Example]:
    """An example of each feature from the newest articles, where one of them has it."""
    policy, now = policy_for(ctx, demand_reader(ctx, reader, Right.READ)), ctx.clock()
    with ctx.database.read() as conn:
        cards = timeline.front(conn, None, _LOOKED_AT).cards
        newest = articles.many(conn, [card.id for card in cards if card.whole])
    found: dict[Feature, Example] = {}
    for article in newest.values():
        if len(found) == len(Feature):
            break
        if not may(article.article.rights, policy, now).summarise:
            continue
        for answer in _told(ctx, article):
            if len(answer.sentences) > 1:
                found.setdefault(answer.feature, Example(article, answer))
    return found


def cited(ctx: Context, reader: Reader | None, told: Sequence[Answer]) -> tuple[Cited, ...]:
    """The outlets that an article credits, each once, in the order of its text; `told`: what `of_article` gave."""
    demand_reader(ctx, reader, Right.READ)
    found: dict[str, dict[CitationKind, int]] = {}
    for answer in told:
        if answer.feature is Feature.CITATIONS:
            for place, one in enumerate(answer.sentences):
                found.setdefault(one.label, {}).setdefault(CitationKind(one.kind), place)
    if not found:
        return ()
    with ctx.database.read() as conn:
        ids = {outlet.name: outlet.id for outlet in outlets.named(conn, list(found))}
    return tuple(Cited(name, tuple(kinds.items()), ids.get(name)) for name, kinds in found.items())


def _told(ctx: Context, article: StoredArticle) -> tuple[Answer, ...]:
    with ctx.database.read() as conn:
        kept = store.of_article(conn, article.id)
        stale = not kept or any((one.revision, one.rules) != (article.revision, RULES) for one in kept)
        ours = outlets.all(conn) if stale else []
    if stale:
        kept = _make(article, [outlet.name for outlet in ours])
        try:
            with ctx.database.write() as conn:
                store.keep(conn, article.id, kept, ctx.clock())
        except StoreBusy:  # they are shown all the same, and made again by the next reader
            log.info("The answers on article %d could not be kept: the database is busy.", article.id)
    checked = (receipts.checked(one, article.id, article.revision, article.article.text) for one in kept)
    return tuple(one for one in checked if one.sentences or one.lost)


def _make(stored: StoredArticle, ours: Sequence[str]) -> tuple[Answer, ...]:
    article, text = stored.article, stored.article.text
    language = article.language.split("-")[0].lower() if article.language else None
    said = quotes(text, language)

    def sentence(span: Span, label: str = "", kind: str = "") -> Sentence:
        return receipts.sentence(stored.id, stored.revision, text, span, label, kind)

    long = len(sentences(text)) >= _SHORTEST
    points = key_points(article.title, article.lead, text, POINTS) if long else ()
    found = {
        Feature.POINTS: [sentence(span) for span in points],
        Feature.FACTS: [
            sentence(fact.sentence, fact.name, fact.kind.value) for fact in facts(article.title, text, language, said)
        ],
        Feature.QUOTES: [sentence(Span(quote.start, quote.end), quote.speaker, quote.role) for quote in said],
        Feature.CITATIONS: [
            sentence(one.sentence, one.outlet_name, one.kind.value) for one in citations(text, stored.outlet.name, ours)
        ],
    }
    return tuple(Answer(feature, stored.revision, RULES, tuple(each)) for feature, each in found.items())
