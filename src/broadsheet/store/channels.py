"""The channels: what each sends, and when its next issue is due."""

from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from broadsheet.model.channels import Channel, Count, Plan, Rhythm, Subject
from broadsheet.store.rows import AnyRow, plain
from broadsheet.store.schema.channels import channels, issues, joinings, mails, members


def add(conn: Connection, key: str, plan: Plan, now: int, next_issue: int) -> Channel:
    """A new channel. `key`: nobody else's."""
    values = {"key": key, "made": now, "next_issue": next_issue, **_columns(plan, now)}
    return _read(conn.execute(insert(channels).values(values).returning(channels)).one())


def get(conn: Connection, key: str) -> Channel | None:
    """The channel of that key, or None."""
    row = conn.execute(select(channels).where(channels.c.key == plain(key))).first()
    return _read(row) if row else None


def by_id(conn: Connection, channel_id: int) -> Channel | None:
    """The channel of that number, or None."""
    row = conn.execute(select(channels).where(channels.c.id == channel_id)).first()
    return _read(row) if row else None


def all(conn: Connection) -> list[Channel]:  # noqa: A001  read as channels.all(conn)
    """Every channel, in the order in which they were made."""
    return [_read(row) for row in conn.execute(select(channels).order_by(channels.c.id))]


def counts(conn: Connection) -> dict[int, Count]:
    """How many members each channel has, by its number; one without any is left out."""
    joined = dict(_pairs(conn, select(members.c.channel_id, func.count()).group_by(members.c.channel_id)))
    wanted = select(members.c.channel_id, func.count()).where(members.c.partners.is_not(None))
    partners = dict(_pairs(conn, wanted.group_by(members.c.channel_id)))
    copies = select(issues.c.channel_id, func.count()).join(mails, mails.c.issue_id == issues.c.id)
    waiting = dict(_pairs(conn, copies.group_by(issues.c.channel_id)))
    return {
        channel_id: Count(joined.get(channel_id, 0), waiting.get(channel_id, 0), partners.get(channel_id, 0))
        for channel_id in joined.keys() | waiting.keys()
    }


def change(conn: Connection, channel: Channel, plan: Plan, now: int, next_issue: int) -> None:
    """Another plan from now on. Where it is no longer by mail, what waits to be sent is dropped; where it has no more
    messages of partners, those that wait, and every consent to them."""
    values = _columns(plan, now)
    for name, old in (("by_mail", channel.plan.by_mail), ("partners", channel.plan.partners)):
        if old and values[name] is not None:
            del values[name]  # since when, stays
    conn.execute(update(channels).where(channels.c.id == channel.id).values(next_issue=next_issue, **values))
    own = select(issues.c.id).where(issues.c.channel_id == channel.id)
    if not plan.by_mail:
        conn.execute(delete(mails).where(mails.c.issue_id.in_(own)))
    if channel.plan.partners and not plan.partners:
        for table in (members, joinings):
            conn.execute(update(table).where(table.c.channel_id == channel.id).values(partners=None))
        conn.execute(delete(mails).where(mails.c.issue_id.in_(own.where(issues.c.message != ""))))


def remove(conn: Connection, channel_id: int) -> None:
    """Take a channel away, with its members, its issues and what waits to be sent."""
    conn.execute(delete(channels).where(channels.c.id == channel_id))


def due(conn: Connection, now: int) -> list[Channel]:
    """The channels whose next issue is due."""
    waiting = select(channels).where(channels.c.next_issue <= now).order_by(channels.c.next_issue, channels.c.id)
    return [_read(row) for row in conn.execute(waiting)]


def set_next(conn: Connection, channel_id: int, at: int) -> None:
    """When the next issue is due: seconds since 1970, UTC."""
    conn.execute(update(channels).where(channels.c.id == channel_id).values(next_issue=at))


def _columns(plan: Plan, now: int) -> dict[str, Any]:
    return {
        "name": plain(plan.name),
        "invitation": plain(plan.invitation),
        "subject": plan.subject.value,
        "about": plain(plan.about),
        "rhythm": plan.rhythm.value,
        "minute": plan.minute,
        "zone": plan.zone,
        "outlets": plan.outlets,
        "within": plan.within,
        "by_mail": now if plan.by_mail else None,
        "invite_link": plan.invite_link and plain(plan.invite_link),
        "partners": now if plan.partners else None,
    }


def _read(row: AnyRow) -> Channel:
    plan = Plan(
        name=row.name,
        invitation=row.invitation,
        subject=Subject(row.subject),
        about=row.about,
        rhythm=Rhythm(row.rhythm),
        minute=row.minute,
        zone=row.zone,
        outlets=row.outlets,
        within=row.within,
        by_mail=row.by_mail is not None,
        invite_link=row.invite_link,
        partners=row.partners is not None,
    )
    return Channel(row.id, row.key, plan, row.made, row.next_issue)


def _pairs(conn: Connection, counted: Any) -> list[tuple[int, int]]:
    return [(row[0], row[1]) for row in conn.execute(counted)]
