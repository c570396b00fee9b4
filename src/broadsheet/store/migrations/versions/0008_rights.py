"""What outlets let be done with their articles, and what a host's tdmrep.json says."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("articles") as articles:
        articles.add_column(sa.Column("rights", sa.Text(), nullable=True))
    with op.batch_alter_table("hosts") as hosts:
        hosts.add_column(sa.Column("tdm_until", NUMBER, nullable=True))
        hosts.add_column(sa.Column("tdm", sa.Text(), nullable=True))
