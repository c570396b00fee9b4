"""Subscriptions to hubs, and what they pushed that is not yet taken in."""

from sqlalchemy import Column, Index, Table, Text

from broadsheet.store.schema.columns import Number, id_, metadata, of

# One that outlives its source is ended by the jobs: the hub has to be told.
subscriptions = Table(
    "subscriptions",
    metadata,
    id_(),
    of("sources", removed="SET NULL"),
    Column("hub", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("base", Text, nullable=False),
    Column("token", Text, nullable=False, unique=True),
    Column("secret", Text),
    Column("standing", Text, nullable=False),
    Column("added", Number, nullable=False),
    Column("asked", Number),
    Column("tries", Number, nullable=False),
    Column("expires", Number),
    Column("next_step", Number),
    Column("since", Number),
    Column("heard", Number),
    Column("useful", Number, nullable=False),
    Column("missed", Number),
    Column("missing", Number, nullable=False),
    Column("reason", Text),
    Index(None, "source_id"),
    Index(None, "next_step"),
    sqlite_autoincrement=True,
)

pushes = Table(
    "pushes",
    metadata,
    id_(),
    of("subscriptions", nullable=False),
    Column("arrived", Number, nullable=False),
    Column("held_until", Number),  # somebody takes it in, and is given so long
    Column("type", Text, nullable=False),
    Column("body", Text, nullable=False),  # packed, and written in base64: see store/pushes.py
    Index(None, "subscription_id"),
    sqlite_autoincrement=True,
)
