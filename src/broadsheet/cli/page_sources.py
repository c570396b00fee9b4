"""`broadsheet preview`: what a page without a feed would bring as a source; and how `broadsheet add --page` adds it."""

import asyncio
import json
from typing import TYPE_CHECKING, Annotated

import typer

from broadsheet.cli.house import AsJson, Data, house
from broadsheet.config import Settings
from broadsheet.errors import BadInput
from broadsheet.model.listings import Listing
from broadsheet.model.page_sources import Preview, Proposal, Selectors
from broadsheet.model.readers import OPERATOR
from broadsheet.model.sources import Addition

if TYPE_CHECKING:
    from broadsheet.service.context import Context

MOST_SHOWN = 8  # headlines of each proposal

Item = Annotated[str, typer.Option("--item", help="CSS: the part of the page that is one article.", metavar="CSS")]
Link = Annotated[str, typer.Option("--link", help="CSS: its link, within it.", metavar="CSS")]
Title = Annotated[str, typer.Option("--title", help="CSS: its headline.", metavar="CSS")]
Date = Annotated[str, typer.Option("--date", help="CSS: its date.", metavar="CSS")]
Summary = Annotated[str, typer.Option("--summary", help="CSS: its summary.", metavar="CSS")]
Image = Annotated[str, typer.Option("--image", help="CSS: its picture.", metavar="CSS")]


def preview(
    ctx: typer.Context,
    address: Annotated[str, typer.Argument(metavar="URL", help="A page that lists articles.")],
    item: Item = "",
    link: Link = "",
    title: Title = "",
    date: Date = "",
    summary: Summary = "",
    image: Image = "",
    as_json: AsJson = False,
    data: Data = None,
) -> None:
    """Show what a page without a feed would bring as a source: by your selectors, or by those that it suggests."""
    selectors = given(item, link, title, date, summary, image)
    with house(ctx).open(Settings.read(data=data)) as context:
        seen = asyncio.run(_preview(context, address, selectors))
    if as_json:
        typer.echo(json.dumps(_record(seen), ensure_ascii=False, indent=1))
    else:
        _print(seen, address)
    if seen.faults or not (seen.shown or seen.proposals):
        raise typer.Exit(1)


def given(*texts: str) -> Selectors | None:
    """The selectors in the order of their fields; None where all are empty."""
    return Selectors(*(text.strip() for text in texts)) if any(text.strip() for text in texts) else None


async def add_page(
    context: "Context", addresses: list[str], selectors: Selectors | None, folder: str | None
) -> tuple[Addition, ...]:
    """Add one page as a source. Raises BadInput where it is not one."""
    from broadsheet.service.ingest import page_sources as service

    if len(addresses) != 1:
        raise BadInput("Give one address with --page: each page has selectors of its own.")
    async with context.client:
        return (await service.add(context, OPERATOR, addresses[0], selectors, folder),)


async def _preview(context: "Context", address: str, selectors: Selectors | None) -> Preview:
    from broadsheet.service.ingest import page_sources as service

    async with context.client:
        return await service.preview(context, OPERATOR, address, selectors)


def _print(seen: Preview, address: str) -> None:
    for name, fault in seen.faults:
        typer.echo(f"--{name}: {fault}", err=True)
    if seen.selectors is not None:
        if seen.shown is not None:
            _print_listing("By your selectors", seen.shown)
        return
    for number, one in enumerate(seen.proposals, 1):
        _print_listing(f"Proposal {number}: {one.because} Confidence {one.confidence:.0%}", one.listing)
        typer.echo("  " + _options(one.selectors))
    if seen.proposals:
        typer.echo(
            f"\nbroadsheet add --page {address} takes the first; or give its selectors with --item and the others."
        )
    else:
        typer.echo("No links repeat on this page in a way that looks like a list of articles.", err=True)


def _print_listing(head: str, listing: Listing) -> None:
    typer.echo(f"\n{head}")
    for entry in listing.entries[:MOST_SHOWN]:
        when = entry.published.iso[:16].replace("T", " ") if entry.published else "no date"
        typer.echo(f"  {when:16}  {entry.title or '(no headline)'}\n{'':20}{entry.url}")
    if len(listing.entries) > MOST_SHOWN:
        typer.echo(f"{'':20}and {len(listing.entries) - MOST_SHOWN} more")
    elif not listing.entries:
        typer.echo("  nothing: these selectors find no links on the page")


def _options(selectors: Selectors) -> str:
    """The selectors as the options of a command, ready to be copied into a shell."""
    return " ".join(f"--{name} '{text}'" for name, text in selectors.items() if text)


def _record(seen: Preview) -> dict[str, object]:
    return {
        "url": seen.url,
        "title": seen.title,
        "faults": dict(seen.faults),
        "selectors": dict(seen.selectors.items()) if seen.selectors else None,
        "articles": _articles(seen.shown) if seen.shown else None,
        "proposals": [_proposal(one) for one in seen.proposals],
    }


def _proposal(one: Proposal) -> dict[str, object]:
    return {
        "selectors": dict(one.selectors.items()),
        "confidence": one.confidence,
        "because": one.because,
        "articles": _articles(one.listing),
    }


def _articles(listing: Listing) -> list[dict[str, str | None]]:
    return [
        {"url": entry.url, "title": entry.title, "published": entry.published.iso if entry.published else None}
        for entry in listing.entries
    ]
