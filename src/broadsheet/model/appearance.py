"""How the paper looks to one reader."""

from dataclasses import dataclass
from enum import StrEnum


class Ground(StrEnum):
    """What the words stand on; SYSTEM: as the reader's device has it, light or dark."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    SEPIA = "sepia"


class TextSize(StrEnum):
    """How large everything is written."""

    SMALL = "small"
    PLAIN = "plain"
    LARGE = "large"
    HUGE = "huge"


class Measure(StrEnum):
    """How wide the column of an article is."""

    NARROW = "narrow"
    PLAIN = "plain"
    WIDE = "wide"


class View(StrEnum):
    """What is shown of each article in a list."""

    CARDS = "cards"  # picture, headline, excerpt, hashtags
    LIST = "list"  # no pictures, two lines of the excerpt
    HEADLINES = "headlines"  # one line each


@dataclass(frozen=True, slots=True)
class Appearance:
    """What a reader chose, or what everybody sees."""

    ground: Ground = Ground.SYSTEM
    size: TextSize = TextSize.PLAIN
    measure: Measure = Measure.PLAIN
    view: View = View.CARDS


PLAIN = Appearance()
