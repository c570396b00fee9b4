"""Looking again at the page of a whole article, because its feed says that it changed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heard:
    """What a source said of an entry before, and the article that it is. `headline`: a digest of its title, `modified`:
    when the source says that it changed; both None where nothing was written down yet. `dated`, `modified`: seconds
    since 1970, UTC. `looks`: second looks so far. `waiting`: its page is due to be asked for already. `whole`: its
    full text is here, from a page."""

    key: str
    article_id: int
    headline: str | None
    modified: int | None
    dated: int
    looks: int
    waiting: bool
    whole: bool


@dataclass(frozen=True, slots=True)
class Word:
    """What a source says of an entry now; with the key alone, nothing that is written down."""

    key: str
    headline: str | None = None
    modified: int | None = None


@dataclass(frozen=True, slots=True)
class Again:
    """An article's page is worth a second look, at that time (seconds since 1970, UTC), for that reason."""

    article_id: int
    at: int
    reason: str
