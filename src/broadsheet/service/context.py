"""What every service is given: the store, the guarded client, the clock and the settings (`boot` builds the one); and
what every service asks first: may this reader do that?"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Protocol

from broadsheet.config import Settings
from broadsheet.errors import Forbidden, NotSignedIn
from broadsheet.fetch.client import Client
from broadsheet.fetch.guest import Guest
from broadsheet.model.jobs import Job, Work
from broadsheet.model.media import Picture
from broadsheet.model.readers import Reader, Right
from broadsheet.model.rights import Policy
from broadsheet.picture.lab import Lab
from broadsheet.store.database import Database
from broadsheet.store.media import Gallery
from broadsheet.store.shelf import Shelf
from broadsheet.store.stories.gathering import State
from broadsheet.understand.copies import Copies
from broadsheet.understand.familiar import Familiar
from broadsheet.understand.stories.gathering import Gatherer

_REFUSALS = {
    Right.COLLECT: "The sources are for the owner and the editors.",
    Right.MODERATE: "Deciding on comments is for the owner and the editors.",
    Right.BROADCAST: "Channels are made by the owner and the editors.",
    Right.EDIT: "Stories are put together by the owner and the editors.",
    Right.INVITE: "Readers are invited by the owner.",
}


@dataclass(frozen=True, slots=True)
class Media:
    """What the outlets' pictures need: the `key` that signs their addresses, the `gallery` that keeps them, the `lab`
    that makes them smaller; the `flights` of those on their way here, by address, and the `turns` that bound those."""

    key: bytes
    gallery: Gallery
    lab: Lab
    flights: dict[str, asyncio.Future[Picture | None]] = field(default_factory=dict)
    turns: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(24))


@dataclass(slots=True)
class Memory:
    """The gatherer of stories, kept in this process from one gathering to the next while the database has not changed
    otherwise meanwhile (`state`); the index of `copies`, with the number of the last fingerprint in it (`printed`); and
    the `turn` of the one thread that gathers."""

    gatherer: Gatherer | None = None
    state: State | None = None
    copies: Copies | None = None
    printed: int = 0
    turn: Lock = field(default_factory=Lock)


class Desk(Protocol):
    """Where the books of the job engine lie open, whichever process runs the jobs."""

    def work(self, now: int) -> Work:
        """All jobs; of workers it knows nothing. `now`: seconds since 1970, UTC."""

    def retry(self, job_id: str) -> Job:
        """Do a job again that failed or was cancelled. Raises NotFound and BadInput."""

    def cancel(self, job_id: str) -> Job:
        """Give up a job that waits or runs. Raises NotFound and BadInput."""


@dataclass(frozen=True, slots=True)
class Context:
    """`guest` asks outlets with the manners of one, by way of `client`. `clock` gives seconds since 1970, UTC. `shelf`
    keeps raw pages for a while, `media` the pictures. `wake` asks the jobs to look at the sources that are due now,
    `post` to send the mails that wait, instead of at their next tick; where no jobs run in this process, both do
    nothing. `desk`: what the jobs are doing. `familiar`: the hashtags that articles here carry. `memory`: what the
    gathering of stories remembers."""

    settings: Settings
    database: Database
    client: Client
    guest: Guest
    shelf: Shelf
    media: Media
    clock: Callable[[], int]
    wake: Callable[[], None]
    post: Callable[[], None]
    desk: Desk
    familiar: Callable[[], Familiar]
    memory: Memory = field(default_factory=Memory)


def policy_for(ctx: Context, reader: Reader | None) -> Policy:
    """Which policy decides on the rights of articles for who is asking: a visitor is the public wherever."""
    return ctx.settings.policy if reader else Policy.PUBLIC


def demand(ctx: Context, reader: Reader | None, right: Right) -> Reader | None:
    """Gives the reader back where he may; `None` is a visitor. Raises NotSignedIn or Forbidden where he may not."""
    if reader is None:
        if right is Right.SKIM and ctx.settings.anonymous_reading:
            return None
        raise NotSignedIn("That is for the readers of this Broadsheet. Sign in first.")
    if not reader.may(right):
        raise Forbidden(_REFUSALS.get(right, "That is not for every reader."))
    return reader


def demand_reader(ctx: Context, reader: Reader | None, right: Right) -> Reader:
    """The same where a visitor never may."""
    found = demand(ctx, reader, right)
    if found is None:
        raise NotSignedIn("That is for the readers of this Broadsheet. Sign in first.")
    return found
