"""What is remembered of the sitemaps that an index of sitemaps names."""

from dataclasses import dataclass, field

from broadsheet.model.pages import Validators


@dataclass(frozen=True, slots=True)
class ChildState:
    """What a look at one of them found. `changed`: what the index said then; `read`: when it was asked last; `news`:
    since when it is known to hold news, or None. All are seconds since 1970, UTC."""

    url: str
    changed: int | None
    read: int
    validators: Validators = field(default_factory=Validators)
    news: int | None = None
