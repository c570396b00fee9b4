"""Which numbers and names of a sentence became others."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from broadsheet.model.revisions import ChangeKind, Swap, Version
from broadsheet.text.months import MONTHS, letters
from broadsheet.text.words import fold
from broadsheet.understand.changes.churn import lists
from broadsheet.understand.changes.letters import key
from broadsheet.understand.names import names
from broadsheet.understand.uncased import is_uncased

_MOST = 3  # swaps told of one sentence
_READ = 2000  # characters of a sentence
_NUMBER = re.compile(
    "(?:[$€£¥₹₽] ?)?\\d+(?:[.,:/\u066b\u066c-]\\d+|[ \u00a0\u202f’']\\d{3}(?!\\d))*(?: ?[%٪])?|[^\\W\\d_]{2,40}"
)
_LONGEST_WORD = 30


@dataclass(frozen=True, slots=True)
class Known:
    """A name of one of the two texts, as it is written; folded; and its last word, folded."""

    written: str
    folded: str
    last: str


def number_swaps(before: str, after: str, language: str | None) -> tuple[Swap, ...]:
    """The numbers that became others, came or went: written in digits or as the small words of its
    language; a day with its month."""
    words = _small_numbers(language)
    return _swaps(ChangeKind.NUMBER, _numbers(before[:_READ], words), _numbers(after[:_READ], words))


def name_swaps(before: str, after: str, known: Sequence[Known], everywhere: str) -> tuple[Swap, ...]:
    """The names that became others, or went. `known`: the names of both texts; `everywhere`: the new text, folded: a
    name that only moved to another sentence is not gone."""
    old, new = fold(before[:_READ]), fold(after[:_READ])
    gone = [name for name in known if _stands(name.folded, old) and not _stands(name.last, new)]
    came = [name for name in known if _stands(name.folded, new) and not _stands(name.last, old)]
    if not came:
        gone = [name for name in gone if not _stands(name.last, everywhere)]
    if not gone:
        return ()
    return _swaps(ChangeKind.NAME, {one.folded: one.written for one in gone}, {one.folded: one.written for one in came})


def known_names(old: Version, new: Version, changed: Sequence[str], language: str | None) -> tuple[Known, ...]:
    """The names of two texts, as far as their changed sentences may hold them; none in scripts without capitals."""
    if is_uncased(new.words) or not changed:
        return ()
    text = "\n".join([*changed, new.words])
    found = dict.fromkeys(name.written for name in names(new.title or old.title, text, language))
    return tuple(
        Known(name, fold(name), fold(name).split()[-1][:_LONGEST_WORD]) for name in found if fold(name).strip()
    )


def _swaps(kind: ChangeKind, old: Mapping[str, str], new: Mapping[str, str]) -> tuple[Swap, ...]:
    gone, came = [old[one] for one in old if one not in new], [new[one] for one in new if one not in old]
    if len(gone) == len(came):
        return tuple(Swap(kind, one, other) for one, other in zip(gone, came, strict=True))[:_MOST]
    alone = [*(Swap(kind, one, "") for one in gone), *(Swap(kind, "", one) for one in came)]
    return tuple(alone[:_MOST])


def _numbers(sentence: str, words: Mapping[str, str]) -> dict[str, str]:
    """The numbers of a sentence as they are compared, and as they are written. One that comes twice is two."""
    found: Counter[str] = Counter()
    written: dict[str, str] = {}
    for value, shown in _read(sentence, words):
        found[value] += 1
        written[value if found[value] == 1 else f"{value} ({found[value]})"] = shown
    return written


def _read(sentence: str, words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    parts = list(_NUMBER.finditer(sentence))
    for place, part in enumerate(parts):
        if part[0][0].isalpha():
            value = words.get(fold(part[0]))
            if value:
                yield value, part[0]
            continue
        start, end = part.span()
        beside = [parts[other] for other in (place - 1, place + 1) if 0 <= other < len(parts)]
        for other in beside:
            near = sentence[min(end, other.end()) : max(start, other.start())]
            if len(near) <= 2 and letters(other[0]) in MONTHS and not near.strip(" .,"):
                start, end = min(start, other.start()), max(end, other.end())
        yield key(sentence[start:end]), sentence[start:end].strip()


@cache
def _small_numbers(language: str | None) -> dict[str, str]:
    listed = lists()["numbers"]
    assert isinstance(listed, dict)
    return {fold(word): str(value) for value, word in enumerate(listed.get(language or "", "").split(), 2)}


def _stands(word: str, text: str) -> bool:
    """Whether a word, or some, stand in a text as words of their own."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum():
            return True
        at = text.find(word, end)
    return False
