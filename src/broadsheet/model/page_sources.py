"""Page sources: outlets without a feed, whose own page is read by selectors."""

from dataclasses import dataclass, fields

from broadsheet.model.listings import Listing


@dataclass(frozen=True, slots=True)
class Selectors:
    """Where a page lists its articles, as CSS selectors. `item`: the part of the page that stands for one article; the
    others are looked for within it. One that is empty leaves it to us: `link` and `title` to the headline's link and
    its words, `date` to the first <time>; `summary` and `image` to none."""

    item: str
    link: str = ""
    title: str = ""
    date: str = ""
    summary: str = ""
    image: str = ""

    def items(self) -> tuple[tuple[str, str], ...]:
        """Each selector with its name, in the order of the form."""
        return tuple((name, getattr(self, name)) for name in NAMES)


NAMES = tuple(each.name for each in fields(Selectors))


@dataclass(frozen=True, slots=True)
class Proposal:
    """Selectors that were found from a page's own repeated links. `listing`: what they find there now. `confidence`:
    from 0 to 1. `because`: what speaks for them, in words."""

    selectors: Selectors
    listing: Listing
    confidence: float
    because: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What a page would bring as a source. `url`: where it was found. `shown`: what the given selectors find, None
    where none were given, or where `faults` (by name of selector) says what is wrong with them."""

    url: str
    title: str
    selectors: Selectors | None = None
    shown: Listing | None = None
    faults: tuple[tuple[str, str], ...] = ()
    proposals: tuple[Proposal, ...] = ()
