"""The language that a reader wants the pages in."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.add_column("readers", sa.Column("interface", sa.Text()))
