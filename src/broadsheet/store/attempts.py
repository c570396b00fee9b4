"""How often somebody tried something: a fixed window for each of what and who, on disk, so that a restart and a second
process do not open the door again."""

from sqlalchemy import Connection, delete, insert, select, update

from broadsheet.errors import TooManyTries
from broadsheet.store.schema.readers import attempts
from broadsheet.text import tokens


def count(conn: Connection, what: str, who: str, now: int, *, most: int, within: int) -> None:
    """Count one try; raises TooManyTries where there were more than `most` within so many seconds.

    `who`: an address or a name; only its digest is kept. `now`: seconds since 1970, UTC.
    """
    same = (attempts.c.what == what, attempts.c.who == tokens.digest(who))
    row = conn.execute(select(attempts).where(*same)).first()
    if row is None:
        conn.execute(insert(attempts).values(what=what, who=tokens.digest(who), since=now, tries=1))
    elif row.since <= now - within:
        conn.execute(update(attempts).where(*same).values(since=now, tries=1))
    elif row.tries >= most:
        left = row.since + within - now
        minutes = max(1, round(left / 60))
        time = "1 minute" if minutes == 1 else f"{minutes} minutes"
        raise TooManyTries(f"That was tried too often. Try again in {time}.", left)
    else:
        conn.execute(update(attempts).where(*same).values(tries=attempts.c.tries + 1))


def forget(conn: Connection, what: str, who: str) -> None:
    """It went well: earlier tries no longer count."""
    conn.execute(delete(attempts).where(attempts.c.what == what, attempts.c.who == tokens.digest(who)))


def forget_old(conn: Connection, before: int) -> None:
    """Forget windows that began before that time."""
    conn.execute(delete(attempts).where(attempts.c.since < before))
