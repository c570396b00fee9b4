"""Who does the work, and which source is being looked at by whom just now."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "workers",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("run", sa.Text(), nullable=False),
        sa.Column("began", NUMBER, nullable=False),
        sa.Column("seen", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_workers"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "holds",
        sa.Column("source_id", NUMBER, nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("worker", sa.Text(), nullable=True),
        sa.Column("until", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name="fk_holds_source_id_sources", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("source_id", name="pk_holds"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_holds_holder", "holds", ["holder"])
