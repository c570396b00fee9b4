"""Readers, comments, AI answers with receipts, channels."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "attempts",
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("since", NUMBER, nullable=False),
        sa.Column("tries", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("what", "who", name="pk_attempts"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "channels",
        sa.Column("id", NUMBER, sa.Identity(always=False), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("invitation", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("rhythm", sa.Text(), nullable=False),
        sa.Column("minute", NUMBER, nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("outlets", NUMBER, nullable=False),
        sa.Column("within", NUMBER, nullable=False),
        sa.Column("by_mail", NUMBER, nullable=True),
        sa.Column("invite_link", sa.Text(), nullable=True),
        sa.Column("partners", NUMBER, nullable=True),
        sa.Column("made", NUMBER, nullable=False),
        sa.Column("next_issue", NUMBER, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_channels"),
        sa.UniqueConstraint("key", name="uq_channels_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_channels_next_issue", "channels", ["next_issue"])
    op.create_table(
        "readers",
        sa.Column("id", NUMBER, sa.Identity(always=False), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("password", sa.Text(), nullable=False),
        sa.Column("joined", NUMBER, nullable=False),
        sa.Column("feed_key", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_readers"),
        sa.UniqueConstraint("email", name="uq_readers_email"),
        sa.UniqueConstraint("feed_key", name="uq_readers_feed_key"),
        sa.UniqueConstraint("key", name="uq_readers_key"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "issues",
        sa.Column("id", NUMBER, sa.Identity(always=False), nullable=False),
        sa.Column("channel_id", NUMBER, nullable=False),
        sa.Column("slot", sa.Text(), nullable=False),
        sa.Column("made", NUMBER, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("mailed", NUMBER, nullable=False),
        sa.Column("failed", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["channel_id"], ["channels.id"], name="fk_issues_channel_id_channels", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_issues"),
        sa.UniqueConstraint("channel_id", "slot", name="uq_issues_channel_id_slot"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "joinings",
        sa.Column("id", NUMBER, sa.Identity(always=False), nullable=False),
        sa.Column("channel_id", NUMBER, nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("partners", NUMBER, nullable=True),
        sa.Column("expires", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["channel_id"], ["channels.id"], name="fk_joinings_channel_id_channels", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_joinings"),
        sa.UniqueConstraint("channel_id", "email", name="uq_joinings_channel_id_email"),
        sa.UniqueConstraint("digest", name="uq_joinings_digest"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_joinings_expires", "joinings", ["expires"])
    op.create_table(
        "members",
        sa.Column("id", NUMBER, sa.Identity(always=False), nullable=False),
        sa.Column("channel_id", NUMBER, nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("joined", NUMBER, nullable=False),
        sa.Column("leave_key", sa.Text(), nullable=False),
        sa.Column("partners", NUMBER, nullable=True),
        sa.Column("failures", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["channel_id"], ["channels.id"], name="fk_members_channel_id_channels", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_members"),
        sa.UniqueConstraint("channel_id", "email", name="uq_members_channel_id_email"),
        sa.UniqueConstraint("leave_key", name="uq_members_leave_key"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "sessions",
        sa.Column("id", NUMBER, sa.Identity(always=False), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("reader_id", NUMBER, nullable=False),
        sa.Column("began", NUMBER, nullable=False),
        sa.Column("seen", NUMBER, nullable=False),
        sa.Column("agent", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reader_id"], ["readers.id"], name="fk_sessions_reader_id_readers", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_sessions"),
        sa.UniqueConstraint("digest", name="uq_sessions_digest"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_sessions_reader_id", "sessions", ["reader_id"])
    op.create_table(
        "tickets",
        sa.Column("id", NUMBER, sa.Identity(always=False), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("reader_id", NUMBER, nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("made", NUMBER, nullable=False),
        sa.Column("expires", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["reader_id"], ["readers.id"], name="fk_tickets_reader_id_readers", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_tickets"),
        sa.UniqueConstraint("digest", name="uq_tickets_digest"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_tickets_purpose_expires", "tickets", ["purpose", "expires"])
    op.create_table(
        "mails",
        sa.Column("id", NUMBER, sa.Identity(always=False), nullable=False),
        sa.Column("issue_id", NUMBER, nullable=True),
        sa.Column("member_id", NUMBER, nullable=True),
        sa.Column("recipient", sa.Text(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("tries", NUMBER, nullable=False),
        sa.Column("next_try", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["issue_id"], ["issues.id"], name="fk_mails_issue_id_issues", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="fk_mails_member_id_members", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_mails"),
        sa.UniqueConstraint("issue_id", "member_id", name="uq_mails_issue_id_member_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_mails_member_id", "mails", ["member_id"])
    op.create_index("ix_mails_next_try", "mails", ["next_try"])
    op.create_table(
        "answers",
        sa.Column("id", NUMBER, sa.Identity(always=False), nullable=False),
        sa.Column("article_id", NUMBER, nullable=False),
        sa.Column("feature", sa.Text(), nullable=False),
        sa.Column("revision", NUMBER, nullable=False),
        sa.Column("rules", NUMBER, nullable=False),
        sa.Column("made", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name="fk_answers_article_id_articles", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_answers"),
        sa.UniqueConstraint("article_id", "feature", name="uq_answers_article_id_feature"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "issue_articles",
        sa.Column("issue_id", NUMBER, nullable=False),
        sa.Column("place", NUMBER, autoincrement=False, nullable=False),
        sa.Column("article_id", NUMBER, nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name="fk_issue_articles_article_id_articles", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["issue_id"], ["issues.id"], name="fk_issue_articles_issue_id_issues", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("issue_id", "place", name="pk_issue_articles"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_issue_articles_article_id", "issue_articles", ["article_id"])
    op.create_table(
        "threads",
        sa.Column("id", NUMBER, sa.Identity(always=False), nullable=False),
        sa.Column("article_id", NUMBER, nullable=True),
        sa.Column("comments", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name="fk_threads_article_id_articles", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_threads"),
        sa.UniqueConstraint("article_id", name="uq_threads_article_id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "answer_sentences",
        sa.Column("answer_id", NUMBER, nullable=False),
        sa.Column("place", NUMBER, autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["answers.id"], name="fk_answer_sentences_answer_id_answers", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("answer_id", "place", name="pk_answer_sentences"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "comments",
        sa.Column("id", NUMBER, sa.Identity(always=False), nullable=False),
        sa.Column("thread_id", NUMBER, nullable=False),
        sa.Column("parent_id", NUMBER, nullable=True),
        sa.Column("reader_id", NUMBER, nullable=True),
        sa.Column("posted", NUMBER, nullable=False),
        sa.Column("edited", NUMBER, nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("deleted", NUMBER, nullable=True),
        sa.Column("removed", NUMBER, nullable=True),
        sa.Column("removed_because", sa.Text(), nullable=True),
        sa.Column("removed_by", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["comments.id"], name="fk_comments_parent_id_comments", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["reader_id"], ["readers.id"], name="fk_comments_reader_id_readers", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["threads.id"], name="fk_comments_thread_id_threads", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_comments"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_comments_parent_id", "comments", ["parent_id"])
    op.create_index("ix_comments_reader_id_posted", "comments", ["reader_id", "posted"])
    op.create_index("ix_comments_thread_id_id", "comments", ["thread_id", "id"])
    op.create_table(
        "receipts",
        sa.Column("answer_id", NUMBER, nullable=False),
        sa.Column("place", NUMBER, autoincrement=False, nullable=False),
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("article_id", NUMBER, nullable=False),
        sa.Column("revision", NUMBER, nullable=False),
        sa.Column("start", NUMBER, nullable=False),
        sa.Column("stop", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["answers.id"], name="fk_receipts_answer_id_answers", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name="fk_receipts_article_id_articles", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("answer_id", "place", "number", name="pk_receipts"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_receipts_article_id", "receipts", ["article_id"])
    op.create_table(
        "comment_versions",
        sa.Column("comment_id", NUMBER, nullable=False),
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("until", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comments.id"], name="fk_comment_versions_comment_id_comments", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("comment_id", "number", name="pk_comment_versions"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "decisions",
        sa.Column("id", NUMBER, sa.Identity(always=False), nullable=False),
        sa.Column("comment_id", NUMBER, nullable=True),
        sa.Column("decided", NUMBER, nullable=False),
        sa.Column("moderator", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comments.id"], name="fk_decisions_comment_id_comments", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_decisions"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_decisions_comment_id", "decisions", ["comment_id"])
    op.create_table(
        "flags",
        sa.Column("comment_id", NUMBER, nullable=False),
        sa.Column("reader_id", NUMBER, nullable=False),
        sa.Column("flagged", NUMBER, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("settled", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comments.id"], name="fk_flags_comment_id_comments", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["reader_id"], ["readers.id"], name="fk_flags_reader_id_readers", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("comment_id", "reader_id", name="pk_flags"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_flags_settled_flagged", "flags", ["settled", "flagged"])
    with op.batch_alter_table("articles") as articles:
        articles.add_column(sa.Column("revision", NUMBER, server_default="1", nullable=False))
