"""Earlier versions of articles: the newest twenty of each."""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, func, insert, select

from broadsheet.model.articles import Article
from broadsheet.model.revisions import ChangeKind, Revision, Version
from broadsheet.store.rows import number
from broadsheet.store.schema.revisions import revisions

MOST = 20  # of one article: a ticker that changes for days must not fill the disk


def keep(conn: Connection, article_id: int, old: Article, what: Sequence[ChangeKind], now: int) -> None:
    """Keep the version that is replaced now, in the transaction that replaces it; the oldest goes where there are too
    many. `what`: how the new version differs. `now`: seconds since 1970, UTC."""
    own = revisions.c.article_id == article_id
    last = conn.execute(select(func.max(revisions.c.number)).where(own)).scalar() or 0
    values = {
        "article_id": article_id,
        "number": last + 1,
        "title": old.title,
        "lead": old.lead,
        "text": old.text,
        "until": now,
        "what": " ".join(what),
    }
    conn.execute(insert(revisions).values(values))
    conn.execute(delete(revisions).where(own, revisions.c.number <= last + 1 - MOST))


def of_article(conn: Connection, article_id: int) -> tuple[Revision, ...]:
    """The earlier versions of an article, oldest first."""
    found = select(revisions).where(revisions.c.article_id == number(article_id)).order_by(revisions.c.number)
    return tuple(
        Revision(row.number, Version(row.title, row.lead, row.text), row.until, _kinds(row.what))
        for row in conn.execute(found)
    )


def kinds(conn: Connection, article_id: int) -> tuple[tuple[ChangeKind, ...], ...]:
    """What changed each time, oldest first, without the words."""
    found = select(revisions.c.what).where(revisions.c.article_id == number(article_id)).order_by(revisions.c.number)
    return tuple(_kinds(what) for what in conn.execute(found).scalars())


def _kinds(what: str) -> tuple[ChangeKind, ...]:
    known = set(ChangeKind)
    return tuple(ChangeKind(kind) for kind in what.split() if kind in known)
