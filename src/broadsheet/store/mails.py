"""Mails that wait to be sent. A row is gone once its mail was: nothing here tells who was sent what."""

from sqlalchemy import Connection, insert

from broadsheet.store.rows import plain
from broadsheet.store.schema.channels import mails


def add_letter(conn: Connection, recipient: str, subject: str, text: str, now: int) -> None:
    """A mail with its own words to one recipient, due at once."""
    values = {"recipient": recipient, "subject": plain(subject), "text": plain(text), "tries": 0, "next_try": now}
    conn.execute(insert(mails).values(values))
