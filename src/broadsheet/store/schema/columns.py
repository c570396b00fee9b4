"""What all tables are made of, once, for both databases.

Only types that cannot differ: whole numbers, text, and a time or NULL where one would write yes or no. All times are
seconds since 1970, UTC. The columns named `id` grow in order of arrival and are never used again.
"""

from typing import Any

from sqlalchemy import BigInteger, Column, ForeignKey, Identity, Integer, MetaData

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# SQLite lets only a column of exactly the type INTEGER be the row's own number; it holds 64 bits there all the same.
Number = BigInteger().with_variant(Integer(), "sqlite")


def id_() -> Column[int]:
    """The row's own number."""
    return Column("id", Number, Identity(), primary_key=True)


def of(table: str, *, removed: str = "CASCADE", name: str | None = None, **more: Any) -> Column[int]:
    """Refer to a row of `table`; `removed`: what becomes of the referring row when that one is removed."""
    return Column(name or f"{table[:-1]}_id", Number, ForeignKey(f"{table}.id", ondelete=removed), **more)
