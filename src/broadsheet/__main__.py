"""The command `broadsheet`: opens the doors of the house, hands them to the commands, says errors in one line.

What a command needs is imported when its door is opened: `broadsheet extract` does without the database, the web and
the engine, and so starts in a third of the time.
"""

import asyncio
import os
import sys
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from broadsheet.cli.app import app
from broadsheet.cli.house import House, Tell
from broadsheet.config import Settings
from broadsheet.errors import BadInput, BroadsheetError, StoreError
from broadsheet.model.pages import Page

if TYPE_CHECKING:
    from broadsheet.service.context import Context

WRONG_USE, FAILED = 2, 1


def main() -> None:
    """Run one command. Exit code 2: something the person can mend; 1: something failed."""
    try:
        app(obj=House(open_, fetch, up, web, jobs, demo))
    except BroadsheetError as error:
        sys.stderr.write(f"broadsheet: {error.reason}\n")
        sys.exit(WRONG_USE if isinstance(error, BadInput | StoreError) else FAILED)
    except BrokenPipeError:  # `broadsheet export | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(FAILED)


def open_(settings: Settings) -> "AbstractContextManager[Context]":
    """The Context, for a command."""
    from broadsheet.boot import open_context
    from broadsheet.jobs.desk import Desk

    return open_context(settings, make_desk=Desk)


def fetch(url: str) -> Page:
    """One page by the guarded client, as the settings say."""
    from broadsheet.boot import open_client

    async def one() -> Page:
        async with open_client(Settings.read()) as client:
            return await client.get(url)

    return asyncio.run(one())


def up(settings: Settings, tell: Tell) -> None:
    """Web and jobs in one process."""
    from broadsheet import serve

    serve.up(settings, tell)


def web(settings: Settings, tell: Tell) -> None:
    """The pages alone."""
    from broadsheet import serve

    serve.web(settings, tell)


def jobs(settings: Settings, tell: Tell) -> None:
    """The jobs alone."""
    from broadsheet import serve

    serve.jobs(settings, tell)


def demo(settings: Settings, tell: Tell) -> None:
    """The invented outlets, read for real."""
    from broadsheet import serve

    serve.demo(settings, tell)


if __name__ == "__main__":
    main()
