"""Whether a source has moved: one permanent redirect may be a slip, or a hotel's login page. Pure."""

from broadsheet.model.rhythm import Move

LOOKS = 3  # in a row that lead to the same address
SPAN = 24 * 3600  # seconds from the first of them to the last


def agree(move: Move | None, led_to: str | None, now: int) -> Move | None:
    """What is known of a move after a look. `move`: before it. `led_to`: where permanent redirects (301, 308) led, or
    None, which ends the agreement. `now`: seconds since 1970, UTC."""
    if led_to is None:
        return None
    if move is None or move.to != led_to:
        return Move(led_to, now, 1)
    return Move(led_to, move.since, move.looks + 1)


def believed(move: Move | None, now: int) -> bool:
    """Whether the new address takes the place of the old one: three looks in a row agree, over a day at least."""
    return move is not None and move.looks >= LOOKS and now - move.since >= SPAN
