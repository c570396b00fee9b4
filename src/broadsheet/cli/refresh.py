"""`broadsheet refresh`: look at the sources now, with a progress bar.

The services are imported by the command itself: with them comes the database, which other commands do without.
"""

import asyncio
import sys
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from broadsheet.cli.house import Data, house
from broadsheet.config import Settings
from broadsheet.model.newsletters import Round
from broadsheet.model.readers import OPERATOR
from broadsheet.model.sources import Report

if TYPE_CHECKING:
    from broadsheet.service.context import Context

MOST = 20_000  # sources of one refresh; more are due at the next


def refresh(
    ctx: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help="Ask all sources now, due or not.")] = False,
    source: Annotated[int | None, typer.Option(metavar="ID", help="Ask this one now.", show_default=False)] = None,
    data: Data = None,
) -> None:
    """Ask the sources that are due for what is new."""
    from broadsheet.service import ingest, newsletters, sources, upkeep

    with house(ctx).open(Settings.read(data=data)) as context:
        if everything or source is not None:
            sources.check_now(context, OPERATOR, source)
        reports, (asked, whole) = asyncio.run(_refresh(context, source))
        mails = newsletters.look(context) if source is None else None
        ingest.gather(context)
        ingest.forget_old(context)
        upkeep.sweep(context)
    _tell(reports, asked, whole)
    if mails:
        _tell_of(mails)


async def _refresh(context: "Context", source: int | None) -> tuple[tuple[Report, ...], tuple[int, int]]:
    from broadsheet.service import ingest

    chosen = ingest.claim_due(context, MOST) if source is None else ingest.named(context, [source])
    try:
        async with context.client:
            with _Bar(len(chosen)) as bar:
                reports = await ingest.refresh_all(context, chosen, bar)
                return reports, await ingest.retry_due(context, bar)
    finally:  # Ctrl-C: the rest is due at once, for the next refresh
        ingest.release(context, chosen)


def _tell(reports: tuple[Report, ...], asked: int, whole: int) -> None:
    failed = [report for report in reports if report.fault]
    for report in failed[:20]:
        typer.echo(f"failed  {report.title}: {report.fault}", err=True)
    if len(failed) > 20:
        typer.echo(f"failed  and {len(failed) - 20} more: broadsheet sources shows them.", err=True)
    new, unchanged = sum(report.new for report in reports), sum(report.unchanged for report in reports)
    excerpts = sum(report.excerpts for report in reports)
    typer.echo(
        f"{_counted(len(reports), 'source')}: {_counted(new, 'new article')} ({_counted(excerpts, 'excerpt')}), "
        f"{unchanged} unchanged, {len(failed)} failed."
        + (f" {whole} of {asked} earlier excerpts came whole." if asked else "")
    )


def _tell_of(mails: Round) -> None:
    if mails.fault:
        typer.echo(f"failed  The mailbox of the newsletters: {mails.fault}", err=True)
    else:
        left = f", {mails.left} left for the next time" if mails.left else ""
        typer.echo(f"Mailbox: {_counted(mails.read, 'new mail')}, {_counted(mails.new, 'newsletter')}{left}.")


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


class _Bar:
    """The progress bar: sources, pages, new, failed. It is only drawn on a terminal."""

    def __init__(self, sources: int) -> None:
        columns = [
            TextColumn("sources"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[pages]} pages, {task.fields[new]} new, {task.fields[failed]} failed"),
            TimeElapsedColumn(),
        ]
        self._progress = Progress(*columns, console=Console(stderr=True), disable=not sys.stderr.isatty())
        self._task = self._progress.add_task("sources", total=sources, pages=0, new=0, failed=0)
        self._pages = self._new = self._failed = 0

    def __enter__(self) -> "_Bar":
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def page_read(self) -> None:
        self._pages += 1
        self._progress.update(self._task, pages=self._pages)

    def source_done(self, report: Report) -> None:
        self._new += report.new
        self._failed += report.fault is not None
        self._progress.update(self._task, advance=1, new=self._new, failed=self._failed)
