"""Readers (accounts), where they are signed in, the one-time links that were given out, and what is tried too often."""

from sqlalchemy import Column, Index, Table, Text

from broadsheet.store.schema.columns import Number, id_, metadata, of

readers = Table(
    "readers",
    metadata,
    id_(),
    Column("name", Text, nullable=False),
    Column("key", Text, nullable=False, unique=True),  # the name, folded: two spellings are one reader
    Column("email", Text, unique=True),
    Column("role", Text, nullable=False),
    Column("password", Text, nullable=False),  # Argon2's own encoding, with its salt and its cost
    Column("joined", Number, nullable=False),
    Column("feed_key", Text, nullable=False, unique=True),  # opens this reader's feeds, and nothing else
    # How the paper looks to this reader (model/appearance.py); NULL: as to everybody.
    Column("ground", Text),
    Column("size", Text),
    Column("measure", Text),
    Column("view", Text),
    Column("interface", Text),  # the language of the pages (BCP 47); NULL: as the browser asks
    sqlite_autoincrement=True,
)

# The tokens of sessions and tickets are kept as digests: who reads the database cannot sign in with it.
sessions = Table(
    "sessions",
    metadata,
    id_(),
    Column("digest", Text, nullable=False, unique=True),
    of("readers", nullable=False),
    Column("began", Number, nullable=False),
    Column("seen", Number, nullable=False),
    Column("agent", Text, nullable=False),
    Index(None, "reader_id"),
    sqlite_autoincrement=True,
)

# A link that works once: an invitation (with a role), or a recovery (of a reader).
tickets = Table(
    "tickets",
    metadata,
    id_(),
    Column("digest", Text, nullable=False, unique=True),
    Column("purpose", Text, nullable=False),
    Column("role", Text),
    of("readers"),
    Column("note", Text, nullable=False),
    Column("made", Number, nullable=False),
    Column("expires", Number, nullable=False),
    Index(None, "purpose", "expires"),
    sqlite_autoincrement=True,
)

attempts = Table(
    "attempts",
    metadata,
    Column("what", Text, primary_key=True),
    Column("who", Text, primary_key=True),  # a digest: no address of a person is kept here
    Column("since", Number, nullable=False),
    Column("tries", Number, nullable=False),
    sqlite_with_rowid=False,
)
