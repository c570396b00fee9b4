"""What comes from the outside: a page, or the news that it has not changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from broadsheet.model.rights import Said


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave us to ask "has it changed?" with (RFC 9110, 8.8). `of`: the address that it was said of, where
    redirects led to another one than was asked for."""

    etag: str | None = None
    last_modified: str | None = None
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One fetched document, decompressed, not yet decoded.

    `url`: the address asked for. `final_url`: where redirects led. `moved_to`: the address that every redirect up to
    it was permanent (301, 308) for, or None. `charset`: as the Content-Type header names it. `headers`: names in lower
    case. `fetched`: seconds since 1970, UTC. `fresh`: seconds that the server says it stays right, or None.
    `said`: what its host says of its rights beside it, in robots.txt and tdmrep.json.
    """

    url: str
    final_url: str
    body: bytes
    content_type: str = ""
    charset: str | None = None
    fetched: int = 0
    validators: Validators = Validators()
    moved_to: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    fresh: int | None = None
    said: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class NotModified:
    """The server says that what we have is still right (304). `moved_to` and `fresh` as in Page."""

    url: str
    validators: Validators = Validators()
    headers: Mapping[str, str] = field(default_factory=dict)
    moved_to: str | None = None
    fresh: int | None = None
