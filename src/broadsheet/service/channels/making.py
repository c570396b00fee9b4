"""Making, changing and removing channels."""

import re
import secrets

from broadsheet.errors import BadInput, NotFound
from broadsheet.model.channels import Channel, Plan, Rhythm
from broadsheet.model.readers import Reader, Right
from broadsheet.service.context import Context, demand_reader
from broadsheet.store import channels
from broadsheet.store.database import Connection
from broadsheet.text import zones
from broadsheet.text.words import fold

MOST = 100  # channels: a breaking one costs a look each minute
LONGEST_SLUG = 40  # characters


def make(ctx: Context, reader: Reader | None, plan: Plan) -> Channel:
    """A new channel. Raises BadInput where there are too many."""
    demand_reader(ctx, reader, Right.BROADCAST)
    now = ctx.clock()
    with ctx.database.write() as conn:
        if len(channels.all(conn)) >= MOST:
            raise BadInput(f"There are {MOST} channels already. Remove one first.")
        return channels.add(conn, _key(plan.name), plan, now, _next(plan, now))


def change(ctx: Context, reader: Reader | None, key: str, plan: Plan) -> None:
    """Another plan for a channel; its address, its members and its issues stay. Raises NotFound."""
    demand_reader(ctx, reader, Right.BROADCAST)
    now = ctx.clock()
    with ctx.database.write() as conn:
        channels.change(conn, _known(conn, key), plan, now, _next(plan, now))


def remove(ctx: Context, reader: Reader | None, key: str) -> None:
    """Take a channel away with its members, its issues and what waits to be sent. Raises NotFound."""
    demand_reader(ctx, reader, Right.BROADCAST)
    with ctx.database.write() as conn:
        channels.remove(conn, _known(conn, key).id)


def _known(conn: Connection, key: str) -> Channel:
    found = channels.get(conn, key)
    if found is None:
        raise NotFound("There is no such channel here. It may have been removed.")
    return found


def _next(plan: Plan, now: int) -> int:
    """When the first issue is due: a breaking channel looks each minute."""
    return now if plan.rhythm is Rhythm.BREAKING else zones.following(plan.minute, plan.zone, now)


def _key(name: str) -> str:
    """Readable, and with 40 random bits: its page is for whoever was given the address."""
    slug = "-".join(re.findall("[a-z0-9]+", fold(name)))[:LONGEST_SLUG].strip("-")
    return f"{slug or 'channel'}-{secrets.token_hex(5)}"
