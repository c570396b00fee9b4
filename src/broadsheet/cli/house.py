"""What the commands are handed: doors into the house that `__main__` has opened. The command line builds nothing."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from broadsheet.config import Settings
from broadsheet.model.pages import Page

if TYPE_CHECKING:
    from broadsheet.service.context import Context  # with it comes the database, which not every command needs

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class House:
    """`open`: the Context for some settings. `fetch`: one page by the guarded client, without a data folder.
    `up`, `web`, `jobs`, `demo`: run until stopped."""

    open: Callable[[Settings], "AbstractContextManager[Context]"]
    fetch: Callable[[str], Page]
    up: Callable[[Settings, Tell], None]
    web: Callable[[Settings, Tell], None]
    jobs: Callable[[Settings, Tell], None]
    demo: Callable[[Settings, Tell], None]


Data = Annotated[
    Path | None, typer.Option("--data", help="The data folder (BROADSHEET_DATA).", show_default=False, metavar="FOLDER")
]
Host = Annotated[str | None, typer.Option("--host", help="The address to listen on.", show_default=False)]
Port = Annotated[int | None, typer.Option("--port", help="The port to listen on.", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def house(ctx: typer.Context) -> House:
    """The doors that this run was given."""
    found = ctx.obj
    assert isinstance(found, House)
    return found
