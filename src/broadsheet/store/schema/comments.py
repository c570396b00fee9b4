"""What readers say: threads of comments, their earlier versions, flags, and what was decided about them.

A comment belongs to a thread, and only the thread knows what it hangs on: so a thread moves from an article to its
story without touching a comment.
"""

from sqlalchemy import Column, Index, Table, Text

from broadsheet.store.schema.columns import Number, id_, metadata, of

threads = Table(
    "threads",
    metadata,
    id_(),
    of("articles", unique=True),  # of an article that is in no story yet; else NULL …
    Column("comments", Number, nullable=False),  # those that can be read: kept, not counted on demand
    of("stories", name="story_id"),  # … and the story that it hangs on
    Index(None, "story_id", unique=True),
    sqlite_autoincrement=True,
)

comments = Table(
    "comments",
    metadata,
    id_(),
    of("threads", nullable=False),
    of("comments", name="parent_id"),
    of("readers", removed="SET NULL"),
    Column("posted", Number, nullable=False),
    Column("edited", Number),
    Column("text", Text, nullable=False),  # Markdown as it was typed
    Column("deleted", Number),  # when its writer took it back: the words are gone then
    Column("removed", Number),  # when a moderator took it away: the words stay, for moderators
    Column("removed_because", Text),
    Column("removed_by", Text),  # the moderator's name, as in the log
    Index(None, "thread_id", "id"),
    Index(None, "reader_id", "posted"),
    Index(None, "parent_id"),
    sqlite_autoincrement=True,
)

versions = Table(
    "comment_versions",
    metadata,
    of("comments", primary_key=True),
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("text", Text, nullable=False),
    Column("until", Number, nullable=False),  # when it was replaced
    sqlite_with_rowid=False,
)

flags = Table(
    "flags",
    metadata,
    of("comments", primary_key=True),
    of("readers", primary_key=True),
    Column("flagged", Number, nullable=False),
    Column("reason", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("settled", Number),  # when a moderator decided, or NULL while it waits in the queue
    Index(None, "settled", "flagged"),
    sqlite_with_rowid=False,
)

# The public log of moderation. The names stand here as they were, for a reader who leaves takes his row along.
decisions = Table(
    "decisions",
    metadata,
    id_(),
    of("comments", removed="SET NULL"),
    Column("decided", Number, nullable=False),
    Column("moderator", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Index(None, "comment_id"),
    sqlite_autoincrement=True,
)
