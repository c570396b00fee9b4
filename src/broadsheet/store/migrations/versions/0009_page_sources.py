"""The way in to each source, the selectors of page sources, and what is remembered of the sitemaps of indexes."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "page_sources",
        sa.Column("source_id", NUMBER, nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("date", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("image", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"], ["sources.id"], name="fk_page_sources_source_id_sources", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("source_id", name="pk_page_sources"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "child_sitemaps",
        sa.Column("source_id", NUMBER, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("changed", NUMBER, nullable=True),
        sa.Column("read", NUMBER, nullable=False),
        sa.Column("news", NUMBER, nullable=True),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.Text(), nullable=True),
        sa.Column("answered_from", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["source_id"], ["sources.id"], name="fk_child_sitemaps_source_id_sources", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("source_id", "url", name="pk_child_sitemaps"),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("sources") as sources:
        sources.add_column(sa.Column("way", sa.Text(), nullable=False, server_default="feed"))
