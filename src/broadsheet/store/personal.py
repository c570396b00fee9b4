"""Lists as one reader sees them: without what was hidden or muted, and with what was done with the rest."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from broadsheet.model.interests import Thing
from broadsheet.model.readers import Reader
from broadsheet.model.reading_states import UNTOUCHED
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
    left = unmuted(cards, wishes)
    states = reading_states.of_articles(conn, reader.id, [card.id for card in left])
    stated = (replace(card, state=states.get(card.id, UNTOUCHED)) for card in left)
    return tuple(card for card in stated if card.state.hidden is None)
