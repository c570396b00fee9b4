"""The sentences of services, which speak English, in the language of the page.

A service says what is wrong as a whole sentence (`errors.py`), and some of these are kept with an article for years. So
a sentence is known again here by its shape: the catalogue has "A name has 1 to {0} characters and no @.", and what
stands in the place of {0} is carried over. `gather.py` finds the shapes in the code.
"""

import re
from functools import lru_cache

from broadsheet.web.interface.catalogues import Interface
from broadsheet.web.interface.counting import counted_again
from broadsheet.web.interface.current import current

_PLACE = re.compile(r"\{(\d+)\}")
_DEEPEST = 3  # values within values: "last report {0} ago" of "5 hours"


def said(sentence: str) -> str:
    """The sentence in the language of the page; as it is where the catalogue does not know it."""
    return _said(str(sentence), current(), 0)


def _said(sentence: str, spoken: Interface, depth: int) -> str:
    if not sentence or depth > _DEEPEST:
        return sentence
    whole = spoken.catalogue.gettext(sentence)
    if whole != sentence:
        return whole
    again = counted_again(sentence)
    if again is not None:
        return again
    for shape, pattern in _shapes(spoken):
        found = pattern.fullmatch(sentence)
        if found:
            values = {place: _said(value, spoken, depth + 1) for place, value in found.groupdict().items()}
            return _PLACE.sub(lambda place: values.get(f"v{place[1]}", ""), spoken.catalogue.gettext(shape))
    return sentence


@lru_cache(maxsize=8)
def _shapes(spoken: Interface) -> list[tuple[str, re.Pattern[str]]]:
    """The messages with places in them, the most words first: the more a shape says, the surer it is."""
    known: dict[object, str] = getattr(spoken.catalogue, "_catalog", {})
    with_places = [message for message in known if isinstance(message, str) and _PLACE.search(message)]
    with_places.sort(key=lambda message: -len(_PLACE.sub("", message)))
    return [(message, _pattern(message)) for message in with_places]


def _pattern(shape: str) -> re.Pattern[str]:
    parts = _PLACE.split(shape)  # text, number, text, number, …, text
    seen: set[str] = set()
    made = [re.escape(parts[0])]
    for number, text in zip(parts[1::2], parts[2::2], strict=True):
        made.append(f"(?P=v{number})" if number in seen else f"(?P<v{number}>.*?)")
        seen.add(number)
        made.append(re.escape(text))
    return re.compile("".join(made), re.DOTALL)
