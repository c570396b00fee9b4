"""Names of places that everybody knows, in the language of the article: countries, continents, and the cities that time
zones are named after. They are the Unicode CLDR's, which Babel brings along."""

from collections.abc import Iterator
from functools import cache

from broadsheet.text.hashtags import key
from broadsheet.text.words import fold
from broadsheet.understand.facts.evidence import phrases
from broadsheet.understand.vocabulary import aliases

_WORLD = "001"
# Names of zones that are more often something else.
_NOT_PLACES = frozenset(
    {"center", "west", "north", "south", "east", "central", "pacific", "easter", "reunion", "guest"}
)


@cache
def places(language: str | None) -> frozenset[str]:
    """The keys of places (`text.hashtags.key`), as texts in `language` write them; English where that is unknown."""
    from babel import localedata  # with it comes 30 ms, which only the first article pays

    found = set(_english_cities())
    for tag in dict.fromkeys((language or "en", "en")):
        if localedata.exists(tag):
            found |= set(_named(localedata.load(tag)))
    countries = {alias.key for its_key, alias in aliases(language).items() if its_key in found}
    spellings = {its_key for its_key, alias in aliases(language).items() if alias.key in countries}
    found |= {key(region) for region in phrases("regions")}
    return frozenset(one for one in found | spellings if len(one) > 1) - _NOT_PLACES - {"eu", "un"}


def _named(locale: object) -> Iterator[str]:
    """The keys of a locale's countries and cities."""
    territories, zones = locale["territories"], locale.get("time_zones", {})  # type: ignore[index, attr-defined]
    yield from (key(name) for code, name in territories.items() if not code.startswith((_WORLD, "EU", "EZ", "UN")))
    yield from (key(zone["city"]) for zone in zones.values() if "city" in zone)


def _english_cities() -> Iterator[str]:
    """Cities as the zones' own names have them: "America/New_York"."""
    from babel.core import get_global

    for zone in get_global("zone_territories"):
        area, slash, city = str(zone).rpartition("/")
        if slash and not area.startswith("Etc"):
            yield key(city.replace("_", " "))


@cache
def unspaced_places(language: str | None) -> tuple[str, ...]:
    """The names of places as written, longest first: to look for in scripts without spaces."""
    from babel import localedata

    if language is None or not localedata.exists(language):
        return ()
    locale = localedata.load(language)
    cities = [zone["city"] for zone in locale.get("time_zones", {}).values() if "city" in zone]
    named = {name for code, name in locale["territories"].items() if not code.startswith((_WORLD, "EU", "EZ", "UN"))}
    return tuple(sorted((name for name in {*named, *cities} if len(fold(name)) > 1), key=lambda name: -len(name)))
