"""What the archive knows of hashtags, for the articles that come in."""

from collections.abc import Callable, Mapping

from broadsheet.config import Settings
from broadsheet.store import hashtags
from broadsheet.store.database import Database
from broadsheet.understand.familiar import Familiar
from broadsheet.understand.house_aliases import read_aliases
from broadsheet.understand.vocabulary import Alias

FRESH = 60  # seconds that what was read is used: one query for all the articles that come in meanwhile
FILE = "hashtags.txt"  # in the data folder


class Familiarity:
    """The hashtags of the archive, read again when they are a minute old."""

    def __init__(self, database: Database, clock: Callable[[], int], house: Mapping[str, Alias]) -> None:
        self.database, self.clock, self.house = database, clock, house
        self.read: tuple[int, Familiar] | None = None

    def __call__(self) -> Familiar:
        """The hashtags as they were at most a minute ago."""
        now = self.clock()
        if self.read is None or not 0 <= now - self.read[0] < FRESH:
            familiar = Familiar(self.house)
            with self.database.read() as conn:
                for tag, articles in hashtags.familiar(conn):
                    familiar.note(tag, articles)
            self.read = now, familiar
        return self.read[1]


def house_aliases(settings: Settings) -> dict[str, Alias]:
    """The operator's own spellings. Raises BadFile where the file has a mistake, or a named one is not there."""
    path = settings.hashtag_aliases or settings.data / FILE
    return {} if settings.hashtag_aliases is None and not path.exists() else read_aliases(path)
