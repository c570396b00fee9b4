"""What the looks at each source have noticed, and which ailments are to be left as they are."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, literal, null, select, update

from broadsheet.model.health import Cause, Change, Fresh, Health, Part, Rhythm, Shape, Trouble
from broadsheet.model.listings import Format
from broadsheet.model.sources import Source, State
from broadsheet.store.rows import SOURCE, SOURCES, AnyRow, number, plain, read_source
from broadsheet.store.schema import articles, health, set_aside, sources

MOST_FRESH = 20  # articles: the ten that are judged, and those whose pages are still on their way


def get(conn: Connection, source_id: int) -> Health:
    """What is known of one source; nothing, where nothing was noticed."""
    row = conn.execute(_GET, {"source": source_id}).first()
    return _read(row) if row else Health()


def all(conn: Connection, outlet_id: int | None = None) -> Iterator[tuple[Source, Health]]:  # noqa: A001  health.all
    """Every source with what is known of it, or those of one outlet."""
    wanted = _ALL if outlet_id is None else _ALL.where(sources.c.outlet_id == number(outlet_id))
    for row in conn.execute(wanted):
        yield read_source(row), _read(row)


def put(conn: Connection, source_id: int, seen: Health) -> None:
    """Write down what is known of a source now. One that was removed meanwhile is left."""
    values = _columns(seen)
    if conn.execute(_UPDATE, {"source": source_id, **values}).rowcount == 0:
        _insert(conn, source_id, values)


def failing(conn: Connection, source_id: int, now: int, cause: Cause) -> None:
    """One more look has failed; where none was before it, the failing began now."""
    if conn.execute(_FAILING, {"source": source_id, "now": now, "why": cause.value}).rowcount == 0:
        _insert(conn, source_id, {"failing_since": now, "cause": cause.value})


def moved(conn: Connection, source_id: int, old: str, now: int) -> None:
    """Another address took the place of `old`."""
    if conn.execute(_MOVED, {"source": source_id, "at": now, "old": plain(old)}).rowcount == 0:
        _insert(conn, source_id, {"moved": now, "moved_from": plain(old)})


def freshest(conn: Connection, source_id: int) -> list[Fresh]:
    """The newest articles that the source was the first to bring, newest first."""
    rows = conn.execute(_FRESHEST, {"source": source_id})
    return [Fresh(row.arrived, row.excerpt, row.excerpt_because, row.next_try is not None) for row in rows]


def unlearned(conn: Connection, most: int) -> list[Source]:
    """Sources that are well and brought articles, whose rhythm was never learned: their servers have said "not
    modified" since before health was looked after."""
    return [read_source(row) for row in conn.execute(_UNLEARNED.limit(most))]


def leave(conn: Connection, source_id: int, trouble: Trouble, since: int) -> None:
    """Set an ailment aside: it is not shown again, unless it begins anew."""
    key = (set_aside.c.source_id == source_id) & (set_aside.c.trouble == trouble.value)
    if conn.execute(update(set_aside).where(key).values(since=since)).rowcount == 0:
        conn.execute(insert(set_aside).values(source_id=source_id, trouble=trouble.value, since=since))


def take_up(conn: Connection) -> None:
    """Show all again that was set aside."""
    conn.execute(delete(set_aside))


def left(conn: Connection) -> set[tuple[int, str, int]]:
    """What was set aside: source, trouble, since when."""
    return {(row.source_id, row.trouble, row.since) for row in conn.execute(select(set_aside))}


def _insert(conn: Connection, source_id: int, values: dict[str, Any]) -> None:
    given = [sources.c.id, *(null() if value is None else literal(value) for value in values.values())]
    known = select(*given).where(sources.c.id == source_id)
    conn.execute(insert(health).from_select(["source_id", *values], known))


def _read(row: AnyRow) -> Health:
    shape = Shape(Format(row.format), row.entries, row.dated, row.texts) if row.format else None
    return Health(
        failing_since=row.failing_since,
        cause=Cause(row.cause) if row.cause else None,
        newest=row.newest,
        rhythm=Rhythm(row.usual, row.patience) if row.patience else None,
        learned=row.learned,
        shape=shape,
        empty_since=row.empty_since,
        changed=row.changed,
        change=Change(Part(row.changed_part), row.changed_because) if row.changed_part else None,
        moved=row.moved,
        moved_from=row.moved_from,
        husks_since=row.husks_since,
        husks_because=row.husks_because,
        well=row.well,
        well_from=row.well_from,
    )


def _columns(seen: Health) -> dict[str, Any]:
    rhythm, shape, change = seen.rhythm, seen.shape, seen.change
    return {
        "failing_since": seen.failing_since,
        "cause": seen.cause and seen.cause.value,
        "newest": number(seen.newest),
        "usual": rhythm and rhythm.usual,
        "patience": rhythm and rhythm.patience,
        "learned": seen.learned,
        "format": shape and shape.format.value,
        "entries": shape and shape.entries,
        "dated": shape and shape.dated,
        "texts": shape and shape.texts,
        "empty_since": seen.empty_since,
        "changed": seen.changed,
        "changed_part": change and change.part.value,
        "changed_because": change and plain(change.because),
        "moved": seen.moved,
        "moved_from": seen.moved_from and plain(seen.moved_from),
        "husks_since": seen.husks_since,
        "husks_because": seen.husks_because and plain(seen.husks_because),
        "well": seen.well,
        "well_from": seen.well_from,
    }


_NOTICED: Sequence[Any] = [column for column in health.c if column.name != "source_id"]

# Built once: putting a statement together costs more than running it, and these run at looks.
_GET = select(*_NOTICED).where(health.c.source_id == bindparam("source"))
_UPDATE = update(health).where(health.c.source_id == bindparam("source"))
_FAILING = _UPDATE.values(failing_since=func.coalesce(health.c.failing_since, bindparam("now")), cause=bindparam("why"))
_MOVED = _UPDATE.values(moved=bindparam("at"), moved_from=bindparam("old"))
_ALL = select(*SOURCE, *_NOTICED).select_from(SOURCES).outerjoin(health, health.c.source_id == sources.c.id)
_FRESHEST = (
    select(
        articles.c.arrived,
        articles.c.excerpt_because,
        articles.c.next_try,
        articles.c.excerpt,
    )
    .where(articles.c.source_id == bindparam("source"), articles.c.kind == "article")
    .order_by(articles.c.id.desc())
    .limit(MOST_FRESH)
)
_UNLEARNED = (
    select(*SOURCE)
    .select_from(SOURCES)
    .outerjoin(health, health.c.source_id == sources.c.id)
    .where(health.c.learned.is_(None), sources.c.articles > 0, sources.c.state == State.OK.value)
    .order_by(sources.c.id)
)
