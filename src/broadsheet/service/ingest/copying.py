"""Which new articles are copies of others: each text gets a fingerprint, is compared with those of the newest articles,
and what is found is kept. Before the articles are gathered, by whoever gathers.

The index is in memory (some 0.9 kB a text) and is made again from the store after a restart.
"""

import logging
from collections.abc import Callable, Sequence

from broadsheet.model.copies import Copy, CopyKind, Fingerprint
from broadsheet.service.context import Context, Memory
from broadsheet.store import copies as store
from broadsheet.store import outlets
from broadsheet.store.copies import Printed, Waiting
from broadsheet.store.database import Connection
from broadsheet.store.stories import gathering
from broadsheet.store.stories.counting import recount, stories_of
from broadsheet.understand.copies import Copies, Text, Whence, decide, fingerprint, whence

WINDOW = 30_000  # newest articles with which a text is compared: some 30 MB of memory
BATCH = 100  # articles that are looked at together: some 0.1 s

log = logging.getLogger(__name__)


def find_copies(ctx: Context, holder: str, stopping: Callable[[], bool] = lambda: False) -> int:
    """Look at the articles whose texts are new; gives their number. `holder`: who gathers."""
    done = 0
    while not stopping():
        count = _batch(ctx, ctx.memory, holder)
        if not count:
            break
        done += count
    return done


def forget_old(ctx: Context) -> int:
    """Forget the fingerprints that no new text is compared with; gives their number."""
    with ctx.database.write() as conn:
        return store.forget_old(conn, WINDOW)


def _batch(ctx: Context, memory: Memory, holder: str) -> int:
    with ctx.database.read() as conn:
        found = store.waiting(conn, WINDOW, BATCH)
        if not found:
            return 0
        ours = [outlet.name for outlet in outlets.all(conn)]
        index = _remembered(conn, memory)
        memory.copies = None  # until what it learns now is written
        made, copied = _compared(conn, index, found, ours)
    with ctx.database.write() as conn:
        if not gathering.renew(conn, holder, ctx.clock()):
            log.info("Somebody else gathers by now: these copies are left to them.")
            return 0
        touched = store.keep(conn, made, copied, ctx.clock())
        recount(conn, stories_of(conn, sorted(touched)).values())
        memory.printed = store.last(conn)
    memory.copies = index
    return len(found)


def _compared(
    conn: Connection, index: Copies, found: Sequence[Waiting], ours: Sequence[str]
) -> tuple[list[Printed], list[Copy]]:
    """The fingerprints, and which articles are copies, of these and of those that were here before."""
    made: list[Printed] = []
    copied: list[Copy] = []
    for one in found:
        before, (print_, said) = index.taken, _read(one, ours)
        its = index.add(one.article, one.outlet, one.dated, print_)
        new = Text(one.article, one.outlet, one.dated, print_)
        copied += [*its, *_joined(conn, new, its, copied, made)]
        kept = (print_.to_bytes(), index.taken > before, said.credits, said.cites)
        made.append(Printed(one.article, one.outlet, one.dated, *kept))
    return made, copied


def _read(one: Waiting, ours: Sequence[str]) -> tuple[Fingerprint, Whence]:
    """The fingerprint of a text, and whom it names. One that our rules stumble over is like no other: it must not keep
    the rest from being gathered."""
    try:
        return fingerprint(one.text), whence(one.text, one.authors, one.outlet_name, ours)
    except Exception:
        log.exception("Article %s could not be compared with others.", one.article)
        return fingerprint(""), whence("", (), one.outlet_name, ours)


def _joined(
    conn: Connection, new: Text, its: Sequence[Copy], copied: Sequence[Copy], made: Sequence[Printed]
) -> list[Copy]:
    """A new article is the earlier source of others; those that they were copies of until now have its text too."""
    later = {one.article for one in its if one.of == new.article and one.kind is CopyKind.COPY}
    if not later:
        return []
    known = [*store.of_articles(conn, sorted(later)).values(), *(one for one in copied if one.article in later)]
    sources = {one.of for one in known if one.kind is CopyKind.COPY} - {new.article}
    printed = {one.article: one for one in (*store.printed(conn, sorted(sources)), *made) if one.article in sources}
    return [copy for one in printed.values() if (copy := decide(_text(one), new))]


def _text(one: Printed) -> Text:
    return Text(one.article, one.outlet, one.dated, Fingerprint.from_bytes(one.print))


def _remembered(conn: Connection, memory: Memory) -> Copies:
    """The index as it was when the last fingerprint was written, here or elsewhere."""
    index, after = (memory.copies, memory.printed) if memory.copies is not None else (Copies(WINDOW), 0)
    while printed := store.indexed(conn, after, WINDOW):
        index.restore(map(_text, printed))
        after = printed[-1].number
    return index
