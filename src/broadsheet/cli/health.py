"""`broadsheet sources --ailing` and `broadsheet find`: what is wrong with the sources, and a feed looked for again.

The services are imported by the commands that use them: with them comes the database, which other commands do without.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer
from rich.console import Console
from rich.table import Table

from broadsheet.cli.house import Data, house
from broadsheet.config import Settings
from broadsheet.model.health import Ailment, Checkup, Discovery, Remedy, Severity
from broadsheet.model.readers import OPERATOR

if TYPE_CHECKING:
    from broadsheet.service.context import Context

T = TypeVar("T")
COMMANDS = {
    Remedy.CHECK: "broadsheet refresh --source {}",
    Remedy.FIND: "broadsheet find {}",
    Remedy.REMOVE: "broadsheet remove {}",
}


def show(checkup: Checkup, *, as_json: bool) -> None:
    """Print what is wrong. Ends with exit code 1 where less comes than should; notices alone are no failure."""
    if as_json:
        typer.echo(json.dumps([as_record(ailment) for ailment in checkup.ailments], ensure_ascii=False, indent=1))
    elif checkup.ailments:
        Console().print(_table(checkup))
    else:
        typer.echo("Every source is well.")
    if checkup.offline:
        typer.echo("More than half of all sources cannot be reached: is this machine connected?", err=True)
    if checkup.set_aside and not as_json:
        typer.echo(f"{checkup.set_aside} more were set aside; the Sources page shows them again.", err=True)
    if any(ailment.severity > Severity.NOTICE for ailment in checkup.ailments):
        raise typer.Exit(1)


def find(
    ctx: typer.Context,
    source_id: Annotated[int, typer.Argument(metavar="ID", help="As `broadsheet sources` shows it.")],
    take: Annotated[bool, typer.Option("--take", help="Read the source there from now on.")] = False,
    data: Data = None,
) -> None:
    """Look for a source's feed again, from the home page of its outlet."""
    from broadsheet.service import health as service

    with house(ctx).open(Settings.read(data=data)) as context:
        found = _in_a_loop(context, lambda: service.look_for_feed(context, OPERATOR, source_id))
        _tell(found)
        if take and not found.same:
            _in_a_loop(context, lambda: service.take_over(context, OPERATOR, source_id, found.url))
            typer.echo("The source is read there from now on. Its articles stay.")


def as_record(ailment: Ailment) -> dict[str, object]:
    """One ailment as JSON: times in ISO 8601."""
    source = ailment.source
    return {
        "id": source.id,
        "title": source.title,
        "url": source.url,
        "ailment": ailment.trouble.value,
        "severity": ailment.severity.name.lower(),
        "since": datetime.fromtimestamp(ailment.since).astimezone().isoformat(),
        "observed": ailment.observed,
        "suggestion": ailment.suggestion,
        "commands": commands(ailment),
    }


def commands(ailment: Ailment) -> list[str]:
    """What helps, as commands, the best first."""
    return [COMMANDS[remedy].format(ailment.source.id) for remedy in ailment.remedies]


def _tell(found: Discovery) -> None:
    if found.fault:
        typer.echo(f"No other feed was found. {found.fault}", err=True)
        raise typer.Exit(1)
    typer.echo(f"found   {found.title}  {found.url}  ({found.entries} entries)")
    if found.same:
        typer.echo(f"That is its address already: {COMMANDS[Remedy.CHECK].format(found.source.id)}")
    elif found.taken:
        typer.echo(f"{found.taken.title} reads it already: {COMMANDS[Remedy.REMOVE].format(found.source.id)}", err=True)
        raise typer.Exit(1)
    else:
        typer.echo(f"To read the source there: {COMMANDS[Remedy.FIND].format(found.source.id)} --take")


def _in_a_loop(context: "Context", work: Callable[[], Awaitable[T]]) -> T:
    async def run() -> T:
        async with context.client:
            return await work()

    return asyncio.run(run())


def _table(checkup: Checkup) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("id", no_wrap=True)
    table.add_column("source", overflow="fold", min_width=14)
    table.add_column("ailment", no_wrap=True)
    table.add_column("since", no_wrap=True)
    table.add_column("what was seen, and what to do", overflow="fold")
    for ailment in checkup.ailments:
        since = f"{datetime.fromtimestamp(ailment.since):%d %b %Y}"
        best = "".join(f"\n{command}" for command in commands(ailment)[:1])
        words = f"{ailment.observed} {ailment.suggestion}{best}"
        table.add_row(str(ailment.source.id), ailment.source.title, ailment.trouble.value, since, words)
    return table
