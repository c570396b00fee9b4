"""The languages that the interface speaks, and their catalogues: the .po files of the package, read when first wanted.

No step compiles them: what translators edit is what runs (GNU gettext's format).
"""

from dataclasses import dataclass
from functools import cache
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from broadsheet.text import languages

FOLDER = Path(__file__).parents[1] / "locales"
DOMAIN = "broadsheet"
SOURCE = "en"  # what the code and the templates are written in; needs no catalogue


@dataclass(frozen=True, slots=True)
class Interface:
    """A language that pages speak. `code`: BCP 47. `locale`: its dates, numbers and names (CLDR)."""

    code: str
    locale: Locale
    catalogue: NullTranslations

    @property
    def direction(self) -> str:
        """Which way it runs: "rtl" or "ltr"."""
        return languages.direction(self.code)


def place_of(code: str) -> Path:
    """Where the catalogue of a language is."""
    return FOLDER / code / "LC_MESSAGES" / f"{DOMAIN}.po"


@cache
def offered() -> tuple[str, ...]:
    """The languages to choose from: English, then each that has a catalogue."""
    return (SOURCE, *sorted(path.parents[1].name for path in FOLDER.glob(f"*/LC_MESSAGES/{DOMAIN}.po")))


@cache
def interface(code: str) -> Interface:
    """The interface in a language that is offered; reading its catalogue takes a tenth of a second, once."""
    if code == SOURCE:
        # British, as our English is: the day stands before the month.
        return Interface(SOURCE, Locale("en", "GB"), NullTranslations())
    with place_of(code).open("rb") as file:
        catalogue = read_po(file, locale=code)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Interface(code, Locale.parse(code, sep="-"), Translations(compiled, domain=DOMAIN))
