"""When two articles are about the same event: for lists that show each event once. Pure."""

from collections.abc import Iterable

from broadsheet.model.timeline import Card
from broadsheet.text.function_words import FUNCTION_WORDS
from broadsheet.text.words import tokens

_ALIKE = 0.5  # share of all words of two headlines that both have; at a third, two of a day's football matches were one
_BOTH = 2  # hashtags shared
_SMALL = frozenset[str]().union(*FUNCTION_WORDS.values())


def same_event(one: Card, other: Card) -> bool:
    """Whether two cards are likely about one event: nearly the same headline, or two hashtags in common."""
    tags = {tag.key for tag in one.hashtags} & {tag.key for tag in other.hashtags}
    return len(tags) >= _BOTH or _alike(_words(one.title), _words(other.title))


def outlets_of(cards: Iterable[Card]) -> int:
    """How many different outlets the cards are from."""
    return len({card.outlet.id for card in cards})


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and len(one & other) >= _ALIKE * len(one | other)


def _words(title: str) -> frozenset[str]:
    return frozenset(word for word in tokens(title) if word not in _SMALL)
