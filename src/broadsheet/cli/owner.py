"""`broadsheet owner`: makes the owner, or lets one back in who forgot the password."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from broadsheet.cli.house import Data, house
from broadsheet.config import Settings
from broadsheet.errors import BadInput
from broadsheet.model.readers import Reader

if TYPE_CHECKING:
    from broadsheet.service.context import Context


def owner(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The owner's name.", show_default=False)] = "",
    email: Annotated[str, typer.Option("--email", help="An address for password recovery.", show_default=False)] = "",
    reset: Annotated[bool, typer.Option("--reset", help="Set a new password for the owner.")] = False,
    data: Data = None,
) -> None:
    """Make the owner; with --reset, set the owner's password anew. Asks for it, or reads a line of standard input."""
    from broadsheet.service import readers, sessions

    with house(ctx).open(Settings.read(data=data)) as context:
        if reset:
            found = _chosen(context, name)
            sessions.reset_owner(context, found, _password(found.name))
            typer.echo(f"{found.name} has a new password, and is signed out everywhere.")
            return
        if readers.has_owner(context):
            names = ", ".join(reader.name for reader in readers.owners(context))
            raise BadInput(f"This Broadsheet belongs to {names} already. For a new password: broadsheet owner --reset")
        if not name:
            raise BadInput("Say who the owner is: broadsheet owner NAME")
        made = readers.create_owner(context, name, _password(name), email)
        typer.echo(f"{made.name} owns this Broadsheet now, and can sign in.")


def _chosen(context: "Context", name: str) -> Reader:
    """The owner of that name, or the only one."""
    from broadsheet.service import readers

    owners = readers.owners(context)
    named = [reader for reader in owners if not name or reader.name.casefold() == name.strip().casefold()]
    if not owners:
        raise BadInput("There is no owner yet. Make one: broadsheet owner NAME")
    if len(named) != 1:
        raise BadInput(f"Say which owner: {', '.join(reader.name for reader in owners)}.")
    return named[0]


def _password(name: str) -> str:
    if sys.stdin.isatty():
        typed: str = typer.prompt(f"Password for {name}", hide_input=True, confirmation_prompt=True)
        return typed
    return sys.stdin.readline().rstrip("\r\n")
