"""What every service is given: the store, the guarded client, the clock and the settings. `boot` builds the one."""

from collections.abc import Callable
from dataclasses import dataclass

from broadsheet.config import Settings
from broadsheet.fetch.client import Client
from broadsheet.store.database import Database
from broadsheet.store.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Context:
    """`clock` gives seconds since 1970, UTC. `shelf` keeps raw pages for a while. `wake` asks the jobs to look at the
    sources that are due now instead of at their next tick; where no jobs run in this process, it does nothing."""

    settings: Settings
    database: Database
    client: Client
    shelf: Shelf
    clock: Callable[[], int]
    wake: Callable[[], None]
