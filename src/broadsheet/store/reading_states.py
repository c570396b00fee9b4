"""What readers did with articles."""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, literal, literal_column, null, select, tuple_, update

from broadsheet.model.reading_states import Act, ReadingState, Sweep
from broadsheet.model.timeline import ReadingList
from broadsheet.store import timeline
from broadsheet.store.rows import number
from broadsheet.store.schema import article_hashtags, articles, hashtags, reading_states, sweeps
from broadsheet.store.timeline import read_cursor

MOST = 200  # articles on one page of a list
_COLUMN = {Act.READ: "read", Act.SAVE: "saved", Act.HIDE: "hidden"}
_UNDOES = {Act.UNREAD: "read", Act.UNSAVE: "saved", Act.UNHIDE: "hidden"}


def of_articles(conn: Connection, reader_id: int, ids: Sequence[int]) -> dict[int, ReadingState]:
    """The states of those of the articles with which the reader did anything."""
    found = select(reading_states).where(
        reading_states.c.reader_id == reader_id, reading_states.c.article_id.in_(list(ids))
    )
    return {row.article_id: ReadingState(row.read, row.saved, row.hidden, row.way) for row in conn.execute(found)}


def act(conn: Connection, reader_id: int, article_id: int, done: Act, now: int) -> None:
    """Write down what a reader did with an article. What was read or saved before keeps its time."""
    column = _COLUMN.get(done)
    if column is None:
        _set(conn, reader_id, article_id, **{_UNDOES[done]: None, **({"sweep_id": None} if done is Act.UNREAD else {})})
    else:
        before = of_articles(conn, reader_id, [article_id]).get(article_id)
        if before is None or getattr(before, column) is None:
            _set(conn, reader_id, article_id, **{column: now})


def come_to(conn: Connection, reader_id: int, article_id: int, way: int) -> None:
    """How far a reader has come in an article, in thousandths."""
    _set(conn, reader_id, article_id, way=way)


def reading_list(conn: Connection, reader_id: int, done: Act, cursor: str | None, limit: int) -> ReadingList:
    """The articles that a reader read, saved or hid, the last first. Raises BadInput for a cursor that is not ours."""
    when = reading_states.c[_COLUMN[done]]
    own = select(reading_states.c.article_id, when.label("at")).where(
        reading_states.c.reader_id == reader_id, when.is_not(None)
    )
    if cursor is not None:
        own = own.where(tuple_(when, reading_states.c.article_id) < tuple_(*map(literal, read_cursor(cursor, 2))))
    limit = max(1, min(limit, MOST))
    rows = conn.execute(own.order_by(when.desc(), reading_states.c.article_id.desc()).limit(limit + 1)).all()
    last = rows[limit - 1] if len(rows) > limit else None
    at = {row.article_id: row.at for row in rows[:limit]}
    cards = timeline.of_ids(conn, list(at)).cards
    return ReadingList(tuple((card, at[card.id]) for card in cards), f"{last.at}.{last.article_id}" if last else None)


def sweep(
    conn: Connection, reader_id: int, now: int, up_to: int, *, outlet_id: int | None = None, hashtag: str | None = None
) -> Sweep:
    """Marks as read what is unread and not newer than the article `up_to`: all, or of one outlet or hashtag."""
    made = insert(sweeps).values(reader_id=reader_id, swept=now, articles=0).returning(sweeps.c.id)
    sweep_id: int = conn.execute(made).scalar_one()
    wanted = select(articles.c.id).where(articles.c.id <= number(up_to))
    if outlet_id is not None:
        wanted = wanted.where(articles.c.outlet_id == number(outlet_id))
    if hashtag is not None:
        tagged = article_hashtags.join(hashtags, hashtags.c.id == article_hashtags.c.hashtag_id)
        carry = select(article_hashtags.c.article_id).select_from(tagged).where(hashtags.c.key == hashtag)
        wanted = wanted.where(articles.c.id.in_(carry))
    mine = reading_states.c.reader_id == reader_id
    touched = select(reading_states.c.article_id).where(mine)
    seen = update(reading_states).where(mine, reading_states.c.read.is_(None), reading_states.c.article_id.in_(wanted))
    count = conn.execute(seen.values(read=now, sweep_id=sweep_id)).rowcount
    rest = wanted.with_only_columns(
        literal(reader_id), articles.c.id, literal(now), literal_column("NULL"), null(), null(), literal(sweep_id)
    ).where(articles.c.id.not_in(touched))
    columns = ["reader_id", "article_id", "read", "saved", "hidden", "way", "sweep_id"]
    count += conn.execute(insert(reading_states).from_select(columns, rest)).rowcount
    conn.execute(update(sweeps).where(sweeps.c.id == sweep_id).values(articles=count))
    return Sweep(sweep_id, count, now)


def last_sweep(conn: Connection, reader_id: int, since: int) -> Sweep | None:
    """The last sweep of a reader that was made from `since` on and not taken back, or None."""
    found = select(sweeps).where(sweeps.c.reader_id == reader_id, sweeps.c.swept >= since, sweeps.c.articles > 0)
    row = conn.execute(found.order_by(sweeps.c.id.desc()).limit(1)).first()
    return Sweep(row.id, row.articles, row.swept) if row else None


def take_back(conn: Connection, reader_id: int, sweep_id: int) -> int:
    """What a sweep marked as read is unread again; gives how many articles. 0 where it is not the reader's."""
    own = select(sweeps.c.id).where(sweeps.c.id == number(sweep_id), sweeps.c.reader_id == reader_id)
    if conn.execute(own).first() is None:
        return 0
    swept = update(reading_states).where(reading_states.c.sweep_id == sweep_id)
    count: int = conn.execute(swept.values(read=None, sweep_id=None)).rowcount
    conn.execute(delete(sweeps).where(sweeps.c.id == sweep_id))
    return count


def _set(conn: Connection, reader_id: int, article_id: int, **values: int | None) -> None:
    own = (reading_states.c.reader_id == reader_id, reading_states.c.article_id == article_id)
    if not conn.execute(update(reading_states).where(*own).values(values)).rowcount:
        conn.execute(insert(reading_states).values(reader_id=reader_id, article_id=article_id, **values))
