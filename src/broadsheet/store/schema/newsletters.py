"""How far the mailbox of the newsletters was read, and whose newsletters are not wanted."""

from sqlalchemy import Column, Table, Text

from broadsheet.store.schema.columns import Number, metadata

mailboxes = Table(
    "mailboxes",
    metadata,
    Column("place", Text, primary_key=True),
    Column("validity", Number),  # the server's word for the numbering of its mails
    Column("last", Number, nullable=False),  # the number up to which all were read
    Column("checked", Number),
    Column("next_look", Number),
    Column("failures", Number, nullable=False),
    Column("reason", Text),
    sqlite_with_rowid=False,
)

# Senders whose source was removed: their mails are passed over.
declined = Table(
    "declined_senders",
    metadata,
    Column("identity", Text, primary_key=True),
    Column("address", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("since", Number, nullable=False),
    sqlite_with_rowid=False,
)
