"""What is remembered of the pages of each site, and how far old pages were read again."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "site_pages",
        sa.Column("id", NUMBER, sa.Identity(), nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("page", NUMBER, nullable=False),
        sa.Column("read", NUMBER, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("lines", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_site_pages"),
    )
    op.create_index("ix_site_pages_host_page", "site_pages", ["host", "page"], unique=True)
    op.create_table(
        "site_blocks",
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("mark", NUMBER, nullable=False, autoincrement=False),
        sa.Column("place", NUMBER, nullable=False),
        sa.Column("where", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("pages", NUMBER, nullable=False),
        sa.Column("since", NUMBER, nullable=False),
        sa.Column("last", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("host", "mark", name="pk_site_blocks"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "rereads",
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("after", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("scope", name="pk_rereads"),
        sqlite_with_rowid=False,
    )
