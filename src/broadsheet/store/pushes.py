"""What hubs pushed, put aside until the jobs take it in: packed, and as text, for both databases."""

import zlib
from base64 import b64decode, b64encode

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from broadsheet.model.subscriptions import Push
from broadsheet.store import subscriptions
from broadsheet.store.rows import plain
from broadsheet.store.schema.subscriptions import pushes

MOST_WAITING = 20  # of one subscription; what comes then is not kept
LONGEST_TYPE = 200  # characters


def pack(body: bytes) -> str:
    """A body as it is kept. Apart from `add`, so that nobody waits for it in a transaction."""
    return b64encode(zlib.compress(body, 6)).decode()


def add(conn: Connection, subscription_id: int, packed: str, type_: str, now: int) -> bool:
    """Put one aside; gives whether there was room for it."""
    own = pushes.c.subscription_id == subscription_id
    if (conn.execute(select(func.count()).where(own)).scalar() or 0) >= MOST_WAITING:
        return False
    values = {"subscription_id": subscription_id, "arrived": now, "type": plain(type_)[:LONGEST_TYPE], "body": packed}
    conn.execute(insert(pushes).values(values))
    return True


def any_free(conn: Connection, now: int) -> bool:
    """Whether there is anything to claim."""
    return conn.execute(select(pushes.c.id).where(_free(now)).limit(1)).first() is not None


def claim(conn: Connection, now: int, until: int, limit: int) -> list[int]:
    """The numbers of those that nobody takes in yet, oldest first; left alone by others up to `until`."""
    free = select(pushes.c.id).where(_free(now)).order_by(pushes.c.id)
    ids = list(conn.execute(free.limit(limit)).scalars())
    conn.execute(update(pushes).where(pushes.c.id.in_(ids)).values(held_until=until))
    return ids


def release(conn: Connection, push_id: int) -> None:
    """Let others take in what was claimed."""
    conn.execute(update(pushes).where(pushes.c.id == push_id).values(held_until=None))


def get(conn: Connection, push_id: int) -> Push | None:
    """One, with its subscription; None where it is gone."""
    row = conn.execute(select(pushes).where(pushes.c.id == push_id)).first()
    subscription = subscriptions.get(conn, row.subscription_id) if row else None
    if row is None or subscription is None:
        return None
    return Push(row.id, subscription, zlib.decompress(b64decode(row.body)), row.type, row.arrived)


def remove(conn: Connection, push_id: int) -> None:
    """It is taken in."""
    conn.execute(delete(pushes).where(pushes.c.id == push_id))


def waiting(conn: Connection, subscription_id: int) -> bool:
    """Whether something of this subscription is not yet taken in."""
    return conn.execute(select(pushes.c.id).where(pushes.c.subscription_id == subscription_id)).first() is not None


def _free(now: int) -> ColumnElement[bool]:
    return pushes.c.held_until.is_(None) | (pushes.c.held_until <= now)
