"""What keeps the house in order: raw pages and pictures beyond their time and room go; is the database well?"""

from broadsheet.service.context import Context


def sweep(ctx: Context) -> None:
    """Drop raw pages that are older than the settings say, then the oldest until they fit their room; and the pictures
    that were not looked at for longest, until they fit theirs."""
    ctx.shelf.sweep(ctx.clock())
    ctx.media.gallery.sweep(ctx.clock())


def check(ctx: Context) -> None:
    """Whether the database answers. Raises StoreError or StoreBusy where it does not."""
    ctx.database.size()
