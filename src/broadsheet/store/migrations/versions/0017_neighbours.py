"""Which articles stood out as near when each was gathered. Those of the last days are found anew at the next start."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "neighbours",
        sa.Column("article_id", NUMBER, nullable=False),
        sa.Column("other_id", NUMBER, nullable=False),
        sa.Column("near", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("article_id", "other_id", name="pk_neighbours"),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name="fk_neighbours_article_id_articles", ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_neighbours_other_id_article_id", "neighbours", ["other_id", "article_id"])
