"""What the looks at a source have noticed beyond its state, and what somebody has said to leave as it is."""

from sqlalchemy import Column, Table, Text

from broadsheet.store.schema.columns import Number, metadata, of

# Apart from `sources`: a look that brings nothing new writes nothing here.
health = Table(
    "health",
    metadata,
    of("sources", primary_key=True),
    Column("failing_since", Number),
    Column("cause", Text),
    Column("newest", Number),
    Column("usual", Number),  # seconds
    Column("patience", Number),  # seconds
    Column("learned", Number),
    Column("format", Text),
    Column("entries", Number),
    Column("dated", Number),
    Column("texts", Number),
    Column("empty_since", Number),
    Column("changed", Number),
    Column("changed_part", Text),
    Column("changed_because", Text),
    Column("moved", Number),
    Column("moved_from", Text),
    Column("husks_since", Number),
    Column("husks_because", Text),
    Column("well", Number),
    Column("well_from", Number),
    sqlite_with_rowid=False,
)

# An ailment that began at `since` and is not to be shown again.
set_aside = Table(
    "set_aside",
    metadata,
    of("sources", primary_key=True),
    Column("trouble", Text, primary_key=True),
    Column("since", Number, nullable=False),
    sqlite_with_rowid=False,
)
