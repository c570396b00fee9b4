"""Stories: which articles are about one event, and what readers give the parts of a story's place."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _stories()
    _history()
    _gathering()
    with op.batch_alter_table("threads", table_kwargs={"sqlite_autoincrement": True}) as threads:
        threads.add_column(sa.Column("story_id", NUMBER, nullable=True))
        threads.create_foreign_key("fk_threads_story_id_stories", "stories", ["story_id"], ["id"], ondelete="CASCADE")
    op.create_index("ix_threads_story_id", "threads", ["story_id"], unique=True)


def _stories() -> None:
    op.create_table(
        "stories",
        sa.Column("id", NUMBER, sa.Identity(), nullable=False),
        sa.Column("headline_id", NUMBER, nullable=True),
        sa.Column("opened", NUMBER, nullable=False),
        sa.Column("covered", NUMBER, nullable=False),
        sa.Column("articles", NUMBER, nullable=False),
        sa.Column("outlets", NUMBER, nullable=False),
        sa.Column("section", sa.Text(), nullable=True),
        sa.Column("follows_id", NUMBER, nullable=True),
        sa.Column("merged_id", NUMBER, nullable=True),
        sa.Column("locked", NUMBER, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_stories"),
        _of("stories", "headline_id", "articles", "SET NULL"),
        sqlite_autoincrement=True,
    )
    for columns in (["headline_id"], ["covered", "id"], ["section", "covered", "id"]):
        op.create_index(f"ix_stories_{'_'.join(columns)}", "stories", columns)
    for column in ("follows_id", "merged_id", "locked"):
        few = sa.text(f"{column} IS NOT NULL")
        op.create_index(f"ix_stories_{column}", "stories", [column], sqlite_where=few, postgresql_where=few)
    op.create_table(
        "story_articles",
        sa.Column("article_id", NUMBER, nullable=False),
        sa.Column("story_id", NUMBER, nullable=False),
        sa.Column("joined", NUMBER, nullable=False),
        sa.Column("nearest_id", NUMBER, nullable=True),
        sa.Column("near", NUMBER, nullable=False),
        sa.Column("section", sa.Text(), nullable=True),
        sa.Column("fixed", NUMBER, nullable=True),
        sa.PrimaryKeyConstraint("article_id", name="pk_story_articles"),
        _of("story_articles", "article_id", "articles"),
        _of("story_articles", "story_id", "stories"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_story_articles_story_id_article_id", "story_articles", ["story_id", "article_id"])


def _history() -> None:
    op.create_table(
        "story_events",
        sa.Column("id", NUMBER, sa.Identity(), nullable=False),
        sa.Column("story_id", NUMBER, nullable=False),
        sa.Column("at", NUMBER, nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("other_id", NUMBER, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_story_events"),
        _of("story_events", "story_id", "stories"),
        sqlite_autoincrement=True,
    )
    for column in ("story_id", "other_id"):
        op.create_index(f"ix_story_events_{column}_id", "story_events", [column, "id"])
    op.create_table(
        "story_moves",
        sa.Column("event_id", NUMBER, nullable=False),
        sa.Column("article_id", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("event_id", "article_id", name="pk_story_moves"),
        _of("story_moves", "event_id", "story_events"),
        _of("story_moves", "article_id", "articles"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_story_moves_article_id", "story_moves", ["article_id"])
    op.create_table(
        "stories_apart",
        sa.Column("one_id", NUMBER, nullable=False),
        sa.Column("other_id", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("one_id", "other_id", name="pk_stories_apart"),
        _of("stories_apart", "one_id", "stories"),
        _of("stories_apart", "other_id", "stories"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_stories_apart_other_id", "stories_apart", ["other_id"])


def _gathering() -> None:
    op.create_table(
        "traces",
        sa.Column("article_id", NUMBER, nullable=False),
        sa.Column("dated", NUMBER, nullable=False),
        sa.Column("terms", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("article_id", name="pk_traces"),
        _of("traces", "article_id", "articles"),
    )
    op.create_index("ix_traces_dated", "traces", ["dated"])
    op.create_table(
        "gathering",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("after", NUMBER, nullable=False),
        sa.Column("stories", NUMBER, nullable=False),
        sa.Column("state", NUMBER, nullable=False),
        sa.Column("rules", NUMBER, nullable=False),
        sa.Column("holder", sa.Text(), nullable=True),
        sa.Column("until", NUMBER, nullable=False),
        sa.Column("learned", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_gathering"),
    )
    op.create_table(
        "weights",
        sa.Column("reader_id", NUMBER, nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("weight", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("reader_id", "part", name="pk_weights"),
        _of("weights", "reader_id", "readers"),
        sqlite_with_rowid=False,
    )


def _of(table: str, column: str, other: str, removed: str = "CASCADE") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}_{other}", ondelete=removed)
