"""What the AI features say of an article, and the receipts: the words in it that each sentence rests on."""

from sqlalchemy import Column, Index, Table, Text, UniqueConstraint

from broadsheet.store.schema.columns import Number, id_, metadata, of

answers = Table(
    "answers",
    metadata,
    id_(),
    of("articles", nullable=False),
    Column("feature", Text, nullable=False),
    Column("revision", Number, nullable=False),  # of the article, that it was made from
    Column("rules", Number, nullable=False),  # the version of the rules that made it
    Column("made", Number, nullable=False),
    UniqueConstraint("article_id", "feature"),
    sqlite_autoincrement=True,
)

sentences = Table(
    "answer_sentences",
    metadata,
    of("answers", primary_key=True),
    Column("place", Number, primary_key=True, autoincrement=False),
    Column("text", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("kind", Text, nullable=False),
    sqlite_with_rowid=False,
)

# From `start` up to `stop`: characters of the text of that revision of that article.
receipts = Table(
    "receipts",
    metadata,
    of("answers", primary_key=True),
    Column("place", Number, primary_key=True, autoincrement=False),
    Column("number", Number, primary_key=True, autoincrement=False),
    of("articles", nullable=False),
    Column("revision", Number, nullable=False),
    Column("start", Number, nullable=False),
    Column("stop", Number, nullable=False),
    Index(None, "article_id"),
    sqlite_with_rowid=False,
)
