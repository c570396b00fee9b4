"""A page as fingerprints, for the memory of its site: its lines with their places, and the words of its story."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from hashlib import blake2b
from struct import pack, unpack
from zlib import crc32

from lxml.html import HtmlElement

from broadsheet.extract.runs import Run, block_of
from broadsheet.model.sites import Leaf, Line, Stand
from broadsheet.text import urls
from broadsheet.text.words import tokens

LONGEST, SHORTEST = 600, 4  # characters of a line that may be furniture
_MOST_LINES = 250  # of one page
_NAME = 3  # words
_HEAD = 1000  # characters of the text that tell its story
_DEEPEST = 5  # elements of a path
_FORMS = frozenset({"ul", "ol", "li", "dl", "table", "tbody", "thead", "tfoot", "tr", "blockquote"})
_DIGITS = str.maketrans("123456789", "000000000")


def lines_of(runs: Sequence[Run], chosen: Iterable[int], kept: Mapping[int, str]) -> dict[int, Line]:
    """The lines that may be furniture, by the numbers of their runs. `chosen`: the runs that were taken for text;
    `kept`: those that are left of them."""
    paths = _Paths()
    containers = {place: paths.of(_container(runs[place])) for place in chosen}
    text = _main(runs, kept, containers)
    first, last = min(kept, default=-1), max(kept, default=-1)
    end = max((place for place in kept if containers.get(place) == text), default=-1)
    digests: dict[str, int] = {}
    found = {}
    for place, container in containers.items():
        run = runs[place]
        if not SHORTEST <= len(run.words) <= LONGEST:
            continue
        path = paths.of(run.holder)
        stand = Stand.OPENS * (place == first) | Stand.CLOSES * (place == last)
        stand |= Stand.FURNITURE * (place not in kept) | Stand.APART * (container != text)
        if path not in digests:
            digests[path] = _digest(path, 4)
        words = after_the_name(run.words) if place > end else run.words
        found[place] = Line(_digest(f"{path}\n{words}", 4), digests[path], stand)
        if len(found) == _MOST_LINES:
            break
    return found


def after_the_name(words: str) -> str:
    """A line without the three words that it begins with, where that leaves the most of it: behind the text it says the
    same of each of the outlet's authors."""
    parts = words.split()
    return " ".join(parts[_NAME:]) if len(parts) >= 2 * _NAME else words


def leaf_of(url: str, title: str, runs: Sequence[Run], kept: Mapping[int, str], lines: Iterable[Line]) -> Leaf:
    """What is remembered of a page."""
    parts, room = [title], _HEAD
    for place in sorted(kept):
        if room <= 0:
            break
        parts.append(runs[place].words[:room])
        room -= len(runs[place].words)
    words = words_of("\n".join(parts))
    each = list({line.mark: line for line in lines}.values())
    many = f"<{len(each)}I"
    return Leaf(
        page=_digest(urls.identity(url), 6),
        words=pack(f"<{len(words)}H", *sorted(words)),
        marks=pack(many, *(line.mark for line in each)),
        places=pack(many, *(line.place for line in each)),
        stands=bytes(line.stand for line in each),
    )


def words_of(text: str) -> Set[int]:
    """Digests of the words that may tell a story, without their endings."""
    long = {word[:6] for word in tokens(text) if len(word) > 3 or word > "\u0e00"}
    return {crc32(word.encode("utf-8", "replace")) & 0xFFFF for word in long}


def story(leaf: Leaf) -> frozenset[int]:
    """The words of a leaf."""
    return frozenset(unpack(f"<{len(leaf.words) // 2}H", leaf.words))


def marks(leaf: Leaf) -> tuple[int, ...]:
    """The marks of a leaf's lines."""
    return unpack(f"<{len(leaf.marks) // 4}I", leaf.marks)


def all_marks(leaves: Iterable[Leaf]) -> tuple[int, ...]:
    """The marks of many leaves, one after the other."""
    packed = b"".join(leaf.marks for leaf in leaves)
    return unpack(f"<{len(packed) // 4}I", packed)


def with_furniture(leaf: Leaf, found: Set[int]) -> Leaf:
    """The leaf, where the lines of these marks were taken out of the text."""
    stands = zip(marks(leaf), leaf.stands, strict=True)
    return replace(leaf, stands=bytes(stand | Stand.FURNITURE * (mark in found) for mark, stand in stands))


def lines(leaf: Leaf) -> list[Line]:
    """The lines of a leaf."""
    places = unpack(f"<{len(leaf.places) // 4}I", leaf.places)
    return [Line(*each) for each in zip(marks(leaf), places, leaf.stands, strict=True)]


def path_of(holder: HtmlElement) -> str:
    """Where an element stands: the tags and classes that lead to it."""
    return _Paths().of(holder)


class _Paths:
    """The paths of a page's elements. A class since each is put together from its parent's once."""

    def __init__(self) -> None:
        self._found: dict[HtmlElement | None, list[str]] = {None: []}
        self._joined: dict[HtmlElement | None, str] = {}

    def of(self, element: HtmlElement | None) -> str:
        """The innermost elements that lead to it, outermost first."""
        path = self._joined.get(element)
        if path is None:
            path = self._joined[element] = " > ".join(self._names(element))
        return path

    def _names(self, element: HtmlElement | None) -> list[str]:
        chain: list[HtmlElement] = []
        while element is not None and element not in self._found and len(chain) < _DEEPEST:
            chain.append(element)
            element = element.getparent()
        names = self._found.get(element, [])
        for each in reversed(chain):
            names = [*names, _name(each)][-_DEEPEST:]
            self._found[each] = names
        return names


def _name(element: HtmlElement) -> str:
    """Tag and classes. Numbers in them count as one: they are often of the page alone."""
    classes = element.get("class")
    if not classes:
        return str(element.tag)
    return ".".join([str(element.tag), *sorted(classes[:100].split())]).translate(_DIGITS)


def _container(run: Run) -> HtmlElement | None:
    """What a line stands in; a list or a table is none, but part of what it stands in."""
    container = block_of(run.holder).getparent()
    while container is not None and container.tag in _FORMS:
        container = container.getparent()
    return container


def _main(runs: Sequence[Run], kept: Mapping[int, str], containers: Mapping[int, str]) -> str:
    """The place of the containers that most of the text stands in."""
    letters: dict[str, int] = {}
    for place in kept:
        if place in containers:
            letters[containers[place]] = letters.get(containers[place], 0) + len(runs[place].words)
    return max(letters, key=lambda container: letters[container], default="")


def _digest(text: str, size: int) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=size).digest(), "big")
