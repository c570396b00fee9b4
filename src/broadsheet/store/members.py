"""Who joined a channel, and who asked to. The only tables with the addresses of members: what is given out of here is
a number, a count or a mail that is being sent, never a list of addresses."""

from dataclasses import dataclass, field

from sqlalchemy import Connection, delete, insert, select, update

from broadsheet.store.rows import AnyRow
from broadsheet.store.schema.channels import issues, joinings, mails, members

MOST_FAILURES = 5  # mails in a row that an address refuses for good before its membership ends


@dataclass(frozen=True, slots=True)
class Member:
    """A membership. `partners`: whether messages of partners are welcome."""

    id: int
    channel_id: int
    leave_key: str = field(repr=False)
    partners: bool


@dataclass(frozen=True, slots=True)
class Joining:
    """Somebody asked to join and has not said yes by mail."""

    id: int
    channel_id: int
    email: str = field(repr=False)
    partners: bool


def ask(conn: Connection, channel_id: int, email: str, *, digest: str, partners: bool, now: int, expires: int) -> None:
    """Keep that somebody asked to join; an earlier asking of the same address counts no more."""
    same = (joinings.c.channel_id == channel_id, joinings.c.email == email)
    conn.execute(delete(joinings).where(*same))
    values = {"channel_id": channel_id, "email": email, "digest": digest, "partners": now if partners else None}
    conn.execute(insert(joinings).values(expires=expires, **values))


def asked(conn: Connection, digest: str, now: int) -> Joining | None:
    """The asking that this token confirms, or None where there is none any more."""
    found = select(joinings).where(joinings.c.digest == digest, joinings.c.expires > now)
    row = conn.execute(found).first()
    return Joining(row.id, row.channel_id, row.email, row.partners is not None) if row else None


def join(conn: Connection, joining: Joining, leave_key: str, now: int) -> None:
    """Make a member out of who asked. Who is one already stays one, and may have said yes to partners now."""
    conn.execute(delete(joinings).where(joinings.c.id == joining.id))
    known = find(conn, joining.channel_id, joining.email)
    partners = now if joining.partners else None
    if known is None:
        values = {"channel_id": joining.channel_id, "email": joining.email, "joined": now, "leave_key": leave_key}
        conn.execute(insert(members).values(partners=partners, failures=0, **values))
    elif joining.partners and not known.partners:
        conn.execute(update(members).where(members.c.id == known.id).values(partners=partners))


def find(conn: Connection, channel_id: int, email: str) -> Member | None:
    """The member of a channel who has that address, or None. For the mail that such a person is sent; no answer to
    anybody may depend on it."""
    return _one(conn, members.c.channel_id == channel_id, members.c.email == email)


def by_leave_key(conn: Connection, leave_key: str) -> Member | None:
    """The membership that this key ends, or None."""
    return _one(conn, members.c.leave_key == leave_key)


def leave(conn: Connection, member: Member) -> None:
    """End a membership: the row goes, and with it the mails that wait."""
    conn.execute(delete(members).where(members.c.id == member.id))


def stop_partners(conn: Connection, member: Member) -> None:
    """No more messages of partners, also not those that wait."""
    conn.execute(update(members).where(members.c.id == member.id).values(partners=None))
    messages = select(issues.c.id).where(issues.c.message != "", issues.c.channel_id == member.channel_id)
    conn.execute(delete(mails).where(mails.c.member_id == member.id, mails.c.issue_id.in_(messages)))


def reached(conn: Connection, member_id: int) -> None:
    """A mail was taken: earlier refusals no longer count."""
    taken = update(members).where(members.c.id == member_id, members.c.failures > 0)
    conn.execute(taken.values(failures=0))


def refused(conn: Connection, member_id: int) -> None:
    """The address refused a mail for good; the fifth time in a row, the membership ends."""
    conn.execute(update(members).where(members.c.id == member_id).values(failures=members.c.failures + 1))
    conn.execute(delete(members).where(members.c.id == member_id, members.c.failures >= MOST_FAILURES))


def forget_old(conn: Connection, now: int) -> None:
    """Forget who asked to join and never said yes."""
    conn.execute(delete(joinings).where(joinings.c.expires <= now))


def _one(conn: Connection, *where: object) -> Member | None:
    row: AnyRow | None = conn.execute(select(members).where(*where)).first()  # type: ignore[arg-type]
    return Member(row.id, row.channel_id, row.leave_key, row.partners is not None) if row else None
