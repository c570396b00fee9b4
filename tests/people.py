"""Readers, and an article that they talk about."""

from broadsheet.model.readers import Reader, Role
from broadsheet.service.context import Context
from broadsheet.store import readers
from tests.store.samples import WHOLE, add_source, keep


def add_reader(ctx: Context, name: str, role: Role = Role.READER) -> Reader:
    """An account without a password."""
    with ctx.database.write() as conn:
        return readers.add(conn, name=name, role=role, password="", email=None, now=ctx.clock())


def add_article(ctx: Context) -> int:
    """The number of an article of the Herald, "The dam holds"."""
    with ctx.database.write() as conn:
        return keep(conn, add_source(conn, "herald.example", ctx.clock()), WHOLE, ctx.clock()).id
