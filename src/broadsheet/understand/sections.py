"""Which section of the paper an article belongs to: by what its outlet says, then by its address, then by its words.
Pure; the words stand in sections.toml."""

import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from urllib.parse import unquote, urlsplit

from broadsheet.model.coverage import Newcomer
from broadsheet.model.sections import SECTIONS
from broadsheet.text.words import fold, tokens

MOST_TOPICS = 12  # keywords that are looked at, the first ones
_READ = 1_500  # characters of a text that are looked at
_LEAST, _BEFORE = 3, 1.5  # different words of a section that a text must have, and how many times those of any other


@dataclass(frozen=True, slots=True)
class _Section:
    key: str
    called: frozenset[str]
    words: frozenset[str]


def section_of(one: Newcomer) -> str | None:
    """The key of an article's section; None where nothing tells.

    The outlet's own word for it comes first, then the parts of the address, the keywords, and at last the text.
    """
    return (
        _called([one.section or ""])
        or _called(_of_address(one.url))
        or _called(one.topics[:MOST_TOPICS])
        or _read(f"{one.subject.title}\n{one.subject.text[:_READ]}")
    )


def _of_address(url: str) -> list[str]:
    """The parts of an address that name sections: the folders and the words of the host before the outlet's own."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return []
    host = (parts.hostname or "").split(".")[:-2]
    folders = [unquote(part) for part in parts.path.split("/")[1:-1]]
    return [part.replace("-", " ").replace("_", " ") for part in (*folders, *host)]


def _called(names: Iterable[str]) -> str | None:
    """The section that most of these names are of; of several, the one named first."""
    found: Counter[str] = Counter()
    for name in names:
        folded = _folded(name)
        pieces = {folded, *(_folded(piece) for mark in "/|>,;:" if mark in name for piece in name.split(mark))}
        for key in {known for piece in pieces if (known := _names().get(piece))}:
            found[key] += 1
    return found.most_common(1)[0][0] if found else None


def _read(text: str) -> str | None:
    words = tokens(text)
    seen = {*words, *(f"{one} {two}" for one, two in pairwise(words))}
    counted = Counter({section.key: len(section.words & seen) for section in _sections()})
    (best, most), (_, next_most), *_ = counted.most_common()
    return best if most >= _LEAST and most >= _BEFORE * next_most else None


@cache
def _names() -> dict[str, str]:
    return {name: section.key for section in reversed(_sections()) for name in section.called}


@cache
def _sections() -> tuple[_Section, ...]:
    data = tomllib.loads(resources.files("broadsheet.understand").joinpath("sections.toml").read_text("utf-8"))
    return tuple(_Section(key, _listed(data[key]["called"]), _listed(data[key]["words"])) for key in SECTIONS)


def _listed(text: str) -> frozenset[str]:
    return frozenset(folded for word in text.split(",") if (folded := _folded(word)))


def _folded(name: str) -> str:
    return " ".join(tokens(name)) or fold(name).strip()
