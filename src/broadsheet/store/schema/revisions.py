"""Earlier versions of articles that the outlets changed."""

from sqlalchemy import Column, Table, Text

from broadsheet.store.schema.columns import Number, metadata, of

revisions = Table(
    "revisions",
    metadata,
    of("articles", primary_key=True),
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("title", Text, nullable=False),
    Column("lead", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("until", Number, nullable=False),  # when it was seen to be replaced
    Column("what", Text, nullable=False),  # kinds of change to the version after it, parted by spaces; never queried
)
