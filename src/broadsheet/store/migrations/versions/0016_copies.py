"""Who has a text from whom: fingerprints, copies, and how many outlets of a story report independently; and what was
found out about a story when its page was first opened."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("stories", sa.Column("independent", NUMBER, nullable=False, server_default="0"))
    op.execute("UPDATE stories SET independent = outlets")
    op.create_table(
        "prints",
        sa.Column("id", NUMBER, sa.Identity(), nullable=False),
        sa.Column("article_id", NUMBER, nullable=False),
        sa.Column("print", sa.LargeBinary(), nullable=True),
        sa.Column("indexed", NUMBER, nullable=True),
        sa.Column("credits", sa.Text(), nullable=False),
        sa.Column("cites", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_prints"),
        sa.UniqueConstraint("article_id", name="uq_prints_article_id"),
        _of("prints", "article_id", "articles"),
        sqlite_autoincrement=True,
    )
    few = sa.text("print IS NULL")
    op.create_index("ix_prints_print", "prints", ["print"], sqlite_where=few, postgresql_where=few)
    op.create_table(
        "copies",
        sa.Column("article_id", NUMBER, nullable=False),
        sa.Column("of_id", NUMBER, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("share", NUMBER, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("article_id", name="pk_copies"),
        _of("copies", "article_id", "articles"),
        _of("copies", "of_id", "articles"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_copies_of_id", "copies", ["of_id"])
    op.create_table(
        "accounts",
        sa.Column("story_id", NUMBER, nullable=False),
        sa.Column("policy", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("made", NUMBER, nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("story_id", "policy", name="pk_accounts"),
        _of("accounts", "story_id", "stories"),
        sqlite_with_rowid=False,
    )


def _of(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}_{other}", ondelete="CASCADE")
