"""When each source is looked at and why, where it may have moved, and what each host allows."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "hosts",
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("robots_until", NUMBER, nullable=True),
        sa.Column("rests_until", NUMBER, nullable=True),
        sa.Column("rests_because", sa.Text(), nullable=True),
        sa.Column("robots", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("origin", name="pk_hosts"),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("sources") as sources:
        sources.add_column(sa.Column("answered_from", sa.Text(), nullable=True))
        sources.add_column(sa.Column("look_because", sa.Text(), nullable=True))
        sources.add_column(sa.Column("asked_pause", NUMBER, nullable=True))
        sources.add_column(sa.Column("fresh", NUMBER, nullable=True))
        sources.add_column(sa.Column("skip_hours", NUMBER, nullable=True))
        sources.add_column(sa.Column("skip_days", NUMBER, nullable=True))
        sources.add_column(sa.Column("moving_to", sa.Text(), nullable=True))
        sources.add_column(sa.Column("moving_since", NUMBER, nullable=True))
        sources.add_column(sa.Column("moving_looks", NUMBER, nullable=True))
    op.drop_index("ix_articles_source_id", table_name="articles")
    op.create_index("ix_articles_source_id_id", "articles", ["source_id", "id"])
