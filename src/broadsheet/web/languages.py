"""Languages as pages need them: which way they run, what they call themselves, which ones a reader prefers."""

import re

from broadsheet.text import languages
from broadsheet.text.languages import OWN_NAMES

# Accept-Language (RFC 9110, 12.5.4) is read this far and no further.
MOST_PREFERENCES = 20
_PREFERENCE = re.compile(r"([A-Za-z]{1,8})(?:-[A-Za-z0-9-]{1,40})?(?:;q=([01](?:\.\d{1,3})?))?")


def direction(language: str | None) -> str:
    """The `dir` of text in a language (BCP 47): "rtl", "ltr", or "auto" (the browser looks) where it is not known."""
    return languages.direction(language) if language else "auto"


def own_name(language: str) -> str:
    """What the speakers of a language call it; the code itself where that is not known."""
    return OWN_NAMES.get(language.split("-")[0].lower(), language)


def preferred(header: str) -> tuple[str, ...]:
    """The languages of an Accept-Language header, best first, without regions. Nonsense in it is passed over."""
    weights: dict[str, float] = {}
    for part in header[:1000].split(",")[:MOST_PREFERENCES]:
        found = _PREFERENCE.fullmatch(part.replace(" ", ""))
        if found:
            weights.setdefault(found[1].lower(), float(found[2] or 1))
    return tuple(sorted((language for language, weight in weights.items() if weight > 0), key=lambda x: -weights[x]))
