"""How far the mailbox of the newsletters was read, and whose newsletters are not wanted."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "mailboxes",
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("validity", NUMBER, nullable=True),
        sa.Column("last", NUMBER, nullable=False),
        sa.Column("checked", NUMBER, nullable=True),
        sa.Column("next_look", NUMBER, nullable=True),
        sa.Column("failures", NUMBER, nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("place", name="pk_mailboxes"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "declined_senders",
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("since", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("identity", name="pk_declined_senders"),
        sqlite_with_rowid=False,
    )
