"""What lists of feeds hold that programs give each other: OPML, or one address a line."""

from dataclasses import dataclass

from broadsheet.model.page_sources import Selectors


@dataclass(frozen=True, slots=True)
class Outline:
    """One feed of such a list. `url`: absolute. `folder`: "News / Local" for a folder within another, or None.
    `selectors`: how it is read where it is no feed but a page."""

    url: str
    title: str = ""
    home_url: str = ""
    folder: str | None = None
    selectors: Selectors | None = None
