"""`broadsheet add`, `import`, `export`, `sources`, `remove`: the addresses that are collected from.

The services are imported by the commands that use them: with them comes the database, which other commands do without.
"""

import asyncio
import json
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from broadsheet.cli import health, page_sources
from broadsheet.cli.house import AsJson, Data, house
from broadsheet.config import Settings
from broadsheet.errors import BadFile
from broadsheet.model.readers import OPERATOR
from broadsheet.model.sources import Addition, Source

if TYPE_CHECKING:
    from broadsheet.service.context import Context

Folder = Annotated[str | None, typer.Option("--folder", help="The folder to put them in.", show_default=False)]


def add(
    ctx: typer.Context,
    addresses: Annotated[list[str], typer.Argument(metavar="URL...", help="Feeds, home pages or sitemaps.")],
    folder: Folder = None,
    page: Annotated[bool, typer.Option("--page", help="Follow the page itself, which has no feed.")] = False,
    item: page_sources.Item = "",
    link: page_sources.Link = "",
    title: page_sources.Title = "",
    date: page_sources.Date = "",
    summary: page_sources.Summary = "",
    image: page_sources.Image = "",
    data: Data = None,
) -> None:
    """Add sources: a feed, a home page whose feed is found, a sitemap, or with --page a page that has none of these."""
    selectors = page_sources.given(item, link, title, date, summary, image)
    with house(ctx).open(Settings.read(data=data)) as context:
        if page or selectors:
            additions = asyncio.run(page_sources.add_page(context, addresses, selectors, folder))
        else:
            additions = asyncio.run(_add(context, addresses, folder))
    _tell(additions)
    if any(addition.fault for addition in additions):
        raise typer.Exit(1)


async def _add(context: "Context", addresses: Sequence[str], folder: str | None) -> tuple[Addition, ...]:
    from broadsheet.service import sources as service

    async with context.client:
        return await service.add(context, OPERATOR, addresses, folder)


def import_(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="OPML, or one address a line; - reads standard input.")],
    data: Data = None,
) -> None:
    """Import sources from an OPML file of another reader."""
    from broadsheet.service import sources as service

    content = _read(file)
    with house(ctx).open(Settings.read(data=data)) as context:
        additions = asyncio.run(service.import_file(context, OPERATOR, content))
    known = sum(addition.known for addition in additions)
    typer.echo(f"{len(additions) - known} sources added, {known} were here already.")


def export(ctx: typer.Context, data: Data = None) -> None:
    """Print all sources as OPML."""
    from broadsheet.service import sources as service

    with house(ctx).open(Settings.read(data=data)) as context:
        sys.stdout.buffer.write(service.export(context, OPERATOR))


def sources(
    ctx: typer.Context,
    ailing: Annotated[bool, typer.Option("--ailing", help="What is wrong, and what helps; exit code 1 if so.")] = False,
    as_json: AsJson = False,
    data: Data = None,
) -> None:
    """List the sources: last and next look, articles, state and reason."""
    from broadsheet.service import health as healths
    from broadsheet.service import sources as service

    with house(ctx).open(Settings.read(data=data)) as context:
        if ailing:
            health.show(healths.report(context, OPERATOR), as_json=as_json)
            return
        rows = service.listing(context, OPERATOR)
    if as_json:
        typer.echo(json.dumps([as_record(source) for source in rows], ensure_ascii=False, indent=1))
    elif not rows:
        typer.echo("No sources yet. Add one: broadsheet add example.org")
    else:
        Console().print(_table(rows))


def remove(
    ctx: typer.Context,
    source_id: Annotated[int, typer.Argument(metavar="ID", help="As `broadsheet sources` shows it.")],
    data: Data = None,
) -> None:
    """Stop collecting from a source. Its articles stay."""
    from broadsheet.service import sources as service

    with house(ctx).open(Settings.read(data=data)) as context:
        typer.echo(f"Removed {service.remove(context, OPERATOR, source_id).title}. Its articles stay.")


def as_record(source: Source) -> dict[str, object]:
    """One source as JSON: times in ISO 8601."""
    return {
        "id": source.id,
        "title": source.title,
        "outlet": source.outlet.name,
        "url": source.url,
        "folder": source.folder,
        "state": source.state.value,
        "reason": source.reason,
        "last_check": _iso(source.checked),
        "next_check": _iso(source.next_look),
        "next_check_because": source.look_because,
        "failures": source.failures,
        "way": source.way.value,
        "selectors": dict(source.selectors.items()) if source.selectors else None,
        "articles": source.articles,
    }


def _tell(additions: Sequence[Addition]) -> None:
    for addition in additions:
        if addition.fault:
            hint = f" See: broadsheet preview {addition.page}" if addition.page else ""
            typer.echo(f"failed   {addition.address}: {addition.fault}{hint}", err=True)
        elif addition.source:
            word = "known   " if addition.known else "added   "
            typer.echo(f"{word} {addition.source.title}  {addition.source.url}")
    if any(addition.source and not addition.known for addition in additions):
        typer.echo("Their articles come with the next refresh: broadsheet refresh, or a running broadsheet up.")


def _read(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise BadFile(f"{file} cannot be read: {error.strerror}.") from None


def _table(rows: Sequence[Source]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("id", no_wrap=True)
    table.add_column("source", overflow="fold", min_width=16)
    table.add_column("folder", overflow="fold")
    table.add_column("last check", no_wrap=True)
    table.add_column("next check", no_wrap=True)
    table.add_column("articles", justify="right", no_wrap=True)
    table.add_column("state", no_wrap=True)
    table.add_column("reason", overflow="fold")
    for source in rows:
        times = [_local(source.checked), _local(source.next_look)]
        table.add_row(
            str(source.id),
            source.title,
            source.folder or "",
            *times,
            str(source.articles),
            source.state.value,
            source.reason or "",
        )
    return table


def _iso(at: int | None) -> str | None:
    return datetime.fromtimestamp(at).astimezone().isoformat() if at is not None else None


def _local(at: int | None) -> str:
    return f"{datetime.fromtimestamp(at):%d %b %H:%M}" if at is not None else ""
