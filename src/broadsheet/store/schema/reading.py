"""What readers did with articles, and what they follow and mute."""

from sqlalchemy import Column, Index, Table, Text, UniqueConstraint

from broadsheet.store.schema.columns import Number, id_, metadata, of

# Articles that were marked as read at once, so that it can be taken back.
sweeps = Table(
    "sweeps",
    metadata,
    id_(),
    of("readers", nullable=False),
    Column("swept", Number, nullable=False),
    Column("articles", Number, nullable=False),
    Index(None, "reader_id"),
    sqlite_autoincrement=True,
)

reading_states = Table(
    "reading_states",
    metadata,
    of("readers", primary_key=True),
    of("articles", primary_key=True),
    Column("read", Number),
    Column("saved", Number),
    Column("hidden", Number),
    Column("way", Number),  # thousandths of the article
    of("sweeps", removed="SET NULL"),
    Index(None, "reader_id", "read"),
    Index(None, "reader_id", "saved"),
    Index(None, "reader_id", "hidden"),
    Index(None, "article_id"),
    Index(None, "sweep_id"),
    sqlite_with_rowid=False,
)

interests = Table(
    "interests",
    metadata,
    id_(),
    of("readers", nullable=False),
    Column("wish", Text, nullable=False),
    Column("thing", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("since", Number, nullable=False),
    Column("until", Number),
    UniqueConstraint("reader_id", "thing", "key"),
    sqlite_autoincrement=True,
)
