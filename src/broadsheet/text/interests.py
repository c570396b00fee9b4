"""Which articles are muted, told from their cards. Pure."""

from collections.abc import Iterable, Sequence

from broadsheet.model.interests import Interest, Thing, Wish
from broadsheet.model.timeline import Card
from broadsheet.text.words import fold, tokens


def unmuted(cards: Iterable[Card], interests: Sequence[Interest]) -> tuple[Card, ...]:
    """The cards without those of muted things. Whole words are muted, and words in a row as one."""
    mutes = [one for one in interests if one.wish is Wish.MUTE]
    phrases = [tokens(one.key) for one in mutes if one.thing is Thing.WORD]
    things = [one for one in mutes if one.thing is not Thing.WORD]
    return tuple(card for card in cards if not any(_is_of(card, one) for one in things) and not _says(card, phrases))


def _is_of(card: Card, interest: Interest) -> bool:
    match interest.thing:
        case Thing.HASHTAG:
            return any(tag.key == interest.key for tag in card.hashtags)
        case Thing.OUTLET:
            return str(card.outlet.id) == interest.key
        case Thing.AUTHOR:
            return any(fold(author) == interest.key for author in card.authors)
        case Thing.WORD:
            return _says(card, [tokens(interest.key)])


def _says(card: Card, phrases: Sequence[Sequence[str]]) -> bool:
    """Whether one of the phrases stands on the card."""
    words = tokens(f"{card.title} {card.excerpt}") if phrases else ()
    return any(_holds(words, phrase) for phrase in phrases)


def _holds(words: Sequence[str], phrase: Sequence[str]) -> bool:
    """Whether the phrase stands among the words, in its order and without others between."""
    count = len(phrase)
    if not count or phrase[0] not in words:
        return False
    return any(list(words[n : n + count]) == list(phrase) for n in range(len(words) - count + 1))
