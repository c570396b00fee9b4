"""`broadsheet up`, `web`, `jobs run`, `demo`: what runs until it is stopped."""

import typer

from broadsheet.cli.house import Data, Host, Port, house
from broadsheet.config import Settings


def up(ctx: typer.Context, data: Data = None, host: Host = None, port: Port = None) -> None:
    """Run Broadsheet: the pages and the jobs, in one process."""
    house(ctx).up(Settings.read(data=data, host=host, port=port), typer.echo)


def web(ctx: typer.Context, data: Data = None, host: Host = None, port: Port = None) -> None:
    """Run the pages alone; the jobs run elsewhere."""
    house(ctx).web(Settings.read(data=data, host=host, port=port), typer.echo)


def jobs_run(ctx: typer.Context, data: Data = None) -> None:
    """Run the jobs alone; the pages are elsewhere."""
    house(ctx).jobs(Settings.read(data=data), typer.echo)


def demo(ctx: typer.Context, host: Host = None, port: Port = None) -> None:
    """Show a living paper without the internet: invented outlets on this machine, read for real."""
    house(ctx).demo(Settings.read(host=host, port=port), typer.echo)
