"""Earlier versions of articles, and what a source said of an entry last."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "revisions",
        sa.Column("article_id", NUMBER, nullable=False),
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("lead", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("until", NUMBER, nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name="fk_revisions_article_id_articles", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", "number", name="pk_revisions"),
    )
    with op.batch_alter_table("articles") as articles:
        articles.add_column(sa.Column("looks", NUMBER, server_default="0", nullable=False))
    with op.batch_alter_table("entries") as entries:
        entries.add_column(sa.Column("headline", sa.Text(), nullable=True))
        entries.add_column(sa.Column("modified", NUMBER, nullable=True))
