"""What an article is about."""

from dataclasses import dataclass
from enum import StrEnum


class HashtagType(StrEnum):
    """What a hashtag stands for."""

    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    EVENT = "event"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True)
class Hashtag:
    """A canonical topic, person, place or organisation.

    `key`: what makes two spellings one hashtag, and its address ("vladimirputin"). `name`: as people write it
    ("Vladimir Putin"). `label` is how a page shows it ("#VladimirPutin"). `type`: None where nothing tells.
    """

    key: str
    name: str
    label: str
    type: HashtagType | None = None


@dataclass(frozen=True, slots=True)
class Insight:
    """What `understand` finds in one article. `hashtags`: best first. `language`: BCP 47, or None where unsure."""

    language: str | None
    hashtags: tuple[Hashtag, ...]
