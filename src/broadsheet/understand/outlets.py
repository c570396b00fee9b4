"""How many outlets write of something. Pure."""

from collections.abc import Iterable

from broadsheet.model.timeline import Card


def outlets_of(cards: Iterable[Card]) -> int:
    """How many different outlets the cards are from."""
    return len({card.outlet.id for card in cards})
