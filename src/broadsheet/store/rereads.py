"""How far the reading of old pages has come, so that it goes on where it was stopped."""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select, update

from broadsheet.store.rows import short
from broadsheet.store.schema import articles, outlets, rereads


def after(conn: Connection, scope: str) -> int:
    """The number of the last article that was done, or 0."""
    return conn.execute(select(rereads.c.after).where(rereads.c.scope == short(scope))).scalar() or 0


def note(conn: Connection, scope: str, article_id: int) -> None:
    """The articles up to that number are done."""
    its = rereads.c.scope == short(scope)
    if conn.execute(update(rereads).where(its).values(after=article_id)).rowcount == 0:
        conn.execute(insert(rereads).values(scope=short(scope), after=article_id))


def finish(conn: Connection, scope: str) -> None:
    """All are done: the next time it begins anew."""
    conn.execute(delete(rereads).where(rereads.c.scope == short(scope)))


def next_ids(conn: Connection, after: int, host: str, since: int, limit: int) -> Sequence[int]:
    """The numbers of the next articles behind `after`, of the outlet of that host ("": all), that arrived since then
    (seconds since 1970, UTC)."""
    wanted = select(articles.c.id).where(articles.c.id > after, articles.c.arrived >= since)
    if host:
        wanted = wanted.join(outlets, outlets.c.id == articles.c.outlet_id).where(
            outlets.c.host.in_([host, f"www.{host}"])
        )
    return conn.execute(wanted.order_by(articles.c.id).limit(limit)).scalars().all()
