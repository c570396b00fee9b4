"""The memory of each site: its newest pages as fingerprints, and its furniture.

A page's fingerprints are numbers of fixed width, one after the other, in base 64: they are read and written whole, and
never asked for one by one.
"""

from binascii import a2b_base64, b2a_base64
from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from broadsheet.model.sites import MOST_BLOCKS, MOST_PAGES, Block, Impression, Leaf, Memory, Site
from broadsheet.store.rows import AnyRow, plain, short
from broadsheet.store.schema import site_blocks, site_pages

FADED = 180 * 86_400  # seconds after which furniture that is not seen any more is forgotten

TIDY = 8  # one page in so many is the occasion to forget what is too old
LINE = 9  # bytes of a line: mark, place, stand


def get(conn: Connection, host: str) -> Memory:
    """What is remembered of a site; nothing, where none of it was read."""
    leaves = [_leaf(*row) for row in conn.execute(_LEAVES, {"site": short(host)}).all()]
    return Memory(tuple(reversed(leaves)), {block.mark: block for block in blocks(conn, host)} if leaves else {})


def blocks(conn: Connection, host: str) -> list[Block]:
    """The furniture of a site, what was seen most often first."""
    return [_block(row) for row in conn.execute(_BLOCKS, {"site": short(host)})]


def all(conn: Connection) -> list[Site]:  # noqa: A001  sites.all
    """The sites that something is remembered of, by name."""
    known = {row.host: row.blocks for row in conn.execute(_COUNTED)}
    return [Site(row.host, row.pages, known.get(row.host, 0), row.last) for row in conn.execute(_SITES)]


def learn(conn: Connection, impression: Impression, now: int) -> None:
    """Remember a page of a site, in the caller's transaction; the same page again takes its own place. `now`: seconds
    since 1970, UTC."""
    host = short(impression.site)
    if not host:
        return
    leaf = {"read": now, **_columns(impression.leaf)}
    if conn.execute(_AGAIN, {"site": host, "its": impression.leaf.page, **leaf}).rowcount == 0:
        conn.execute(_ADD, {"host": host, "page": impression.leaf.page, **leaf})
        if impression.leaf.page % TIDY == 0:
            conn.execute(_FORGET, {"site": host})
            conn.execute(_FADE, {"site": host, "before": now - FADED})
    if impression.known:
        conn.execute(_SEEN, [{"site": host, "its": mark, "now": now} for mark in impression.known])
    _add_blocks(conn, host, impression.learned, now)


def reset(conn: Connection, host: str) -> bool:
    """Forget all of a site. Gives whether anything was remembered."""
    gone = conn.execute(delete(site_pages).where(site_pages.c.host == short(host))).rowcount
    return conn.execute(delete(site_blocks).where(site_blocks.c.host == short(host))).rowcount + gone > 0


def _add_blocks(conn: Connection, host: str, learned: Sequence[Block], now: int) -> None:
    for block in learned:
        # Another page of the site, read at the same time, may have learned it meanwhile.
        if conn.execute(_SEEN, {"site": host, "its": block.mark, "now": now}).rowcount == 0:
            words = {"where": plain(block.where), "words": plain(block.words), "because": plain(block.because)}
            first = {"pages": 1, "since": now, "last": now}
            conn.execute(_ADD_BLOCK, {"host": host, "mark": block.mark, "place": block.place, **words, **first})
    if learned:
        conn.execute(_FORGET_BLOCKS, {"site": host})


def _columns(leaf: Leaf) -> dict[str, str]:
    return {"words": _text(leaf.words), "lines": _text(leaf.marks + leaf.places + leaf.stands)}


def _leaf(page: int, words: str, text: str) -> Leaf:
    lines = a2b_base64(text)
    many = len(lines) // LINE
    return Leaf(page, a2b_base64(words), lines[: 4 * many], lines[4 * many : 8 * many], lines[8 * many :])


def _block(row: AnyRow) -> Block:
    return Block(row.mark, row.place, row.where, row.words, row.because, row.pages, row.since, row.last)


def _text(packed: bytes) -> str:
    return b2a_base64(packed, newline=False).decode("ascii")


_ITS_PAGES = site_pages.c.host == bindparam("site")
_ITS_BLOCKS = site_blocks.c.host == bindparam("site")
_LEAVES = (
    select(site_pages.c.page, site_pages.c.words, site_pages.c.lines)
    .where(_ITS_PAGES)
    .order_by(site_pages.c.id.desc())
    .limit(MOST_PAGES)
)
_BLOCKS = select(site_blocks).where(_ITS_BLOCKS).order_by(site_blocks.c.pages.desc(), site_blocks.c.mark)
_SITES = (
    select(site_pages.c.host, func.count().label("pages"), func.max(site_pages.c.read).label("last"))
    .group_by(site_pages.c.host)
    .order_by(site_pages.c.host)
)
_COUNTED = select(site_blocks.c.host, func.count().label("blocks")).group_by(site_blocks.c.host)
_AGAIN = update(site_pages).where(_ITS_PAGES, site_pages.c.page == bindparam("its"))
_ADD, _ADD_BLOCK = insert(site_pages), insert(site_blocks)
_SEEN = (
    update(site_blocks)
    .where(_ITS_BLOCKS, site_blocks.c.mark == bindparam("its"))
    .values(pages=site_blocks.c.pages + 1, last=bindparam("now"))
)
_NEWEST = select(site_pages.c.id).where(_ITS_PAGES).order_by(site_pages.c.id.desc())
_FORGET = delete(site_pages).where(
    _ITS_PAGES, site_pages.c.id < _NEWEST.limit(1).offset(MOST_PAGES - 1).scalar_subquery()
)
_FADE = delete(site_blocks).where(_ITS_BLOCKS, site_blocks.c.last < bindparam("before"))
_OLD = select(site_blocks.c.mark).where(_ITS_BLOCKS).order_by(site_blocks.c.last.desc(), site_blocks.c.mark)
_FORGET_BLOCKS = delete(site_blocks).where(_ITS_BLOCKS, site_blocks.c.mark.not_in(_OLD.limit(MOST_BLOCKS)))
