"""What the looks at a source have noticed, and what was set aside of it."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NUMBERS_AND_TEXTS = (
    ("failing_since", NUMBER),
    ("cause", sa.Text()),
    ("newest", NUMBER),
    ("usual", NUMBER),
    ("patience", NUMBER),
    ("learned", NUMBER),
    ("format", sa.Text()),
    ("entries", NUMBER),
    ("dated", NUMBER),
    ("texts", NUMBER),
    ("empty_since", NUMBER),
    ("changed", NUMBER),
    ("changed_part", sa.Text()),
    ("changed_because", sa.Text()),
    ("moved", NUMBER),
    ("moved_from", sa.Text()),
    ("husks_since", NUMBER),
    ("husks_because", sa.Text()),
    ("well", NUMBER),
    ("well_from", NUMBER),
)


def upgrade() -> None:
    op.create_table(
        "health",
        sa.Column("source_id", NUMBER, nullable=False),
        *(sa.Column(name, kind, nullable=True) for name, kind in NUMBERS_AND_TEXTS),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name="fk_health_source_id_sources", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("source_id", name="pk_health"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "set_aside",
        sa.Column("source_id", NUMBER, nullable=False),
        sa.Column("trouble", sa.Text(), nullable=False),
        sa.Column("since", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"], ["sources.id"], name="fk_set_aside_source_id_sources", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("source_id", "trouble", name="pk_set_aside"),
        sqlite_with_rowid=False,
    )
