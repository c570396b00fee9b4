"""Subscriptions to hubs. What happens to one is decided in collect/subscribing; here it is kept.

Read, decide and keep in one writing transaction: then neither the pages nor the jobs undo what the other wrote.
"""

from sqlalchemy import Connection, delete, insert, select, update

from broadsheet.model.subscriptions import Hub, Standing, Subscription
from broadsheet.store.rows import AnyRow, plain
from broadsheet.store.schema.subscriptions import subscriptions

_OVER = (Standing.LEAVING.value, Standing.ENDED.value)


def add(conn: Connection, subscription: Subscription) -> Subscription:
    """Write a new one down; its number is given by the database, whatever it says."""
    conn.execute(insert(subscriptions).values(_columns(subscription)))
    return _read(conn.execute(_ALL.where(subscriptions.c.token == subscription.token)).one())


def get(conn: Connection, subscription_id: int) -> Subscription | None:
    """The subscription of that number, or None."""
    row = conn.execute(_ALL.where(subscriptions.c.id == subscription_id)).first()
    return _read(row) if row else None


def by_token(conn: Connection, token: str) -> Subscription | None:
    """The one whose hub calls the address with this token, or None."""
    row = conn.execute(_ALL.where(subscriptions.c.token == plain(token))).first()
    return _read(row) if row else None


def of_source(conn: Connection, source_id: int) -> Subscription | None:
    """The one that a source has now, or None."""
    own = _ALL.where(subscriptions.c.source_id == source_id, subscriptions.c.standing.not_in(_OVER))
    row = conn.execute(own.order_by(subscriptions.c.id.desc()).limit(1)).first()
    return _read(row) if row else None


def of_sources(conn: Connection) -> dict[int, Subscription]:
    """The ones that sources have now, by the number of the source."""
    own = _ALL.where(subscriptions.c.source_id.is_not(None), subscriptions.c.standing.not_in(_OVER))
    return {row.source_id: _read(row) for row in conn.execute(own.order_by(subscriptions.c.id))}


def claim(conn: Connection, now: int, until: int, limit: int) -> list[Subscription]:
    """Those for which something is to be done, longest overdue first, left alone by others up to `until`; those whose
    source was removed are always among them."""
    c = subscriptions.c
    due = _ALL.where((c.next_step <= now) | (c.source_id.is_(None) & c.standing.not_in(_OVER)))
    found = [_read(row) for row in conn.execute(due.order_by(c.next_step, c.id).limit(limit))]
    ids = [one.id for one in found]
    conn.execute(update(subscriptions).where(c.id.in_(ids)).values(next_step=until))
    return found


def elsewhere(conn: Connection, base: str) -> list[Subscription]:
    """Those whose hub was told another public address than `base`."""
    c = subscriptions.c
    told = _ALL.where(c.base != base, c.source_id.is_not(None), c.standing.not_in(_OVER))
    return [_read(row) for row in conn.execute(told.order_by(c.id))]


def keep(conn: Connection, subscription: Subscription) -> None:
    """Write down what has become of it. One whose source is removed meanwhile keeps none."""
    values = _columns(subscription)
    del values["source_id"]
    conn.execute(update(subscriptions).where(subscriptions.c.id == subscription.id).values(values))


def forget(conn: Connection, subscription_id: int) -> None:
    """Delete one that ended long ago, with what it pushed."""
    conn.execute(delete(subscriptions).where(subscriptions.c.id == subscription_id))


def _columns(subscription: Subscription) -> dict[str, int | str | None]:
    one = subscription
    return {
        "source_id": one.source_id,
        "hub": plain(one.hub.url),
        "topic": plain(one.hub.topic),
        "base": one.base,
        "token": one.token,
        "secret": one.secret,
        "standing": one.standing.value,
        "added": one.added,
        "asked": one.asked,
        "tries": one.tries,
        "expires": one.expires,
        "next_step": one.next_step,
        "since": one.since,
        "heard": one.heard,
        "useful": one.useful,
        "missed": one.missed,
        "missing": one.missing,
        "reason": one.reason and plain(one.reason),
    }


def _read(row: AnyRow) -> Subscription:
    values = row._asdict()
    values |= {"hub": Hub(values["hub"], values.pop("topic")), "standing": Standing(values["standing"])}
    return Subscription(**values)


_ALL = select(subscriptions)  # built once: it runs at every look
