"""How the paper looks to each reader."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    for name in ("ground", "size", "measure", "view"):
        op.add_column("readers", sa.Column(name, sa.Text()))
