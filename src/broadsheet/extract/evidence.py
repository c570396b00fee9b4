"""What speaks for a field of an article, and what was made of it: kept, so that `--explain` can show it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

T_co = TypeVar("T_co", covariant=True)

MOST, LONGEST = 20, 300  # witnesses of one field, and characters of what one says, that are kept


@dataclass(frozen=True, slots=True)
class Told:
    """What one witness says: `source` names it ("JSON-LD author", "og:title", "heading"), `text` is its own words."""

    source: str
    text: str


@dataclass(frozen=True, slots=True)
class Choice(Generic[T_co]):
    """A value, the witness that was believed ("" where none was), why, and all that were heard."""

    value: T_co
    source: str
    because: str
    told: tuple[Told, ...]


def heard(told: Iterable[tuple[str, str | Iterable[str]]]) -> tuple[Told, ...]:
    """Witnesses as they are kept: those that say something, each once, a list as one line."""
    kept: dict[Told, None] = {}
    for source, said in told:
        text = said if isinstance(said, str) else ", ".join(said)
        if text:
            kept.setdefault(Told(source, text[:LONGEST]))
    return tuple(kept)[:MOST]
