"""The sentences of services, which speak English, in the language of the page.

A service says what is wrong as a whole sentence (`errors.py`), and some of these are kept with an article for years. So
a sentence is known again here by its shape: the catalogue has "A name has 1 to {0} characters and no @.", and what
stands in the place of {0} is carried over. `gather.py` finds the shapes in the code.
"""

import re
from functools import lru_cache

from broadsheet.web.interface.catalogues import SOURCE, Interface
from broadsheet.web.interface.counting import counted_again
from broadsheet.web.interface.current import current

_PLACE = re.compile(r"\{(\d+)\}")
_LONGEST = 1000  # characters of a sentence of ours; what is longer is none
_FEW = 5  # letters: a shape that says less, such as "{0} in {1}", is only known by the counts in it


def said(sentence: str) -> str:
    """The sentence in the language of the page; as it is where the catalogue does not know it."""
    spoken, sentence = current(), str(sentence)
    if spoken.code == SOURCE or not sentence or len(sentence) > _LONGEST:
        return sentence
    whole = spoken.catalogue.gettext(sentence)
    if whole != sentence:
        return whole
    return counted_again(sentence) or _shaped(sentence, spoken)


def _shaped(sentence: str, spoken: Interface) -> str:
    for shape, few, pattern in _shapes(spoken):
        found = pattern.fullmatch(sentence)
        if found:
            values = {place: counted_again(value) for place, value in found.groupdict().items()}
            if few and None in values.values():
                continue
            carried = {place: values[place] or value for place, value in found.groupdict().items()}
            return _put(spoken.catalogue.gettext(shape), carried)
    return sentence


def _put(shape: str, values: dict[str, str]) -> str:
    return _PLACE.sub(lambda place: values.get(f"v{place[1]}", ""), shape)


@lru_cache(maxsize=8)
def _shapes(spoken: Interface) -> list[tuple[str, bool, re.Pattern[str]]]:
    """The messages with places in them and whether they say little, the most words first: they are the surest."""
    known: dict[object, str] = getattr(spoken.catalogue, "_catalog", {})
    with_places = [message for message in known if isinstance(message, str) and _PLACE.search(message)]
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
