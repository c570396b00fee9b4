"""What readers did with articles, and what they follow and mute."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "sweeps",
        sa.Column("id", NUMBER, sa.Identity(), nullable=False),
        sa.Column("reader_id", NUMBER, nullable=False),
        sa.Column("swept", NUMBER, nullable=False),
        sa.Column("articles", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["reader_id"], ["readers.id"], "fk_sweeps_reader_id_readers", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_sweeps"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_sweeps_reader_id", "sweeps", ["reader_id"])
    op.create_table(
        "reading_states",
        sa.Column("reader_id", NUMBER, nullable=False),
        sa.Column("article_id", NUMBER, nullable=False),
        sa.Column("read", NUMBER),
        sa.Column("saved", NUMBER),
        sa.Column("hidden", NUMBER),
        sa.Column("way", NUMBER),
        sa.Column("sweep_id", NUMBER),
        sa.ForeignKeyConstraint(
            ["reader_id"], ["readers.id"], "fk_reading_states_reader_id_readers", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], "fk_reading_states_article_id_articles", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["sweep_id"], ["sweeps.id"], "fk_reading_states_sweep_id_sweeps", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("reader_id", "article_id", name="pk_reading_states"),
        sqlite_with_rowid=False,
    )
    for columns in (
        ["reader_id", "read"],
        ["reader_id", "saved"],
        ["reader_id", "hidden"],
        ["article_id"],
        ["sweep_id"],
    ):
        op.create_index(f"ix_reading_states_{'_'.join(columns)}", "reading_states", columns)
    op.create_table(
        "interests",
        sa.Column("id", NUMBER, sa.Identity(), nullable=False),
        sa.Column("reader_id", NUMBER, nullable=False),
        sa.Column("wish", sa.Text(), nullable=False),
        sa.Column("thing", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("since", NUMBER, nullable=False),
        sa.Column("until", NUMBER),
        sa.ForeignKeyConstraint(["reader_id"], ["readers.id"], "fk_interests_reader_id_readers", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_interests"),
        sa.UniqueConstraint("reader_id", "thing", "key", name="uq_interests_reader_id_thing_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_article_authors_name_article_id", "article_authors", ["name", "article_id"])
