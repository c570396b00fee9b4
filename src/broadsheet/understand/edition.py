"""The finite selection of a day: what most outlets share comes first, then what is fresh, each story once. Pure."""

from collections import defaultdict
from collections.abc import Sequence

from broadsheet.model.channels import Pick
from broadsheet.model.insights import Hashtag
from broadsheet.model.timeline import Card
from broadsheet.understand.outlets import outlets_of

MOST = 10  # cards of an edition: what is read at breakfast
OF_ONE_OUTLET = 2
_SHARED = 2  # outlets that make a hashtag an event of the day
_EVERYWHERE = 0.3  # share of all cards: a hashtag on more of them is the place or the paper's field, no event …
_FEW = 10  # … unless so few cards carry it


def choose(cards: Sequence[Card], most: int = MOST) -> tuple[Pick, ...]:
    """At most `most` of these cards in the order to read them, each with the reason why it stands there.

    First come the hashtags that most different outlets share, one card for each that no card before carries; then the
    newest of the rest. No two are of one story, and at most two are of one outlet, however many that one published.
    """
    fresh = sorted(cards, key=lambda card: (-card.dated, -card.id))
    chosen: list[Pick] = []
    for hashtag, outlets, those in _shared(fresh):
        if not any(hashtag in pick.card.hashtags for pick in chosen):
            because = f"{outlets} outlets write about {hashtag.label}."
            chosen += [Pick(card, because) for card in those if _fits(card, chosen)][:1]
    for card in fresh:
        if _fits(card, chosen):
            chosen.append(Pick(card, f"New from {card.outlet.name}."))
    return tuple(chosen[:most])


def why(picks: Sequence[Pick], cards: Sequence[Card]) -> str:
    """How an edition came to be, as a sentence."""
    articles, outlets = len(cards), outlets_of(cards)
    if articles == len(picks):
        return "All that is new, what most outlets share first."
    several = "1 outlet" if outlets == 1 else f"{outlets} outlets"
    return (
        f"Chosen from {articles} new articles of {several}: "
        "first what most outlets share, then the newest; one article for each story."
    )


def _shared(cards: Sequence[Card]) -> list[tuple[Hashtag, int, list[Card]]]:
    """The hashtags that several outlets share, with how many and their cards, the best first; most outlets first."""
    carrying: dict[Hashtag, list[Card]] = defaultdict(list)
    for card in cards:
        for tag in card.hashtags:
            carrying[tag].append(card)
    most = max(_FEW, _EVERYWHERE * len(cards))
    found = [
        (tag, outlets_of(those), sorted(those, key=lambda card: _rank(card, tag)))
        for tag, those in carrying.items()
        if len(those) <= most
    ]
    shared = [each for each in found if each[1] >= _SHARED]
    return sorted(shared, key=lambda each: (-each[1], -len(each[2]), each[0].key))


def _rank(card: Card, tag: Hashtag) -> tuple[bool, bool, int, int]:
    """Which card stands for a hashtag: one that can be read whole, that is mainly about it, then the newest."""
    return card.paywalled, not card.excerpt, card.hashtags.index(tag), -card.dated


def _fits(card: Card, chosen: Sequence[Pick]) -> bool:
    before = [pick.card for pick in chosen]
    if sum(other.outlet.id == card.outlet.id for other in before) >= OF_ONE_OUTLET:
        return False
    return not any(other.id == card.id or _same_story(card, other) for other in before)


def _same_story(card: Card, other: Card) -> bool:
    return card.story is not None and other.story is not None and card.story.id == other.story.id
