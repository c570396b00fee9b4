"""What an article is about."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hashtag:
    """A canonical topic, person, place or organisation.

    `key`: what makes two spellings one hashtag, and its address ("vladimirputin"). `name`: as people write it
    ("Vladimir Putin"). `label` is how a page shows it ("#VladimirPutin").
    """

    key: str
    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Insight:
    """What `understand` finds in one article. `hashtags`: best first. `language`: BCP 47, or None where unsure."""

    language: str | None
    hashtags: tuple[Hashtag, ...]
