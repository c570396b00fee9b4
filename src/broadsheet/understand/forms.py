"""Which names in one article are the same: a surname and the full name, a genitive and other endings."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from broadsheet.text.words import fold
from broadsheet.understand.vocabulary import listed

_EARLY = 400  # characters: headline, lead and first paragraph

# Languages that decline names. German and its sisters only add an s.
DECLINED = listed("ru uk be pl cs sk sl hr sr lt lv et fi hu")
_GENITIVE = listed("de sv da no nl")
_LEAST_STEM = 4
_SHOUTED = 7  # letters: longer words in capitals are rarely abbreviations
# Before a place, never before a surname: in English, German, French, Spanish, Polish, Czech, Swedish, Russian.
_IN = re.compile(r"\b(?:in|near|across|throughout|nach|en|à|w|v|i|в|во|у)$")


@dataclass(frozen=True, slots=True)
class Name:
    """A name as the text writes it. `count`: how often. `first`: characters before its first mention."""

    key: str
    written: str
    count: int
    first: int

    @property
    def words(self) -> int:
        return self.written.count(" ") + 1

    @property
    def early(self) -> bool:
        return self.first < _EARLY


def one_of_each(found: Mapping[str, Sequence[tuple[str, int]]], text: str, language: str | None) -> tuple[Name, ...]:
    """Each name once, with all its mentions, in order of the first. `found`: by key, the spellings and where they stand
    in `text`."""
    names = [_name(its_key, mentions) for its_key, mentions in found.items() if len(its_key) >= 2]
    names = _without_neighbours(names)
    if language == "de":
        names = _without_followed(names)
    same: dict[str, str] = dict(_surnames(names, found, text))
    same |= {longer: shorter for longer, shorter in _endings(names, language) if longer not in same}
    return tuple(sorted(_merged(names, same), key=lambda name: name.first))


def _name(its_key: str, mentions: Sequence[tuple[str, int]]) -> Name:
    spellings = Counter(text for text, _ in mentions)
    written = max(spellings, key=lambda text: (spellings[text], not text.isupper()))
    if written.isupper() and " " in written:  # a shouted name
        written = " ".join(word.title() if len(word) > 3 else word for word in written.split())
    elif written.isupper() and len(written) >= _SHOUTED and written.isalpha():
        written = written.title()
    return Name(its_key, written, len(mentions), min(at for _, at in mentions))


def _without_neighbours(names: list[Name]) -> list[Name]:
    """A long run that is made of two names that stand more often is those two, side by side: it goes."""
    by_written = {name.written: name.count for name in names}

    def is_pair(name: Name) -> bool:
        words = name.written.split()
        halves = ((" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words)))
        return any(min(by_written.get(a, 0), by_written.get(b, 0)) > name.count for a, b in halves)

    return [name for name in names if name.words == 1 or not is_pair(name)]


def _without_followed(names: list[Name]) -> list[Name]:
    """German nouns stand side by side ("dass das Werk Anfang Mai schließt"): a pair that comes once, and begins with a
    word that stands alone elsewhere while the other never does, is no name of two words."""
    alone = {name.written: name.count for name in names if name.words == 1}

    def is_followed(name: Name) -> bool:
        first, _, last = name.written.partition(" ")
        return name.words == 2 and name.count == 1 and alone.get(first, 0) > 1 and last not in alone

    return [name for name in names if not is_followed(name)]


def _surnames(
    names: list[Name], found: Mapping[str, Sequence[tuple[str, int]]], text: str
) -> Iterator[tuple[str, str]]:
    """Pairs (key of a single word, key of the full name of the same person)."""
    people = [name for name in names if 2 <= name.words <= 4 and _may_be_a_person(name.written.split())]
    by_last: dict[str, list[Name]] = defaultdict(list)
    by_first: dict[str, list[Name]] = defaultdict(list)
    for person in people:
        words = person.written.split()
        by_last[fold(words[-1])].append(person)
        by_first[fold(words[0])].append(person)
    singles = {name.key for name in names if name.words == 1}
    for name in names:
        if name.words > 1 or _is_place(found[name.key], text):
            continue
        if by_last[name.key]:
            yield name.key, max(by_last[name.key], key=lambda person: person.count).key
        elif by_first[name.key]:
            full = max(by_first[name.key], key=lambda person: person.count)
            last = fold(full.written.split()[-1])
            if not full.written.split()[-1].isupper() and (last in singles or len(by_last[last]) > 1):
                yield name.key, full.key


def _may_be_a_person(words: list[str]) -> bool:
    plain = not any(word in {"of", "the", "de", "del", "&", "des", "du"} for word in words)
    return (
        plain
        and not words[-1].isupper()
        and not any("-" in word and word.partition("-")[2].islower() for word in words)
    )


def _is_place(mentions: Sequence[tuple[str, int]], text: str) -> bool:
    inside = sum(bool(_IN.search(text[max(0, at - 12) : at].rstrip())) for _, at in mentions)
    return inside * 4 >= len(mentions) > 0 and inside > 0


def _endings(names: list[Name], language: str | None) -> Iterator[tuple[str, str]]:
    """Pairs (key of a declined form, key of the form to show), where the language declines names."""
    keys = {name.key for name in names}
    if language in _GENITIVE:
        yield from ((name.key, name.key[:-1]) for name in names if name.key.endswith("s") and name.key[:-1] in keys)
    elif language in DECLINED:
        # The shortest form is mostly the nominative; forms of one name stand side by side in the alphabet.
        family: list[str] = []
        for one, other in pairwise([*sorted(name.key for name in names), ""]):
            family.append(one)
            if not akin(one, other):
                shown = min(family, key=len)
                yield from ((form, shown) for form in family if form != shown)
                family = []


def akin(one: str, other: str) -> bool:
    """Whether two words may be forms of one: a long stem, and short endings."""
    stem = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    longest = max(len(one), len(other))
    return stem >= _LEAST_STEM and longest - stem <= 3 and stem >= 0.55 * longest


def _merged(names: list[Name], same: Mapping[str, str]) -> Iterator[Name]:
    by_key = {name.key: name for name in names}
    groups: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        target = name.key
        for _ in range(3):  # the genitive of a surname of a full name: three steps at most
            target = same.get(target, target)
        groups[target].append(name)
    for its_key, group in groups.items():
        shown = by_key[its_key]
        yield Name(its_key, shown.written, sum(name.count for name in group), min(name.first for name in group))
