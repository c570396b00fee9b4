"""Channels: what they send, who joined them, their issues, and the mails that wait to be sent.

Nothing here says who was sent what: a mail's row is gone once it was sent, and an issue knows only how many.
"""

from sqlalchemy import Column, Index, Table, Text, UniqueConstraint

from broadsheet.store.schema.columns import Number, id_, metadata, of

channels = Table(
    "channels",
    metadata,
    id_(),
    Column("key", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("invitation", Text, nullable=False),
    Column("subject", Text, nullable=False),  # front, hashtag or search
    Column("about", Text, nullable=False),  # the hashtag's key, or the words of the search
    Column("rhythm", Text, nullable=False),  # daily or breaking
    Column("minute", Number, nullable=False),  # of the day, in `zone`
    Column("zone", Text, nullable=False),
    Column("outlets", Number, nullable=False),  # breaking: how many of them …
    Column("within", Number, nullable=False),  # … within how many minutes
    Column("by_mail", Number),  # since when it can be joined by e-mail, or NULL
    Column("invite_link", Text),
    Column("partners", Number),  # since when there may be messages of partners, or NULL
    Column("made", Number, nullable=False),
    Column("next_issue", Number),
    Index(None, "next_issue"),
    sqlite_autoincrement=True,
)

members = Table(
    "members",
    metadata,
    id_(),
    of("channels", nullable=False),
    Column("email", Text, nullable=False),
    Column("joined", Number, nullable=False),
    Column("leave_key", Text, nullable=False, unique=True),  # in every mail: ends this membership, and nothing else
    Column("partners", Number),  # since when messages of partners are welcome, or NULL
    Column("failures", Number, nullable=False),  # mails in a row that the address refused for good
    UniqueConstraint("channel_id", "email"),
    sqlite_autoincrement=True,
)

# Who asked to join and has not said yes by mail. `digest` is that of the token in the mail.
joinings = Table(
    "joinings",
    metadata,
    id_(),
    of("channels", nullable=False),
    Column("digest", Text, nullable=False, unique=True),
    Column("email", Text, nullable=False),
    Column("partners", Number),
    Column("expires", Number, nullable=False),
    UniqueConstraint("channel_id", "email"),
    Index(None, "expires"),
    sqlite_autoincrement=True,
)

issues = Table(
    "issues",
    metadata,
    id_(),
    of("channels", nullable=False),
    Column("slot", Text, nullable=False),  # the day and time, or what broke: one issue each, however often it is made
    Column("made", Number, nullable=False),
    Column("title", Text, nullable=False),
    Column("because", Text, nullable=False),
    Column("message", Text, nullable=False),  # of a partner; then there are no articles
    Column("mailed", Number, nullable=False),
    Column("failed", Number, nullable=False),
    UniqueConstraint("channel_id", "slot"),
    sqlite_autoincrement=True,
)

issue_articles = Table(
    "issue_articles",
    metadata,
    of("issues", primary_key=True),
    Column("place", Number, primary_key=True, autoincrement=False),
    of("articles", nullable=False),
    Column("because", Text, nullable=False),  # why it is among them
    Index(None, "article_id"),
    sqlite_with_rowid=False,
)

# A mail on its way: either the issue that a member gets, or a letter with its own words to one recipient.
mails = Table(
    "mails",
    metadata,
    id_(),
    of("issues"),
    of("members"),
    Column("recipient", Text),
    Column("subject", Text),
    Column("text", Text),
    Column("tries", Number, nullable=False),
    Column("next_try", Number, nullable=False),
    UniqueConstraint("issue_id", "member_id"),
    Index(None, "next_try"),
    Index(None, "member_id"),
    sqlite_autoincrement=True,
)
