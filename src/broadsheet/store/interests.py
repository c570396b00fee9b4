"""What readers follow and mute."""

from sqlalchemy import Connection, delete, insert, or_, select

from broadsheet.model.interests import Interest, Thing, Wish
from broadsheet.store.rows import AnyRow, number, plain, short
from broadsheet.store.schema import interests

MOST = 1000  # of one reader


def put(conn: Connection, reader_id: int, wish: Interest) -> Interest:
    """A wish takes the place of an earlier one of the same thing; its number is given here."""
    of = (interests.c.reader_id == reader_id, interests.c.thing == wish.thing.value)
    conn.execute(delete(interests).where(*of, interests.c.key == short(wish.key)))
    values = {
        "reader_id": reader_id,
        "wish": wish.wish.value,
        "thing": wish.thing.value,
        "key": short(wish.key),
        "name": plain(wish.name),
        "since": wish.since,
        "until": wish.until,
    }
    return _read(conn.execute(insert(interests).values(values).returning(interests)).one())


def drop(conn: Connection, reader_id: int, interest_id: int) -> bool:
    """Ends a wish; False where the reader has none of that number."""
    own = (interests.c.reader_id == reader_id, interests.c.id == number(interest_id))
    return bool(conn.execute(delete(interests).where(*own)).rowcount)


def of_reader(conn: Connection, reader_id: int, now: int) -> tuple[Interest, ...]:
    """The wishes of a reader that have not ended, in the order in which they were made."""
    lasting = or_(interests.c.until.is_(None), interests.c.until > now)
    found = select(interests).where(interests.c.reader_id == reader_id, lasting)
    return tuple(map(_read, conn.execute(found.order_by(interests.c.id).limit(MOST))))


def _read(row: AnyRow) -> Interest:
    return Interest(row.id, Wish(row.wish), Thing(row.thing), row.key, row.name, row.since, row.until)
