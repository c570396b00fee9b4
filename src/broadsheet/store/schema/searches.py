"""The searches that readers keep."""

from sqlalchemy import Column, Table, Text, UniqueConstraint

from broadsheet.store.schema.columns import Number, id_, metadata, of

searches = Table(
    "searches",
    metadata,
    id_(),
    of("readers", nullable=False),
    Column("name", Text, nullable=False),
    Column("key", Text, nullable=False),  # the name, folded: two spellings are one search
    Column("words", Text, nullable=False),  # as they were typed
    Column("order", Text, nullable=False),  # newest or best
    Column("kept", Number, nullable=False),
    UniqueConstraint("reader_id", "key"),
    sqlite_autoincrement=True,
)
