"""All commands. `docs/commands.md` is checked against them."""

import typer

from broadsheet import __version__
from broadsheet.cli import (
    digest,
    extract,
    group,
    health,
    jobs,
    newsletters,
    owner,
    page_sources,
    refresh,
    related,
    serve,
    sites,
    sources,
    stories,
    tag,
)

app = typer.Typer(
    name="broadsheet",
    help="Reads every outlet you follow and turns them into one clean, searchable front page that you own.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback(invoke_without_command=True)
def version(
    show: bool = typer.Option(False, "--version", help="Print the version.", is_eager=True),
) -> None:
    """Reads every outlet you follow and turns them into one clean, searchable front page that you own."""
    if show:
        typer.echo(f"broadsheet {__version__}")
        raise typer.Exit


app.command()(serve.up)
app.command()(serve.web)
app.command()(serve.demo)
app.add_typer(jobs.app, name="jobs")
app.command()(owner.owner)
app.command()(sources.add)
app.command()(page_sources.preview)
app.command(name="import")(sources.import_)
app.command()(sources.export)
app.command()(sources.sources)
app.command()(sources.remove)
app.command()(health.find)
app.command()(refresh.refresh)
app.command()(stories.stories)
app.command()(newsletters.newsletters)
app.command()(sites.sites)
app.command()(sites.reread)
app.command()(extract.extract)
app.command()(digest.summarize)
app.command()(digest.quotes)
app.command()(tag.tag)
app.command()(group.group)
app.command()(related.related)
