"""Subscriptions to hubs, and what they push."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "subscriptions",
        sa.Column("id", NUMBER, sa.Identity(always=False), nullable=False),
        sa.Column("source_id", NUMBER, nullable=True),
        sa.Column("hub", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("base", sa.Text(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=True),
        sa.Column("standing", sa.Text(), nullable=False),
        sa.Column("added", NUMBER, nullable=False),
        sa.Column("asked", NUMBER, nullable=True),
        sa.Column("tries", NUMBER, nullable=False),
        sa.Column("expires", NUMBER, nullable=True),
        sa.Column("next_step", NUMBER, nullable=True),
        sa.Column("since", NUMBER, nullable=True),
        sa.Column("heard", NUMBER, nullable=True),
        sa.Column("useful", NUMBER, nullable=False),
        sa.Column("missed", NUMBER, nullable=True),
        sa.Column("missing", NUMBER, nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["source_id"], ["sources.id"], name="fk_subscriptions_source_id_sources", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_subscriptions"),
        sa.UniqueConstraint("token", name="uq_subscriptions_token"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_subscriptions_source_id", "subscriptions", ["source_id"])
    op.create_index("ix_subscriptions_next_step", "subscriptions", ["next_step"])
    op.create_table(
        "pushes",
        sa.Column("id", NUMBER, sa.Identity(always=False), nullable=False),
        sa.Column("subscription_id", NUMBER, nullable=False),
        sa.Column("arrived", NUMBER, nullable=False),
        sa.Column("held_until", NUMBER, nullable=True),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["subscription_id"],
            ["subscriptions.id"],
            name="fk_pushes_subscription_id_subscriptions",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_pushes"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_pushes_subscription_id", "pushes", ["subscription_id"])
