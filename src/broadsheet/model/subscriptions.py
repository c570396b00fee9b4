"""Subscriptions to hubs, which tell us when a source has something new (WebSub, a W3C Recommendation of 2018)."""

from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlsplit

ONCE_MISSED = 3  # useful pushes in a row that a hub which has missed something needs, to be relied on again


class Standing(StrEnum):
    """How far a subscription has come."""

    WANTED = "wanted"  # to be asked for
    ASKED = "asked"  # the hub has yet to verify it
    VERIFIED = "verified"
    DENIED = "denied"  # by the hub; asked for again after some days
    LEAVING = "leaving"  # to be ended: the hub has yet to verify that
    ENDED = "ended"  # kept for a while, so that a late push is told that it is gone


@dataclass(frozen=True, slots=True)
class Hub:
    """Whom a feed names to be asked: the hub's address, and the `topic`, the feed's own."""

    url: str
    topic: str


@dataclass(frozen=True, slots=True)
class Subscription:
    """What we asked one hub for, and what came of it. All times are seconds since 1970, UTC.

    `source_id`: None once the source is removed. `base`: the public address that the hub was told. `token`: the end of
    the address that it calls. `secret`: signs what it pushes; None where the way to the hub would betray it: then a
    push is only a hint to look. `added`: when the source named the hub. `asked`: since when an answer is awaited, or
    None. `tries`: how often we asked in vain.
    `expires`, `next_step`: when it ends, and when the jobs have to do something for it. `since`: when it was first
    verified. `heard`: when the hub last pushed. `useful`: pushes in a row that told of something new. `missed`: when a
    look last found what the hub had not told of, and `missing`, how much that was. `reason`: what went wrong last.
    """

    id: int
    source_id: int | None
    hub: Hub
    base: str
    token: str = field(repr=False)
    secret: str | None = field(repr=False)
    standing: Standing
    added: int
    asked: int | None = None
    tries: int = 0
    expires: int | None = None
    next_step: int | None = None
    since: int | None = None
    heard: int | None = None
    useful: int = 0
    missed: int | None = None
    missing: int = 0
    reason: str | None = None

    @property
    def callback(self) -> str:
        """The address of ours that the hub calls."""
        return f"{self.base}/websub/{self.token}"

    @property
    def host(self) -> str:
        """The hub's name, for people."""
        return urlsplit(self.hub.url).netloc

    @property
    def live(self) -> bool:
        """Whether what the hub sends is for us."""
        return self.source_id is not None and self.standing not in (Standing.LEAVING, Standing.ENDED)

    def verified(self, now: int) -> bool:
        """Whether the hub has promised to tell us, and the promise still holds."""
        return self.standing is Standing.VERIFIED and now < (self.expires or 0)

    def relied_on(self, now: int) -> bool:
        """Whether it tells us so well that the source need not be asked often."""
        return self.verified(now) and self.useful >= (1 if self.missed is None else ONCE_MISSED)


@dataclass(frozen=True, slots=True)
class Push:
    """What a hub sent, put aside until the jobs take it in. `type`: its Content-Type header."""

    id: int
    subscription: Subscription
    body: bytes
    type: str
    arrived: int
