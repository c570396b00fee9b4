"""`broadsheet newsletters`: try the mailbox, and say what is in it, without keeping anything."""

import json
from dataclasses import asdict

import typer
from rich.console import Console
from rich.table import Table

from broadsheet.cli.house import AsJson, Data, house
from broadsheet.config import Settings
from broadsheet.model.newsletters import Survey
from broadsheet.model.readers import OPERATOR

MOST_FOLDERS = 30


def newsletters(ctx: typer.Context, as_json: AsJson = False, data: Data = None) -> None:
    """Try the mailbox of the setting newsletters: its folders, its mails, and whose are newsletters."""
    from broadsheet.service import newsletters as service

    with house(ctx).open(Settings.read(data=data)) as context:
        found = service.survey(context, OPERATOR)
    if as_json:
        typer.echo(json.dumps(asdict(found), ensure_ascii=False, indent=1))
        return
    typer.echo(f"{found.place} can be read. It holds {found.mails} mails, {found.recent} of the last 30 days.")
    typer.echo(f"Folders: {', '.join(found.folders[:MOST_FOLDERS])}{' …' if found.folders[MOST_FOLDERS:] else ''}")
    if found.senders:
        Console().print(_table(found))
    typer.echo("Nothing was kept, and nothing in the mailbox was changed.")


def _table(found: Survey) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("sender", overflow="fold", min_width=16)
    table.add_column("address", overflow="fold")
    table.add_column("mails", justify="right", no_wrap=True)
    table.add_column("taken", overflow="fold")
    for sight in found.senders:
        table.add_row(sight.name, sight.address, str(sight.mails), sight.because or "yes")
    return table
