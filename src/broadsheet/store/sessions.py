"""Where readers are signed in, and the one-time links that were given out."""

from sqlalchemy import Connection, delete, insert, select, update

from broadsheet.model.readers import Purpose, Role, Session, Ticket
from broadsheet.store.rows import AnyRow, number, plain
from broadsheet.store.schema.readers import sessions, tickets

LONGEST_AGENT = 200  # characters


def begin(conn: Connection, reader_id: int, digest: str, agent: str, now: int) -> None:
    """A reader signed in. `digest`: of the token that the browser has from now on."""
    values = {
        "reader_id": reader_id,
        "digest": digest,
        "began": now,
        "seen": now,
        "agent": plain(agent)[:LONGEST_AGENT],
    }
    conn.execute(insert(sessions).values(values))


def touch(conn: Connection, session_id: int, now: int) -> None:
    """A session was used."""
    conn.execute(update(sessions).where(sessions.c.id == session_id).values(seen=now))


def of_reader(conn: Connection, reader_id: int, since: int, here: str = "") -> list[Session]:
    """The sessions of a reader that were seen after `since`, last used first. `here`: the digest of the asking one."""
    found = select(sessions).where(sessions.c.reader_id == reader_id, sessions.c.seen > since)
    rows = conn.execute(found.order_by(sessions.c.seen.desc(), sessions.c.id.desc()))
    return [Session(row.id, row.began, row.seen, row.agent, row.digest == here) for row in rows]


def end(conn: Connection, digest: str) -> None:
    """One browser signs out."""
    conn.execute(delete(sessions).where(sessions.c.digest == digest))


def end_one(conn: Connection, reader_id: int, session_id: int) -> None:
    """A reader signs out another browser of his."""
    conn.execute(delete(sessions).where(sessions.c.reader_id == reader_id, sessions.c.id == number(session_id)))


def end_all(conn: Connection, reader_id: int, *, except_digest: str = "") -> None:
    """A reader signs out everywhere, or everywhere else."""
    conn.execute(delete(sessions).where(sessions.c.reader_id == reader_id, sessions.c.digest != except_digest))


def forget_old(conn: Connection, since: int, now: int) -> None:
    """Forget sessions that were not used after `since`, and links that have expired."""
    conn.execute(delete(sessions).where(sessions.c.seen <= since))
    conn.execute(delete(tickets).where(tickets.c.expires <= now))


def give_ticket(
    conn: Connection,
    purpose: Purpose,
    digest: str,
    *,
    role: Role | None = None,
    reader_id: int | None = None,
    note: str = "",
    now: int,
    expires: int,
) -> None:
    """Keep a one-time link by the digest of its token. A new recovery takes the place of an older one."""
    if purpose is Purpose.RECOVERY:
        conn.execute(delete(tickets).where(tickets.c.purpose == purpose.value, tickets.c.reader_id == reader_id))
    values = {
        "purpose": purpose.value,
        "digest": digest,
        "role": role and role.value,
        "reader_id": reader_id,
        "note": plain(note),
        "made": now,
        "expires": expires,
    }
    conn.execute(insert(tickets).values(values))


def ticket(conn: Connection, purpose: Purpose, digest: str, now: int) -> Ticket | None:
    """The one-time link of that digest, where it still works."""
    found = select(tickets).where(tickets.c.digest == digest, tickets.c.purpose == purpose.value)
    row = conn.execute(found.where(tickets.c.expires > now)).first()
    return _ticket(row) if row else None


def open_tickets(conn: Connection, purpose: Purpose, now: int) -> list[Ticket]:
    """The links of one purpose that still work, newest first."""
    found = select(tickets).where(tickets.c.purpose == purpose.value, tickets.c.expires > now)
    return [_ticket(row) for row in conn.execute(found.order_by(tickets.c.id.desc()))]


def use_ticket(conn: Connection, ticket_id: int) -> None:
    """A link was used, or taken back: it works no more."""
    conn.execute(delete(tickets).where(tickets.c.id == number(ticket_id)))


def _ticket(row: AnyRow) -> Ticket:
    role = Role(row.role) if row.role else None
    return Ticket(row.id, Purpose(row.purpose), role, row.reader_id, row.note, row.made, row.expires)
