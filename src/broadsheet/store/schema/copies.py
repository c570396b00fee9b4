"""Texts that several outlets publish: the fingerprints by which they are found, and who has a text from whom; and
what was found out about a story from all that together."""

from sqlalchemy import Column, Index, LargeBinary, Table, Text

from broadsheet.store.schema.columns import Number, id_, metadata, of

# The fingerprints of the newest articles, in the order in which they were made: that of the index in memory.
prints = Table(
    "prints",
    metadata,
    id_(),
    of("articles", nullable=False, unique=True),
    Column("print", LargeBinary),  # model/copies.Fingerprint; NULL: the text has changed since, make it anew
    Column("indexed", Number),  # since when later texts are compared with it; NULL: it says what another one says
    Column("credits", Text, nullable=False),  # the agency whose text it is by its own word, or ""
    Column("cites", Text, nullable=False),  # the outlet that its beginning names as the source of the news, or ""
    sqlite_autoincrement=True,
)
Index(None, prints.c.print, sqlite_where=prints.c.print.is_(None), postgresql_where=prints.c.print.is_(None))

# An article and the earlier one whose text it has, the whole of it or a part.
copies = Table(
    "copies",
    metadata,
    of("articles", primary_key=True),
    of("articles", name="of_id", nullable=False),
    Column("kind", Text, nullable=False),  # model/copies.CopyKind
    Column("share", Number, nullable=False),  # of its text, in hundredths
    Column("reason", Text, nullable=False),
    Index(None, "of_id"),
    sqlite_with_rowid=False,
)

# What a story's articles say together, made when its page is first opened (model/accounts.Account). Nothing looks for a
# part of it, it is read whole and can be made again at any time: so it is one text, as JSON.
accounts = Table(
    "accounts",
    metadata,
    of("stories", name="story_id", primary_key=True),
    Column("policy", Text, primary_key=True),  # model/rights.Policy: for whom it was made
    Column("basis", Text, nullable=False),  # a digest of the articles and revisions that it rests on, and our rules
    Column("made", Number, nullable=False),
    Column("told", Text, nullable=False),
    sqlite_with_rowid=False,
)
