"""What is remembered of outlets' sites: to look at, and to forget."""

from broadsheet.errors import NotFound
from broadsheet.model.readers import Reader, Right
from broadsheet.model.sites import Block, Site
from broadsheet.service.context import Context, demand
from broadsheet.store import sites
from broadsheet.text import urls


def listing(ctx: Context, reader: Reader | None) -> tuple[Site, ...]:
    """The sites that something is remembered of, by name."""
    demand(ctx, reader, Right.COLLECT)
    with ctx.database.read() as conn:
        return tuple(sites.all(conn))


def furniture(ctx: Context, reader: Reader | None, address: str) -> tuple[Site, tuple[Block, ...]]:
    """What is known for the furniture of a site, most often seen first. `address`: its host, or any address of it.
    Raises NotFound."""
    demand(ctx, reader, Right.COLLECT)
    host = _host(address)
    with ctx.database.read() as conn:
        known = next((site for site in sites.all(conn) if site.host == host), None)
        blocks = tuple(sites.blocks(conn, host))
    if known is None:
        raise NotFound(_unknown(host))
    return known, blocks


def reset(ctx: Context, reader: Reader | None, address: str) -> str:
    """Forget all of a site, and give its host. Raises NotFound."""
    demand(ctx, reader, Right.COLLECT)
    host = _host(address)
    with ctx.database.write() as conn:
        if not sites.reset(conn, host):
            raise NotFound(_unknown(host))
    return host


def _host(address: str) -> str:
    return urls.site(address if "://" in address else f"http://{address}") or address


def _unknown(host: str) -> str:
    return f"Nothing is remembered of {host}. See: broadsheet sites"
