"""The searches that readers keep; and in the index of words, authors and what filters ask for stand apart."""

import string

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "searches",
        sa.Column("id", NUMBER, sa.Identity(always=False), nullable=False),
        sa.Column("reader_id", NUMBER, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("order", sa.Text(), nullable=False),
        sa.Column("kept", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["reader_id"], ["readers.id"], name="fk_searches_reader_id_readers", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_searches"),
        sa.UniqueConstraint("reader_id", "key", name="uq_searches_reader_id_key"),
        sqlite_autoincrement=True,
    )
    if op.get_bind().dialect.name == "sqlite":
        _search_on_sqlite()


def _search_on_sqlite() -> None:
    """An FTS5 table cannot be given other columns; this one holds only words, which are made anew at the next start."""
    quoted = string.punctuation.replace("'", "''")
    tokenize = f"ascii tokenchars '{quoted}'".replace("'", "''")
    op.get_bind().exec_driver_sql("DROP TABLE search")
    statement = (
        f"CREATE VIRTUAL TABLE search USING fts5(title, authors, body, marks, content='', tokenize='{tokenize}')"
    )
    op.get_bind().exec_driver_sql(statement)
