"""What keeps the house small: raw pages beyond their time and room are dropped."""

from broadsheet.service.context import Context


def sweep(ctx: Context) -> None:
    """Drop raw pages that are older than the settings say, then the oldest until they fit their room."""
    ctx.shelf.sweep(ctx.clock())
