"""Countries and continents under one key in every language: Deutschland, Allemagne and Германии are all Germany.

The names are the Unicode CLDR's, which Babel brings along; the key is that of the English name.
"""

import re
from functools import cache

from broadsheet.text.hashtags import key
from broadsheet.understand.vocabulary import Alias, listed

_CONTINENTS = listed("002 003 005 019 142 150 419")
_NOT = listed("EU EZ UN QO XA XB ZZ")
_ASIDE = re.compile(r" ?\(.*\)|^(?:SAR|RAS|SVR) | (?:SAR China|SAR)$")
# Languages that decline names: the country is found by its stem.
_DECLINED = listed("ru uk be pl cs sk sl hr sr lt lv et fi hu el ro")
_LEAST_STEM = 4  # letters
_LONGEST_ENDING = 3


@cache
def territories(language: str | None) -> dict[str, Alias]:
    """By key, as texts in `language` write them (English, where that is unknown): the key in English, and the name."""
    from babel import localedata  # with it comes 30 ms, which only the first article pays

    english = _names("en")
    own = _names(language) if language and localedata.exists(language) else english
    found: dict[str, Alias] = {}
    for code, name in own.items():
        if code in english and key(name):
            alias = Alias(key(english[code]), name)
            found[key(name)] = alias
            found.setdefault(key(name.replace("&", "and").replace("St.", "Saint")), alias)
    return found


def territory(its_key: str, language: str | None) -> Alias | None:
    """The country or continent of that key, declined or not."""
    found = territories(language).get(its_key)
    if found is None and language in _DECLINED and len(its_key) > _LEAST_STEM:
        stems = _stems(language)
        for ending in range(_LONGEST_ENDING + 1):
            found = stems.get(its_key[: len(its_key) - ending])
            if found:
                return found
    return found


def _names(language: str) -> dict[str, str]:
    from babel import localedata

    locale = localedata.load(language)
    return {
        code: _ASIDE.sub("", name)
        for code, name in locale["territories"].items()
        if (code in _CONTINENTS or not code.isdigit()) and code not in _NOT
    }


@cache
def _stems(language: str | None) -> dict[str, Alias | None]:
    """What a name begins with whatever its ending; None where two begin alike."""
    found: dict[str, Alias | None] = {}
    for its_key, alias in territories(language).items():
        for stem in {its_key, its_key[:-1], its_key[:-2]}:
            if len(stem) >= _LEAST_STEM:
                found[stem] = alias if found.get(stem, alias) == alias else None
    return found
