"""What speaks for a field of an article, and what was made of it: kept, so that `--explain` can show it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from broadsheet.text.words import squash

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

FIRST = "the first in rank that says it"
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


def first(told: Sequence[tuple[str, str]], read: Callable[[str], T | None]) -> Choice[T | None]:
    """What the first witness says that `read` can make something of."""
    for source, text in told:
        value = read(text) if text else None
        if value is not None:
            return Choice(value, source, FIRST, heard(told))
    return Choice(None, "", "no witness says it", heard(told))


def heard(told: Iterable[tuple[str, str | Iterable[str]]]) -> tuple[Told, ...]:
    """Witnesses as they are kept: those that say something, each once, a list as one line."""
    kept: dict[Told, None] = {}
    for source, said in told:
        text = squash(said if isinstance(said, str) else ", ".join(said))
        if text:
            kept.setdefault(Told(source, text[:LONGEST]))
    return tuple(kept)[:MOST]
