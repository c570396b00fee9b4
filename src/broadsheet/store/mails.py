"""Mails that wait to be sent. A row is gone once its mail was: nothing here tells who was sent what.

A batch is claimed by moving its `next_try`: who claimed it and was killed lets the rest be due again. A mail is counted
and its row deleted in one transaction, so that a kill can double only the one that was being sent.
"""

from sqlalchemy import Connection, delete, func, insert, select, update

from broadsheet.model.channels import Copy, Letter
from broadsheet.store import issues, members
from broadsheet.store.rows import plain
from broadsheet.store.schema.channels import issues as issues_table
from broadsheet.store.schema.channels import mails
from broadsheet.store.schema.channels import members as members_table

# Seconds until the next try after each failure: two days in all, and then the mail is given up (RFC 5321, 4.5.4.1,
# asks for half an hour between tries, and some days; the first are shorter for servers that greylist).
PAUSES = (60, 300, 900, 3600, 2 * 3600, 4 * 3600, 8 * 3600, 16 * 3600, 16 * 3600)


def add_letter(conn: Connection, recipient: str, subject: str, text: str, now: int) -> None:
    """A mail with its own words to one recipient, due at once."""
    values = {"recipient": recipient, "subject": plain(subject), "text": plain(text), "tries": 0, "next_try": now}
    conn.execute(insert(mails).values(values))


def claim(conn: Connection, now: int, until: int, limit: int) -> list[int]:
    """The numbers of mails that are due, letters first; left alone by others up to `until`. Seconds since 1970, UTC."""
    due = select(mails.c.id).where(mails.c.next_try <= now)
    ids = list(conn.execute(due.order_by(mails.c.issue_id.is_not(None), mails.c.id).limit(limit)).scalars())
    conn.execute(update(mails).where(mails.c.id.in_(ids)).values(next_try=until))
    return ids


def release(conn: Connection, ids: list[int], now: int) -> None:
    """Make claimed mails due again that were not tried."""
    conn.execute(update(mails).where(mails.c.id.in_(ids)).values(next_try=now))


def get(conn: Connection, mail_id: int) -> Letter | Copy | None:
    """One mail, read just before it is sent; None where it is no longer wanted: the member has left."""
    joined = select(mails, members_table.c.email, members_table.c.leave_key, issues_table.c.channel_id)
    joined = joined.outerjoin(members_table, members_table.c.id == mails.c.member_id)
    found = joined.outerjoin(issues_table, issues_table.c.id == mails.c.issue_id).where(mails.c.id == mail_id)
    row = conn.execute(found).first()
    if row is None:
        return None
    if row.issue_id is None:
        return Letter(row.id, row.recipient, row.subject, row.text, row.tries)
    return Copy(row.id, row.channel_id, row.issue_id, row.member_id, row.email, row.leave_key, row.tries)


def sent(conn: Connection, mail: Letter | Copy) -> None:
    """A mail was taken: it is counted, and its row goes. One whose row is gone already counts no second time."""
    if conn.execute(delete(mails).where(mails.c.id == mail.id)).rowcount and isinstance(mail, Copy):
        issues.counted(conn, mail.issue_id, mailed=1)
        members.reached(conn, mail.member_id)


def refused(conn: Connection, mail: Letter | Copy) -> None:
    """The recipient's server refused a mail for good: it is dropped and counted, on the member too."""
    _drop(conn, mail)
    if isinstance(mail, Copy):
        members.refused(conn, mail.member_id)


def failed(conn: Connection, mail: Letter | Copy, now: int) -> None:
    """A mail could not be sent just now: it is tried again after a pause that grows, for two days, then dropped."""
    if mail.tries >= len(PAUSES):
        _drop(conn, mail)
    else:
        values = {"tries": mail.tries + 1, "next_try": now + PAUSES[mail.tries]}
        conn.execute(update(mails).where(mails.c.id == mail.id).values(values))


def waiting(conn: Connection) -> int:
    """How many mails wait, due or not."""
    return conn.execute(select(func.count()).select_from(mails)).scalar() or 0


def _drop(conn: Connection, mail: Letter | Copy) -> None:
    if conn.execute(delete(mails).where(mails.c.id == mail.id)).rowcount and isinstance(mail, Copy):
        issues.counted(conn, mail.issue_id, failed=1)
