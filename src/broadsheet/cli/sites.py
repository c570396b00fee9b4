"""`broadsheet sites` and `broadsheet reread`: what is remembered of outlets' pages, and old pages read again with it.

The services are imported by the commands that use them: with them comes the database, which other commands do without.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from broadsheet.cli.house import AsJson, Data, house
from broadsheet.config import Settings
from broadsheet.errors import BadInput
from broadsheet.model.readers import OPERATOR
from broadsheet.model.sites import Block, Reread, Site


def sites(
    ctx: typer.Context,
    host: Annotated[str, typer.Argument(metavar="HOST", help="One site: what was learned of it.")] = "",
    reset: Annotated[bool, typer.Option("--reset", help="Forget what was learned of HOST.")] = False,
    as_json: AsJson = False,
    data: Data = None,
) -> None:
    """Show what recurs on the pages of each outlet's site, and is left out of its articles."""
    from broadsheet.service import sites as service

    if reset and not host:
        raise BadInput("Which site is to be forgotten? Write: broadsheet sites HOST --reset")
    with house(ctx).open(Settings.read(data=data)) as context:
        if reset:
            forgotten = service.reset(context, OPERATOR, host)
            typer.echo(f"All that was remembered of {forgotten} is forgotten. It is learned anew with its next pages.")
        elif host:
            _show_one(*service.furniture(context, OPERATOR, host), as_json=as_json)
        else:
            _show_all(service.listing(context, OPERATOR), as_json=as_json)


def reread(
    ctx: typer.Context,
    outlet: Annotated[str, typer.Option("--outlet", metavar="HOST", help="Only of this outlet.")] = "",
    since: Annotated[int, typer.Option("--since", metavar="DAYS", min=0, help="Only of the last days.")] = 0,
    data: Data = None,
) -> None:
    """Read the kept pages again, with what is known of their sites by now. Stopped, it goes on where it was."""
    from broadsheet.service import ingest

    with house(ctx).open(Settings.read(data=data)) as context:
        done = ingest.reread(context, OPERATOR, outlet.lower().removeprefix("www."), since, _tell)
    if done.after:
        typer.echo(f"It went on behind article {done.after}, where it had been stopped.")
    pages = "1 kept page" if done.read == 1 else f"{done.read} kept pages"
    better = {0: "no article is another now", 1: "1 article is better now"}
    doubtful = f", {done.left} left as they were, since their pages say less" if done.left else ""
    typer.echo(f"{pages} read again: {better.get(done.changed, f'{done.changed} articles are better now')}{doubtful}.")


def _tell(so_far: Reread) -> None:
    typer.echo(f"{so_far.read} read, {so_far.changed} better", err=True)


def _show_all(known: Sequence[Site], *, as_json: bool) -> None:
    if as_json:
        rows = [{"host": one.host, "pages": one.pages, "blocks": one.blocks, "last": _iso(one.last)} for one in known]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    if not known:
        typer.echo("Nothing is remembered yet. It comes with the articles: broadsheet refresh")
        return
    table = _table(("site", "pages remembered", "blocks known", "last page"))
    for one in known:
        table.add_row(one.host, str(one.pages), str(one.blocks), _day(one.last))
    Console().print(table)


def _show_one(site: Site, blocks: Sequence[Block], *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps([_as_record(block) for block in blocks], ensure_ascii=False, indent=1))
        return
    typer.echo(
        f"{site.host}: the last {site.pages} pages are remembered, {site.blocks} blocks are known for furniture."
    )
    if not blocks:
        return
    table = _table(("left out of", "begins", "place", "since", "last", "because"))
    for block in blocks:
        times = (_day(block.since), _day(block.last))
        table.add_row(f"{block.pages} pages", block.words, block.where, *times, block.because)
    Console().print(table)


def _as_record(block: Block) -> dict[str, object]:
    """One block as JSON: times in ISO 8601."""
    return {
        "words": block.words,
        "place": block.where,
        "pages": block.pages,
        "since": _iso(block.since),
        "last": _iso(block.last),
        "because": block.because,
    }


def _table(columns: Sequence[str]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _iso(at: int) -> str:
    return datetime.fromtimestamp(at).astimezone().isoformat()


def _day(at: int) -> str:
    return f"{datetime.fromtimestamp(at):%d %b %Y}"
