"""New articles are gathered into stories, in the order in which they came, whatever source they came from.

Each batch is written in one transaction, and only where nothing else has changed the stories since it was read: so a
kill at any moment loses and doubles nothing, and the same articles give the same stories, restarts between them or
not. One process gathers at a time (store/stories/gathering). What a hand has done holds: no article joins a story that
is locked, and stories that are kept apart are not merged.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from uuid import uuid4

from broadsheet.model.coverage import Newcomer, Placed
from broadsheet.model.related import Subject
from broadsheet.model.stories import Placement, Trace
from broadsheet.service.context import Context, Memory
from broadsheet.service.ingest import copying
from broadsheet.store.stories import gathering as store
from broadsheet.store.stories.gathering import State
from broadsheet.understand.affairs import goes_on
from broadsheet.understand.sections import section_of
from broadsheet.understand.stories.gathering import Gatherer, retire

RULES = 5  # goes up with every change of what a trace is made of, or what counts as near: those of late are made anew
BATCH = 100  # articles that are placed together: some 0.2 s
WINDOW = 14 * 86_400  # seconds: an article is not compared with older ones
AT_ONCE = 2_000  # traces that are forgotten together

log = logging.getLogger(__name__)


def gather(ctx: Context, most: int | None = None, stopping: Callable[[], bool] = lambda: False) -> int:
    """Gather what has come, at most so many batches of it; gives the number of articles. 0 also where somebody else
    gathers. `stopping`: asked between two batches."""
    if not ctx.memory.turn.acquire(blocking=False):
        return 0
    try:
        return _gather(ctx, uuid4().hex, most, stopping)
    finally:
        ctx.memory.turn.release()


def _gather(ctx: Context, holder: str, most: int | None, stopping: Callable[[], bool]) -> int:
    with ctx.database.write() as conn:
        state = store.hold(conn, holder, ctx.clock(), RULES)
    if state is None:
        return 0
    done = batches = 0
    try:
        copying.find_copies(ctx, holder, stopping)
        while state is not None and batches != most and not stopping():
            state, count = _batch(ctx, ctx.memory, holder, state)
            if not count:
                break
            done, batches = done + count, batches + 1
    except BaseException:
        ctx.memory.gatherer = ctx.memory.state = None  # it has learned what was not written
        raise
    finally:
        with ctx.database.write() as conn:
            store.let_go(conn, holder)
    return done


def forget_old(ctx: Context) -> int:
    """Forget the traces of articles that no new one is compared with; gives their number."""
    forgotten = 0
    copying.forget_old(ctx)
    with ctx.memory.turn:
        while True:
            with ctx.database.read() as conn:
                gone = store.old(conn, store.horizon(conn, WINDOW), AT_ONCE)
                left, before = store.learned(conn), store.state(conn)
            if not gone:
                return forgotten
            left = retire(left, gone)
            with ctx.database.write() as conn:
                if store.state(conn).changes != before.changes:
                    return forgotten  # somebody else forgets, or a hand moves: the next time
                store.retire(conn, gone, left)
            forgotten += len(gone)


def _batch(ctx: Context, memory: Memory, holder: str, state: State) -> tuple[State | None, int]:
    """One batch; gives the new state and how many articles it was, 0 where there were none, or it was not written."""
    with ctx.database.read() as conn:
        found = store.newcomers(conn, state.after, BATCH)
        if not found:
            return state, 0
    gatherer = _remembered(ctx, memory, state)
    with ctx.database.read() as conn:
        plan = _Plan(gatherer, state, store.locked(conn), store.apart(conn))
        placed = [plan.place(one) for one in _until(found, plan)]
        nearest = [one.placement.nearest for one in placed if one.opens and one.placement.nearest is not None]
        placed = _chained(found, placed, store.neighbours(conn, nearest))
    with ctx.database.write() as conn:
        after = store.write(conn, placed, holder, state, ctx.clock())
        moved = [trace for one in placed if one.merges for trace in store.traces_of(conn, one.story)] if after else []
    if after is None:
        log.info("The stories have changed meanwhile: this batch is gathered again.")
        memory.gatherer = memory.state = None
        return None, 0
    for trace in moved:
        gatherer.put(trace)
    memory.gatherer, memory.state = gatherer, after
    return after, len(placed)


class _Plan:
    """Where the articles of a batch go, before any of it is written."""

    def __init__(self, gatherer: Gatherer, state: State, locked: set[int], apart: set[frozenset[int]]) -> None:
        self._gatherer, self._last = gatherer, state.stories
        self._locked, self._apart = locked, apart
        self.merged = False

    def place(self, one: Newcomer) -> Placed:
        """The next article's place; the gatherer remembers it there."""
        placement, trace = _placed(self._gatherer, one.subject)
        shut = placement.story if placement.story in self._locked else None
        opens = placement.story is None or shut is not None
        if opens or placement.story is None:
            self._last += 1
            group = [self._last]
        else:
            group = self._group(placement)
        story, *others = sorted(group)
        self.merged = bool(others)
        trace = replace(trace, story=story)
        self._gatherer.put(trace)
        section = section_of(one)
        return Placed(trace, placement, story, opens, shut, tuple(others), section)

    def _group(self, placement: Placement) -> list[int]:
        """The story that an article joins and those that may go together with it."""
        group = [placement.story] if placement.story is not None else []
        for other in placement.merges:
            shut = other in self._locked or any(frozenset((other, one)) in self._apart for one in group)
            if other not in group and not shut:
                group.append(other)
        return group


def _placed(gatherer: Gatherer, subject: Subject) -> tuple[Placement, Trace]:
    """Where an article belongs. One that our rules stumble over opens a story of its own: it must not keep those behind
    it from theirs."""
    try:
        return gatherer.place(subject)
    except Exception:
        log.exception("Article %s could not be compared with others.", subject.id)
        return gatherer.place(replace(subject, title="", text=""))


def _until(found: Sequence[Newcomer], plan: _Plan) -> Iterator[Newcomer]:
    """The articles up to the first that merges stories: what comes after it is placed when that is written."""
    for one in found:
        if plan.merged:
            return
        yield one


def _chained(
    found: Sequence[Newcomer], placed: Sequence[Placed], before: dict[int, tuple[int, frozenset[str]]]
) -> list[Placed]:
    """The same, with the earlier stories that new ones go on from."""
    known, chained = dict(before), list[Placed]()
    for one, now_placed in zip(found, placed, strict=False):
        tags = frozenset(tag.key for tag in one.subject.hashtags)
        story, theirs = known.get(now_placed.placement.nearest or 0, (None, frozenset[str]()))
        if now_placed.opens and now_placed.follows is None and story is not None and goes_on(tags, theirs):
            now_placed = replace(now_placed, follows=story)
        chained.append(now_placed)
        known[one.subject.id] = (now_placed.story, tags)
    return chained


def _remembered(ctx: Context, memory: Memory, state: State) -> Gatherer:
    """The gatherer as it was when the last batch was written, here or elsewhere: kept, or made from the traces."""
    gatherer, was = memory.gatherer, memory.state
    if gatherer is not None and was == state:
        return gatherer
    with ctx.database.read() as conn:
        if gatherer is not None and was is not None and was.changes == state.changes and was.after < state.after:
            last = was.after  # another worker has gathered meanwhile
        else:
            gatherer, last = Gatherer(store.learned(conn)), 0
        while traces := store.recent(conn, last):
            gatherer.recall(traces)
            last = traces[-1].article_id
    if not last and state.after:
        _remake(ctx, gatherer, state)
    return gatherer


def _remake(ctx: Context, gatherer: Gatherer, state: State) -> None:
    """Make the traces of the last articles anew, in the stories that they are in."""
    with ctx.database.read() as conn:
        last = store.behind(conn, store.horizon(conn, WINDOW))
    while True:
        with ctx.database.read() as conn:
            found = [one for one in store.newcomers(conn, last, BATCH) if one.subject.id <= state.after]
            its = store.neighbours(conn, [one.subject.id for one in found])
        if not found:
            return
        remade: list[tuple[Placement, Trace]] = []
        for one in found:
            placement, trace = gatherer.place(one.subject)
            trace = replace(trace, story=its[one.subject.id][0])
            remade.append((placement, trace))
            gatherer.put(trace)
        with ctx.database.write() as conn:
            store.keep_again(conn, remade)
        last = found[-1].subject.id
