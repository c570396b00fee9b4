"""Text → whom it says that it has its news from, as far as that decides whose it is: agencies that it credits, and the
outlets that its beginning names. Pure; some 0.2 ms."""

from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet.model.copies import Cites, Credit
from broadsheet.understand.copies.agencies import agency, credits_of
from broadsheet.understand.copies.tree import LEADING
from broadsheet.understand.provenance import citations

_READ = LEADING + 200  # characters: a name that begins in the leading ones, with its sentence


@dataclass(frozen=True, slots=True)
class Whence:
    """`credits`: the agency whose text an article is, by its own word, or ""; of an agency's own article, itself.
    `cites`: the outlet that its beginning names as the source of the news, or ""."""

    credits: str
    cites: str


def named_first(text: str, authors: Sequence[str], outlet: str, ours: Sequence[str] = ()) -> tuple[Cites, ...]:
    """The agencies that an article credits, and the outlets that its beginning names. `outlet`: its own; `ours`: the
    names of outlets that we know."""
    beginning = [one for one in citations(text[:_READ], outlet, ours) if one.start <= LEADING]
    return (*credits_of(text, authors), *(Credit(one.outlet_name, one.kind.value, one.start) for one in beginning))


def whence(text: str, authors: Sequence[str], outlet: str, ours: Sequence[str] = ()) -> Whence:
    """The same in two names."""
    if own := agency(outlet):
        return Whence(own, "")
    found = [(agency(one.outlet_name) or one.outlet_name, one.kind) for one in named_first(text, authors, outlet, ours)]
    credited = next((name for name, kind in found if kind == "credit"), "")
    return Whence(credited, next((name for name, kind in found if kind != "credit"), ""))
