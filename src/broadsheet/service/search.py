"""Search in everything that was read."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches

from broadsheet.model.queries import Asked, Filter, Kind, Node, Where, Words
from broadsheet.model.readers import Reader, Right
from broadsheet.model.rights import Policy, may
from broadsheet.model.searches import Aspect, Condition, Explored, Facet, Narrowing
from broadsheet.model.timeline import Card, Query, Results
from broadsheet.service.context import Context, demand, policy_for
from broadsheet.store import hashtags, outlets
from broadsheet.store import search as store
from broadsheet.store.database import Connection
from broadsheet.text import hints, queries
from broadsheet.text.passages import passage, within
from broadsheet.text.rights import shown_cards
from broadsheet.text.spelling import slips

MOST_MENDED = 3  # words of a search whose spelling is looked into
_KINDS = {Aspect.OUTLET: Kind.OUTLET, Aspect.TAG: Kind.TAG, Aspect.LANGUAGE: Kind.LANGUAGE}


def search(ctx: Context, reader: Reader | None, query: Query, *, cursor: str | None = None, limit: int = 30) -> Results:
    """The articles that a search asks for. Nothing found is an empty result, never an error."""
    demand(ctx, reader, Right.SKIM)
    with ctx.database.read() as conn:
        found = store.search(conn, query, cursor, limit, ctx.clock())
    cards = shown_cards(found.timeline.cards, policy_for(ctx, reader), ctx.clock(), searched=True)
    return replace(found, timeline=replace(found.timeline, cards=cards))


def explore(
    ctx: Context, reader: Reader | None, query: Query, *, cursor: str | None = None, limit: int = 30
) -> Explored:
    """The same with the passages that hold the words, where a text may be shown whole; how to narrow the search; and
    what else may be meant."""
    demand(ctx, reader, Right.SKIM)
    asked = queries.read(query.words)
    policy = policy_for(ctx, reader)
    with ctx.database.read() as conn:
        found = store.explore(conn, query, cursor, limit, ctx.clock())
        nothing = not found.results.total and cursor is None
        instead = _instead(conn, asked, query, ctx.clock()) if nothing and policy is Policy.PRIVATE else None
        unknown = (*_unknown_tags(conn, asked), *_unknown_outlets(conn, asked)) if nothing else ()
    cards = shown_cards(found.results.timeline.cards, policy, ctx.clock(), searched=True)
    marks = found.results.marks
    shown = tuple(
        _with_passage(card, found.texts[card.id], marks) if may(card.rights, policy, ctx.clock()).whole else card
        for card in cards
    )
    results = replace(found.results, timeline=replace(found.results.timeline, cards=shown))
    said = results.hints
    if query.words.strip() and not asked.asks and not said:
        said = (hints.NO_WORD,)
    return Explored(
        replace(results, hints=(*said, *unknown)),
        _narrowings(asked, found.facets, found.looked_at),
        found.looked_at,
        _conditions(asked),
        found.places,
        instead,
    )


def _with_passage(card: Card, text: str, marks: tuple[str, ...]) -> Card:
    """The card with the passage that has most of the words, unless its excerpt has them all."""
    if within(card.excerpt, marks):
        return card
    found = passage(text, marks)
    return replace(card, excerpt=found) if found else card


def _narrowings(asked: Asked, facets: Sequence[Facet], looked_at: int) -> tuple[Narrowing, ...]:
    """Where each facet leads; without those that all hits have, unless the search asks for them."""
    found = (_narrowing(asked, facet) for facet in facets)
    return tuple(one for one in found if one.chosen or one.count < looked_at)


def _narrowing(asked: Asked, facet: Facet) -> Narrowing:
    """The search with one thing more that must hold; or without it, where it must hold already."""
    if facet.aspect is Aspect.MONTH:
        chosen = asked.after == asked.before == facet.value
        month = None if chosen else facet.value
        other = replace(asked, after=month, before=month)
    else:
        condition = Filter(_KINDS[facet.aspect], facet.value)
        chosen = condition in asked.of
        other = queries.without(asked, condition) if chosen else replace(asked, of=(*asked.of, condition))
    return Narrowing(facet.aspect, facet.name, facet.count, queries.write(other), chosen)


def _conditions(asked: Asked) -> tuple[Condition, ...]:
    """Everything in a search that is not just words, each with the search without it."""
    found = [
        Condition(queries.write(Asked((node,))), queries.write(queries.without(asked, node)))
        for node in asked.of
        if not isinstance(node, Words) or node.where is not Where.ANYWHERE
    ]
    if asked.in_title:
        found.append(Condition("in:title", queries.write(replace(asked, in_title=False))))
    if asked.after:
        found.append(Condition(f"after:{asked.after}", queries.write(replace(asked, after=None))))
    if asked.before:
        found.append(Condition(f"before:{asked.before}", queries.write(replace(asked, before=None))))
    return tuple(found)


def _instead(conn: Connection, asked: Asked, query: Query, now: int) -> str | None:
    """The search with words in the place of those that no article has; None where that finds nothing either."""
    single = [one for one in asked.of if isinstance(one, Words) and len(one.words) == 1 and not one.beginning]
    counts = store.counts(conn, [one.words[0] for one in single])
    missing = [one for one in single if not counts[one.words[0]]][:MOST_MENDED]
    mended = {one: _likeliest(conn, one) for one in missing}
    if not missing or None in mended.values():
        return None
    words = queries.write(replace(asked, of=tuple(_mend(one, mended) for one in asked.of)))
    return words if store.search(conn, replace(query, words=words), None, 1, now).total else None


def _mend(node: Node, mended: Mapping[Words, Words | None]) -> Node:
    return (mended.get(node) if isinstance(node, Words) else None) or node


def _likeliest(conn: Connection, words: Words) -> Words | None:
    """The commonest of the words that one slip leads to."""
    known = store.known(conn, slips(words.words[0]))
    if not known:
        return None
    found = max(known, key=lambda word: (known[word], word))
    return replace(words, said=found, words=(found,))


def _unknown_tags(conn: Connection, asked: Asked) -> tuple[str, ...]:
    """What is to be said of hashtags that no article has."""
    keys = [one.value for one in asked.of if isinstance(one, Filter) and one.kind is Kind.TAG and not one.beginning]
    counts = hashtags.counts(conn, keys) if keys else {}
    said = []
    for key in (key for key in keys if not counts[key]):
        known = hashtags.resembling(conn, key)
        near = [known[one] for one in get_close_matches(key, list(known), n=3, cutoff=0.6)]
        said += [hints.NO_TAG.format(key), *_meant(near)]
    return tuple(said)


def _unknown_outlets(conn: Connection, asked: Asked) -> tuple[str, ...]:
    """Which outlets may be meant by names that none has."""
    names = [one.value for one in asked.of if isinstance(one, Filter) and one.kind is Kind.OUTLET]
    unknown = [name for name, found in outlets.called(conn, names).items() if not found]
    return tuple(hint for name in unknown for hint in _meant(outlets.resembling(conn, name)))


def _meant(names: Sequence[str]) -> tuple[str, ...]:
    return (hints.MEANT.format(", ".join(names)),) if names else ()
