"""The fingerprints of articles and whose text each has. Times are seconds since 1970, UTC."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select, update

from broadsheet.model.copies import Copy, CopyKind
from broadsheet.store.parts import authors_of
from broadsheet.store.rows import AnyRow, plain
from broadsheet.store.schema import articles, outlets, texts
from broadsheet.store.schema.copies import copies, prints

AT_ONCE = 2_000  # fingerprints that are read together
_FORGOTTEN = b""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An article that has no fingerprint of its text yet. `again`: it had one of an earlier text."""

    article: int
    outlet: int
    outlet_name: str
    dated: int
    text: str
    authors: tuple[str, ...]
    again: bool


@dataclass(frozen=True, slots=True)
class Printed:
    """A fingerprint on its way into the store, as bytes. `number`: its place in the order in which they were made.
    `indexed`: later texts are compared with it."""

    article: int
    outlet: int
    dated: int
    print: bytes
    indexed: bool = True
    credits: str = ""
    cites: str = ""
    number: int = 0


def waiting(conn: Connection, most: int, limit: int) -> list[Waiting]:
    """The next articles without a fingerprint, in the order in which they came, of the newest `most`; those whose text
    has changed first."""
    changed = list(conn.execute(select(prints.c.article_id).where(prints.c.print.is_(None)).limit(limit)).scalars())
    found = _TEXTS.where(articles.c.id.in_(changed)) if changed else _TEXTS.where(articles.c.id > _last(conn, most))
    rows = conn.execute(found.order_by(articles.c.id).limit(limit)).all()
    by = authors_of(conn, [row.id for row in rows]) if rows else {}
    return [
        Waiting(row.id, row.outlet_id, row.name, row.dated, row.text, by.get(row.id, ()), again=bool(changed))
        for row in rows
    ]


def indexed(conn: Connection, after: int, most: int) -> list[Printed]:
    """The next fingerprints that later texts are compared with, behind the number `after`, of the newest `most`."""
    newest = conn.execute(select(func.max(prints.c.id))).scalar() or 0
    its = (prints.c.id > max(after, newest - most), prints.c.indexed.is_not(None), prints.c.print.is_not(None))
    rows = conn.execute(_PRINTED.where(*its).order_by(prints.c.id).limit(AT_ONCE))
    return [_printed(row) for row in rows]


def printed(conn: Connection, article_ids: Sequence[int]) -> list[Printed]:
    """The fingerprints of these articles, those left out that are forgotten or wait to be made anew."""
    rows = conn.execute(_PRINTED.where(prints.c.article_id.in_(article_ids)))
    return [_printed(row) for row in rows if row.print]


def last(conn: Connection) -> int:
    """The number of the last fingerprint that was made; 0 where there is none."""
    return conn.execute(select(func.max(prints.c.id))).scalar() or 0


def keep(conn: Connection, made: Sequence[Printed], found: Iterable[Copy], now: int) -> set[int]:
    """Write fingerprints in their order, and which articles are copies of which: of each the best that is known. Gives
    the articles that this says something new about."""
    ids = [one.article for one in made]
    conn.execute(delete(prints).where(prints.c.article_id.in_(ids)))
    conn.execute(delete(copies).where(copies.c.article_id.in_(ids)))
    rows = [
        {
            "article_id": one.article,
            "print": one.print,
            "indexed": now if one.indexed else None,
            "credits": plain(one.credits),
            "cites": plain(one.cites),
        }
        for one in made
    ]
    conn.execute(insert(prints), rows)
    return {*ids, *_keep_copies(conn, found)}


def forget_old(conn: Connection, most: int) -> int:
    """Forget the fingerprints before the newest `most`; what they led to stays. Gives how many."""
    bound = last(conn) - most
    gone = select(prints.c.id).where(prints.c.id <= bound, prints.c.print == _FORGOTTEN)
    before = conn.execute(gone.order_by(prints.c.id.desc()).limit(1)).scalar() or 0
    its = (prints.c.id > before, prints.c.id <= bound, prints.c.print.is_not(None))
    return conn.execute(update(prints).where(*its).values(print=_FORGOTTEN, indexed=None)).rowcount


def outdate(conn: Connection, article_id: int) -> None:
    """The text of an article has changed: its fingerprint is made anew."""
    conn.execute(update(prints).where(prints.c.article_id == article_id).values(print=None))


def of_articles(conn: Connection, article_ids: Sequence[int]) -> dict[int, Copy]:
    """Whose text each of these articles has; one that has its own is left out."""
    found = conn.execute(select(copies).where(copies.c.article_id.in_(article_ids)))
    return {
        row.article_id: Copy(row.article_id, row.of_id, CopyKind(row.kind), row.share / 100, row.reason)
        for row in found
    }


def _last(conn: Connection, most: int) -> int:
    """Behind which article those are that were never looked at."""
    known = conn.execute(select(func.max(prints.c.article_id))).scalar()
    newest = conn.execute(select(func.max(articles.c.id))).scalar() or 0
    return known if known is not None else max(0, newest - most)


def _keep_copies(conn: Connection, found: Iterable[Copy]) -> set[int]:
    best: dict[int, Copy] = {}
    for copy in found:
        best[copy.article] = max(best.get(copy.article, copy), copy, key=_weight)
    known = of_articles(conn, list(best))
    better = [one for one in best.values() if one.article not in known or _weight(one) > _weight(known[one.article])]
    if better:
        conn.execute(delete(copies).where(copies.c.article_id.in_([one.article for one in better])))
        conn.execute(insert(copies), [_row(one) for one in better])
    return {one.article for one in better}


def _weight(copy: Copy) -> tuple[bool, float, int]:
    """The whole text rather than a part, and of two that are alike the earlier source."""
    return copy.kind is CopyKind.COPY, copy.share, -copy.of


def _printed(row: AnyRow) -> Printed:
    return Printed(row.article_id, row.outlet_id, row.dated, row.print, number=row.id)


def _row(one: Copy) -> dict[str, object]:
    share = round(100 * one.share)
    return {"article_id": one.article, "of_id": one.of, "kind": one.kind.value, "share": share, "reason": one.reason}


_PRINTED = select(prints.c.id, prints.c.article_id, prints.c.print, articles.c.outlet_id, articles.c.dated).join(
    articles, articles.c.id == prints.c.article_id
)
_TEXTS = (
    select(articles.c.id, articles.c.outlet_id, articles.c.dated, outlets.c.name, texts.c.text)
    .join(texts, texts.c.article_id == articles.c.id)
    .join(outlets, outlets.c.id == articles.c.outlet_id)
)
