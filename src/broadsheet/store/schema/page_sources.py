"""How page sources are read, and what is remembered of the sitemaps that indexes name."""

from sqlalchemy import Column, Table, Text

from broadsheet.store.schema.columns import Number, metadata, of

page_sources = Table(
    "page_sources",
    metadata,
    of("sources", primary_key=True),
    Column("item", Text, nullable=False),
    Column("link", Text, nullable=False),  # "" in this and those that follow: left to us
    Column("title", Text, nullable=False),
    Column("date", Text, nullable=False),
    Column("summary", Text, nullable=False),
    Column("image", Text, nullable=False),
    sqlite_with_rowid=False,
)

child_sitemaps = Table(
    "child_sitemaps",
    metadata,
    of("sources", primary_key=True),
    Column("url", Text, primary_key=True),
    Column("changed", Number),  # what the index said when it was read
    Column("read", Number, nullable=False),
    Column("news", Number),  # since when it is known to hold news, or NULL
    Column("etag", Text),
    Column("last_modified", Text),
    Column("answered_from", Text),
    sqlite_with_rowid=False,
)
