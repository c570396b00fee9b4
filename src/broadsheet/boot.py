"""Builds the one Context out of the settings."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from broadsheet import __version__
from broadsheet.config import Settings
from broadsheet.errors import BadSettings, NotFound
from broadsheet.fetch.agent import agent_name
from broadsheet.fetch.client import Client
from broadsheet.fetch.guest import Guest
from broadsheet.model.jobs import Job, Work
from broadsheet.picture.lab import Lab
from broadsheet.service.context import Context, Desk, Media
from broadsheet.service.familiarity import Familiarity, house_aliases
from broadsheet.store.database import Database
from broadsheet.store.hosts import Hosts
from broadsheet.store.media import Gallery, read_key
from broadsheet.store.shelf import Shelf

# Makes a desk, given what tells where the job engine keeps its tables: None where it never ran.
DeskMaker = Callable[[Callable[[], str | None]], Desk]


class _BareDesk:
    """Where nobody asked for a desk, no job can be seen."""

    def __init__(self, _: object) -> None:
        """Takes what a desk takes."""

    def work(self, _: int) -> Work:
        return Work()

    def retry(self, _: str) -> Job:
        raise NotFound("There is no such job.")

    cancel = retry


def now() -> int:
    """Seconds since 1970, UTC."""
    return int(time.time())


def _nobody_to_wake() -> None:
    """Without jobs in this process, the jobs' own ticks find what is due and what waits to be sent."""


@contextmanager
def open_context(
    settings: Settings,
    wake: Callable[[], None] = _nobody_to_wake,
    post: Callable[[], None] = _nobody_to_wake,
    make_desk: DeskMaker = _BareDesk,
    clock: Callable[[], int] = now,
) -> Iterator[Context]:
    """The Context, with the database migrated; closed at the end. `wake`, `post`, `clock` as in Context.

    Raises BadSettings where the data folder cannot be used, BadFile where the hashtag aliases cannot, StoreError where
    the database cannot.
    """
    prepare_folder(settings)
    house = house_aliases(settings)
    database, lab = Database(settings.database_address), Lab()
    try:
        database.migrate(settings.data / "backups", now())
        client = open_client(settings)
        yield Context(
            settings=settings,
            database=database,
            client=client,
            guest=Guest(client, Hosts(database), clock),
            shelf=Shelf(settings.data / "pages", settings.keep_pages_days, settings.keep_pages_mb),
            media=Media(
                read_key(settings.data / "media.key"), Gallery(settings.data / "media", settings.keep_media_mb), lab
            ),
            clock=clock,
            wake=wake,
            post=post,
            desk=make_desk(lambda: database.jobs_kept(settings.data)),
            familiar=Familiarity(database, clock, house),
        )
    finally:
        lab.close()
        database.close()


def open_client(settings: Settings) -> Client:
    """The guarded client: the only way to the outside."""
    return Client(
        agent=agent_name(__version__, settings.contact or settings.base_address or ""),
        proxy=settings.fetch_proxy,
        allow_private=settings.allow_private_addresses,
        concurrency=settings.fetch_concurrency,
        host_pause=settings.host_pause,
        clock=now,
    )


def prepare_folder(settings: Settings) -> None:
    """Make the data folder, for its owner alone. Raises BadSettings where it cannot be written."""
    folder = settings.data
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise BadSettings(f"The data folder {folder} cannot be made: {error.strerror}. {_choose()}") from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise BadSettings(f"The data folder {folder} cannot be written. {_choose()}")


def _choose() -> str:
    return "Choose another with --data FOLDER or BROADSHEET_DATA."
