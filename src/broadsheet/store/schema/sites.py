"""What is remembered of the pages of each site (a host without its "www."), and how far old pages were read again."""

from sqlalchemy import Column, Index, Table, Text

from broadsheet.store.schema.columns import Number, id_, metadata

# One page as fingerprints (see store/sites.py), about 600 bytes: the newest of each site.
site_pages = Table(
    "site_pages",
    metadata,
    id_(),
    Column("host", Text, nullable=False),
    Column("page", Number, nullable=False),  # a digest of its address
    Column("read", Number, nullable=False),
    Column("words", Text, nullable=False),
    Column("lines", Text, nullable=False),
    Index("ix_site_pages_host_page", "host", "page", unique=True),
)

site_blocks = Table(
    "site_blocks",
    metadata,
    Column("host", Text, primary_key=True),
    Column("mark", Number, primary_key=True, autoincrement=False),
    Column("place", Number, nullable=False),
    Column("where", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("because", Text, nullable=False),
    Column("pages", Number, nullable=False),
    Column("since", Number, nullable=False),
    Column("last", Number, nullable=False),
    sqlite_with_rowid=False,
)

# One for each run of `reread` that is not at its end.
rereads = Table(
    "rereads",
    metadata,
    Column("scope", Text, primary_key=True),
    Column("after", Number, nullable=False),  # the number of the last article that was done
    sqlite_with_rowid=False,
)
