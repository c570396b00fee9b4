"""Who does the work, and which source is being looked at by whom just now."""

from sqlalchemy import Column, Index, Table, Text

from broadsheet.store.schema.columns import Number, metadata, of

# The processes that run the jobs. `run`: one start of one process, so that two of the same name tell themselves apart.
workers = Table(
    "workers",
    metadata,
    Column("name", Text, primary_key=True),
    Column("run", Text, nullable=False),
    Column("began", Number, nullable=False),
    Column("seen", Number, nullable=False),
    sqlite_with_rowid=False,
)

# A source that is being looked at. `holder`: one round of looks; `worker`: whose, or NULL for a command's.
holds = Table(
    "holds",
    metadata,
    of("sources", primary_key=True),
    Column("holder", Text, nullable=False),
    Column("worker", Text),
    Column("until", Number, nullable=False),
    Index(None, "holder"),
    sqlite_with_rowid=False,
)
