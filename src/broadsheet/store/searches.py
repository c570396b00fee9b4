"""The searches that readers keep."""

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from broadsheet.errors import BadInput
from broadsheet.model.searches import Search
from broadsheet.store.rows import AnyRow, number, plain
from broadsheet.store.schema.searches import searches
from broadsheet.text.words import fold, squash


def of_reader(conn: Connection, reader_id: int) -> tuple[Search, ...]:
    """All that a reader keeps, by name."""
    rows = conn.execute(select(searches).where(searches.c.reader_id == reader_id))
    # Sorted here: the two databases would put accents and capitals in different places.
    return tuple(sorted(map(_read, rows), key=lambda search: (search.name.casefold(), search.id)))


def get(conn: Connection, reader_id: int, search_id: int) -> Search | None:
    """A search of that reader's, or None."""
    found = select(searches).where(searches.c.id == number(search_id), searches.c.reader_id == reader_id)
    row = conn.execute(found).first()
    return _read(row) if row else None


def count(conn: Connection, reader_id: int) -> int:
    """How many a reader keeps."""
    return conn.execute(select(func.count()).where(searches.c.reader_id == reader_id)).scalar() or 0


def add(conn: Connection, reader_id: int, *, name: str, words: str, order: str, now: int) -> Search:
    """Keep one more. Raises BadInput where the reader keeps another one under that name."""
    values = {"reader_id": reader_id, "words": plain(words), "order": order, "kept": now, **_named(name)}
    try:
        return _read(conn.execute(insert(searches).values(values).returning(searches)).one())
    except IntegrityError:
        raise BadInput(_TAKEN) from None


def rename(conn: Connection, reader_id: int, search_id: int, name: str) -> None:
    """Call one otherwise. Raises BadInput where the reader keeps another one under that name."""
    own = (searches.c.id == number(search_id)) & (searches.c.reader_id == reader_id)
    try:
        conn.execute(update(searches).where(own).values(_named(name)))
    except IntegrityError:
        raise BadInput(_TAKEN) from None


def remove(conn: Connection, reader_id: int, search_id: int) -> None:
    """Keep one no longer."""
    conn.execute(delete(searches).where(searches.c.id == number(search_id), searches.c.reader_id == reader_id))


_TAKEN = "You keep another search under that name. Choose another one."


def _named(name: str) -> dict[str, str]:
    return {"name": plain(name), "key": fold(squash(plain(name)))}


def _read(row: AnyRow) -> Search:
    return Search(row.id, row.name, row.words, row.order, row.kept)
