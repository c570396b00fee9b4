"""The sentences of services, which speak English, in the language of the page.

A service says what is wrong as a whole sentence (`errors.py`), and some of these are kept with an article for years. So
a sentence is known again here by its shape: the catalogue has "A name has 1 to {0} characters and no @.", and what
stands in the place of {0} is carried over. `gather.py` finds the shapes in the code.
"""

import re
from functools import lru_cache

from broadsheet.web.interface.catalogues import SOURCE, Interface
from broadsheet.web.interface.counting import counted_again
from broadsheet.web.interface.current import current, noted

_PLACE = re.compile(r"\{(\d+)\}")
_BORDER = re.compile(r"(?<=[.?!]) (?=[A-Z“])|(?<=;) ")  # where one sentence or half of one follows another
_LONGEST = 1000  # characters of a sentence of ours; what is longer is none
_DEEPEST = 4  # values within values: "every 53 min: 3 new articles a day, more at this time"
_FEW = 5  # letters: a shape that says less, such as "{0} in {1}", is only known by the counts in it


def said(sentence: str) -> str:
    """The sentence, or several, in the language of the page; as it is where the catalogue does not know it."""
    spoken, sentence = current(), str(sentence)
    if spoken.code == SOURCE or not sentence or len(sentence) > _LONGEST:
        return sentence
    return _said(sentence, spoken)


@lru_cache(maxsize=4096)
def _said(sentence: str, spoken: Interface) -> str:
    """All of it at once if it is known, else the longest beginning that is, then the rest."""
    parts, told = _BORDER.split(sentence), []
    while parts:
        for many in range(len(parts), 0, -1):
            words = " ".join(parts[:many])
            found = _known(words, spoken, 0)
            if found is not None or many == 1:
                told.append(found or words)
                parts = parts[many:]
                break
    return " ".join(told)


def _known(words: str, spoken: Interface, depth: int) -> str | None:
    whole = spoken.catalogue.gettext(words)
    if whole != words:
        return whole
    if words.endswith(";"):
        half = _known(words[:-1], spoken, depth)
        return half and _put(spoken.catalogue.gettext(noted("{0};")), {"v0": half})
    return counted_again(words) or _shaped(words, spoken, depth)


def _shaped(words: str, spoken: Interface, depth: int) -> str | None:
    for shape, few, pattern in _shapes(spoken):
        found = pattern.fullmatch(words)
        if found and not (few and not all(map(_is_count, found.groups()))):
            values = {place: _value(value, spoken, depth + 1) for place, value in found.groupdict().items()}
            if all(known is not None for known in values.values()):
                return _put(spoken.catalogue.gettext(shape), {place: known or "" for place, known in values.items()})
    return None


def _is_count(value: str) -> bool:
    return value.isdecimal() or counted_again(value) is not None


def _value(value: str, spoken: Interface, depth: int) -> str | None:
    """What stands in a place: more words of ours, a count, or whatever it was about. None where it must be known and is
    not: it holds more than one sentence. One word alone is never looked up, for it is somebody's name."""
    known = _known(value, spoken, depth) if " " in value and depth < _DEEPEST else None
    return known or (None if _BORDER.search(value) else value)


def _put(shape: str, values: dict[str, str]) -> str:
    return _PLACE.sub(lambda place: values.get(f"v{place[1]}", ""), shape)


@lru_cache(maxsize=8)
def _shapes(spoken: Interface) -> list[tuple[str, bool, re.Pattern[str]]]:
    """The messages with places in them and whether they say little, the most words first: they are the surest."""
    known: dict[object, str] = getattr(spoken.catalogue, "_catalog", {})
    with_places = [
        message for message in known if isinstance(message, str) and _PLACE.search(message) and message != "{0};"
    ]
    with_places.sort(key=lambda message: -_letters(message))
    return [(message, _letters(message) < _FEW, _pattern(message)) for message in with_places]


def _letters(shape: str) -> int:
    return sum(letter.isalpha() for letter in _PLACE.sub("", shape))


def _pattern(shape: str) -> re.Pattern[str]:
    parts = _PLACE.split(shape)  # text, number, text, number, …, text
    seen: set[str] = set()
    made = [re.escape(parts[0])]
    for number, text in zip(parts[1::2], parts[2::2], strict=True):
        made.append(f"(?P=v{number})" if number in seen else f"(?P<v{number}>.*?)")
        seen.add(number)
        made.append(re.escape(text))
    return re.compile("".join(made), re.DOTALL)
