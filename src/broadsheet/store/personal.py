"""Lists as one reader sees them: without what was hidden or muted, and with what was done with the rest."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from broadsheet.model.interests import Interest, Thing
from broadsheet.model.readers import Reader
from broadsheet.model.reading_states import UNTOUCHED, ReadingState
from broadsheet.model.timeline import Card
from broadsheet.store import interests, reading_states
from broadsheet.text.interests import unmuted


def seen_by(
    conn: Connection, reader: Reader | None, cards: Sequence[Card], now: int, about: tuple[Thing, str] | None = None
) -> tuple[Card, ...]:
    """The cards for a reader; a visitor sees all of them. `now`: seconds since 1970, UTC. `about`: what the list is of,
    which is not left out of it even where it is muted."""
    if reader is None or not cards:
        return tuple(cards)
    wishes = [one for one in interests.of_reader(conn, reader.id, now) if (one.thing, one.key) != about]
    return as_seen(cards, wishes, reading_states.of_articles(conn, reader.id, [card.id for card in cards]))


def as_seen(
    cards: Sequence[Card], wishes: Sequence[Interest], states: Mapping[int, ReadingState]
) -> tuple[Card, ...]:  # fmt: skip
    """The same with what the reader wishes and did, by the numbers of articles."""
    stated = (replace(card, state=states.get(card.id, UNTOUCHED)) for card in unmuted(cards, wishes))
    return tuple(card for card in stated if card.state.hidden is None)
