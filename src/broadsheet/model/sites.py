"""What is remembered of an outlet's pages, so that what recurs on them is known for its furniture."""

from collections.abc import Mapping
from dataclasses import dataclass, field

MOST_PAGES = 40  # of one site that are remembered: the newest
MOST_BLOCKS = 200  # of one site that are known for furniture: those seen last


class Stand:
    """How a line stood in the text of its page: bits. Plain numbers, since there are thousands of them."""

    OPENS = 1  # nothing of the text stands before it
    CLOSES = 2  # nothing of the text stands after it
    FURNITURE = 4  # it was taken out of the text
    APART = 8  # in a container of its own, and not in that of the text's paragraphs


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page, without its words. `mark`: a digest of its words and its place. `place`: a digest of the path
    of tags and classes that leads to it; both of 32 bits. `stand`: of `Stand`."""

    mark: int
    place: int
    stand: int


@dataclass(frozen=True, slots=True)
class Leaf:
    """What is remembered of one page; packed, since most of it is never looked at. `page`: a digest of its address, of
    48 bits. `words`: digests of 16 bits of the words that its text begins with, which tell one story from another.
    `marks`, `places` (32 bits) and `stands` (8 bits): of its lines, each mark once."""

    page: int
    words: bytes
    marks: bytes
    places: bytes
    stands: bytes


@dataclass(frozen=True, slots=True)
class Block:
    """A line that is known for a site's furniture. `where`: its place, as tags and classes. `words`: how it begins.
    `because`: what made it known. `pages`: how many it was taken out of; `since`, `last`: when it became known and was
    last seen, seconds since 1970, UTC, 0 where it was only now."""

    mark: int
    place: int
    where: str
    words: str
    because: str
    pages: int = 1
    since: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered of a site. `leaves`: its newest pages, oldest first. `blocks`: its furniture, by mark."""

    leaves: tuple[Leaf, ...] = ()
    blocks: Mapping[int, Block] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Impression:
    """What one page adds to the memory of its site. `known`: the marks of furniture that it has and that was known
    before. `learned`: what became known with it."""

    site: str
    leaf: Leaf
    known: tuple[int, ...] = ()
    learned: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """A site in the list. `pages`: how many of it are remembered; `blocks`: how much furniture is known; `last`: when a
    page of it was last read, seconds since 1970, UTC."""

    host: str
    pages: int
    blocks: int
    last: int


@dataclass(frozen=True, slots=True)
class Reread:
    """What reading old pages again has come to. `read`: pages; `changed`: articles with another text now; `left`:
    articles that stay, since what came was doubtful. `after`: the article it went on behind, or 0."""

    read: int = 0
    changed: int = 0
    left: int = 0
    after: int = 0
