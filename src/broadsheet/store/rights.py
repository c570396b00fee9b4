"""What an outlet said of an article, as the one column that holds it: a line for each signal.

A column and no table of its own: it is read with each card of a list, always whole, and nobody asks for its parts.
"""

from functools import lru_cache

from broadsheet.model.rights import Place, Rights, Said, Signal

_SIGNALS = {signal.value: signal for signal in Signal}
_PLACES = {place.value: place for place in Place}


def write(rights: Rights) -> str | None:
    """The column's text; None where nothing was said."""
    lines = (f"{one.signal} {one.place} {' '.join(one.value.split())}".rstrip() for one in rights.said)
    return "\n".join(lines) or None


@lru_cache(maxsize=512)  # the articles of an outlet mostly say the same
def read(text: str | None) -> Rights:
    """What `write` wrote. A line that only a newer program knows is left out."""
    said = []
    for line in (text or "").split("\n"):
        name, _, rest = line.partition(" ")
        where, _, value = rest.partition(" ")
        signal, place = _SIGNALS.get(name), _PLACES.get(where)
        if signal and place:
            said.append(Said(signal, place, value))
    return Rights(tuple(said))
