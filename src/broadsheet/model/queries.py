"""What a search asks for, as a tree of frozen values. text/queries.py reads it from what was typed, and writes it."""

from dataclasses import dataclass
from enum import StrEnum


class Where(StrEnum):
    """Where in an article words must stand."""

    ANYWHERE = ""
    TITLE = "title"
    AUTHOR = "author"


class Kind(StrEnum):
    """What an article can be told by, besides its words."""

    OUTLET = "outlet"
    TAG = "tag"
    LANGUAGE = "lang"


@dataclass(frozen=True, slots=True)
class Words:
    """Folded words that follow one another; mostly one. `said`: as typed. `beginning`: the last is only the beginning
    of a word."""

    said: str
    words: tuple[str, ...]
    where: Where = Where.ANYWHERE
    beginning: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """Articles of one outlet (`value`: its name or host), with one hashtag (its key) or of one language (its tag)."""

    kind: Kind
    value: str
    beginning: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A word that is in the index of articles and that nobody can type: what filters become."""

    word: str
    beginning: bool = False


@dataclass(frozen=True, slots=True)
class Not:
    """Articles without that."""

    of: "Node"


@dataclass(frozen=True, slots=True)
class Either:
    """Articles with at least one of those."""

    of: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Every:
    """Articles with all of those."""

    of: "tuple[Node, ...]"


Node = Words | Filter | Mark | Not | Either | Every


@dataclass(frozen=True, slots=True)
class Asked:
    """A search that was read. `of`: all must hold. `after`, `before`: a day, month or year, or an age such as "7d", as
    typed. `in_title`: the words must stand in the headline. `hints`: sentences about what was not understood."""

    of: tuple[Node, ...] = ()
    after: str | None = None
    before: str | None = None
    in_title: bool = False
    hints: tuple[str, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self.of or self.after or self.before)
