"""What each hashtag stands for, and an index to find those that are used."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.add_column("hashtags", sa.Column("type", sa.Text()))
    op.create_index("ix_hashtags_articles", "hashtags", ["articles"])
