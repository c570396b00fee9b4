"""`broadsheet jobs`: what runs, waits and failed; try again, cancel, run them.

The services are imported by the commands that use them: with them comes the database, which other commands do without.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from broadsheet.cli import serve
from broadsheet.cli.house import AsJson, Data, house
from broadsheet.config import Settings
from broadsheet.model.jobs import Job, Schedule, Work, Worker
from broadsheet.model.readers import OPERATOR

if TYPE_CHECKING:
    from broadsheet.service.context import Context

JobId = Annotated[str, typer.Argument(metavar="ID", help="As `broadsheet jobs` shows it.")]
TIMES = ("asked", "began", "ended", "last", "next", "seen")

app = typer.Typer(help="The work behind the pages: what runs, waits, failed and why.")
app.command("run")(serve.jobs_run)


@app.callback(invoke_without_command=True)
def jobs(ctx: typer.Context, as_json: AsJson = False, data: Data = None) -> None:
    """Show what runs, what waits, what failed and why, and what was done lately."""
    if ctx.invoked_subcommand:
        return
    from broadsheet.service import jobs as service

    with house(ctx).open(Settings.read(data=data)) as context:
        work, now = service.work(context, OPERATOR), context.clock()
    if as_json:
        typer.echo(json.dumps(as_record(work), ensure_ascii=False, indent=1))
    else:
        _show(work, now)


@app.command()
def retry(ctx: typer.Context, job: JobId, data: Data = None) -> None:
    """Do a job again that failed or was cancelled."""
    from broadsheet.service import jobs as service

    with house(ctx).open(Settings.read(data=data)) as context:
        found = service.retry(context, OPERATOR, job)
        _tell_when(context)
    typer.echo(f"Waits for its turn again: {found.what}.")


@app.command()
def cancel(ctx: typer.Context, job: JobId, data: Data = None) -> None:
    """Give up a job that waits or runs. The sources of a look are due again within 15 minutes."""
    from broadsheet.service import jobs as service

    with house(ctx).open(Settings.read(data=data)) as context:
        typer.echo(f"Cancelled: {service.cancel(context, OPERATOR, job).what}.")


def as_record(work: Work) -> dict[str, object]:
    """All of it as JSON: times in ISO 8601."""
    parts = ("running", "waiting", "failed", "over", "schedules", "workers")
    return {part: [_record(row) for row in getattr(work, part)] for part in parts}


def _record(row: Job | Schedule | Worker) -> dict[str, object]:
    record = asdict(row)
    for name in TIMES:
        if record.get(name) is not None:
            record[name] = datetime.fromtimestamp(record[name]).astimezone().isoformat()
    return record


def _tell_when(context: "Context") -> None:
    from broadsheet.service import jobs as service

    if not service.work(context, OPERATOR).workers:
        typer.echo("No worker runs now. Start one: broadsheet up, or broadsheet jobs run.", err=True)


def _show(work: Work, now: int) -> None:
    console = Console()
    for title, jobs in (("Running", work.running), ("Waiting", work.waiting), ("Failed", work.failed)):
        console.print(f"[bold]{title}[/bold]  {len(jobs) or 'none'}")
        if jobs:
            console.print(_table(jobs, now))
    if work.over:
        console.print("[bold]Over lately[/bold]")
        console.print(_table(work.over, now, ids=False))
    for each in work.schedules:
        console.print(f"{datetime.fromtimestamp(each.next):%H:%M}  {each.what}", highlight=False)
    names = ", ".join(worker.name for worker in work.workers)
    console.print(f"Workers: {names or 'none. Start one: broadsheet up, or broadsheet jobs run.'}", highlight=False)


def _table(rows: Sequence[Job], now: int, *, ids: bool = True) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("since", "took", "worker"):
        table.add_column(name, no_wrap=True)
    table.add_column("tries", justify="right")
    table.add_column("job", overflow="fold")
    for job in rows:
        came = job.reason or job.result or ("Cancelled." if job.stage == "cancelled" else "")
        words = "\n".join(line for line in (job.what, came, job.id if ids or job.stage == "cancelled" else "") if line)
        since = f"{datetime.fromtimestamp(job.began or job.asked):%d %b %H:%M}"
        table.add_row(since, _took(job, now), job.worker or "", str(job.tries or ""), Text(words))
    return table


def _took(job: Job, now: int) -> str:
    if job.began is None:
        return ""
    seconds = max(0, (job.ended or now) - job.began)
    return f"{seconds} s" if seconds < 120 else f"{seconds // 60} min"
