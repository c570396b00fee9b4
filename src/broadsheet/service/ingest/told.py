"""Entries whose feed tells all that is read of them: taken in together, many in one transaction."""

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet.collect.second_looks import word_of
from broadsheet.errors import NotFound, StoreError
from broadsheet.model.listings import Entry
from broadsheet.model.rights import Said
from broadsheet.model.sources import Source
from broadsheet.service.context import Context
from broadsheet.service.ingest.intake import Outcome, name_outlet
from broadsheet.service.ingest.pages import is_told, read_told
from broadsheet.service.ingest.together import off_the_loop
from broadsheet.store import articles
from broadsheet.store.articles import Arrival, Saved
from broadsheet.text import urls

AT_ONCE = 50  # articles in one transaction: others can write in between

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Told:
    """An entry, whether its address is its own, and the identity of that, where it has one."""

    entry: Entry
    alone: bool
    identities: tuple[str, ...]


async def take_in_told(
    ctx: Context, source: Source, wanted: Sequence[Entry], shared: set[str]
) -> tuple[Counter[Outcome], list[Entry]]:
    """Save the articles that need no page, and say what became of them; and give the entries that are left: those with
    a page of their own, and those that must be looked at one by one, since their address or key came before.

    `shared`: addresses that are no entry's own.
    """
    told = [_told(entry, shared) for entry in wanted if is_told(ctx, entry, alone=entry.url not in shared)]
    outcomes, saved = Counter[Outcome](), set[int]()
    for start in range(0, len(told), AT_ONCE):
        taken_in = await off_the_loop(_take_in_some, ctx, source, _apart(told[start : start + AT_ONCE]))
        outcomes.update(outcome for _, outcome in taken_in)
        saved |= {id(one.entry) for one, _ in taken_in}
    return outcomes, [entry for entry in wanted if id(entry) not in saved]


def _told(entry: Entry, shared: set[str]) -> _Told:
    alone = entry.url not in shared
    return _Told(entry, alone, (urls.identity(entry.url),) if entry.url and alone else ())


def _apart(some: Sequence[_Told]) -> list[_Told]:
    """The entries that have no key and no address in common with one before."""
    names: set[str] = set()
    apart = []
    for one in some:
        its = {one.entry.key, *one.identities}
        if names.isdisjoint(its):
            apart.append(one)
        names |= its
    return apart


def _take_in_some(ctx: Context, source: Source, some: Sequence[_Told]) -> list[tuple[_Told, Outcome]]:
    """What became of those that are saved now; the others are for another way."""
    try:
        with ctx.database.read() as conn:
            known = articles.known_by(conn, _identities(some))
        beside = ctx.guest.beside.known(one.entry.url for one in some)
        read = [
            (one, _read(ctx, source, one, beside[one.entry.url])) for one in some if known.isdisjoint(one.identities)
        ]
        with ctx.database.write() as conn:
            known = articles.known_by(conn, _identities(some))
            new = [(one, arrival) for one, arrival in read if arrival and known.isdisjoint(one.identities)]
            saved = articles.save(conn, source, [arrival for _, arrival in new], ctx.clock())
            for _, arrival in new:
                name_outlet(conn, source, arrival.article)
    except (NotFound, StoreError):  # each entry meets that by itself
        return []
    except Exception:  # one that cannot be read or saved must not keep the others out
        log.exception("Taking in %d entries of %s together failed", len(some), source.url)
        return []
    return [(one, _outcome(arrival, of)) for (one, arrival), of in zip(new, saved, strict=True)]


def _identities(some: Sequence[_Told]) -> list[str]:
    return [identity for one in some for identity in one.identities]


def _read(ctx: Context, source: Source, one: _Told, beside: Sequence[Said]) -> Arrival | None:
    reading = read_told(ctx, one.entry, source.url, source.outlet.name, beside, alone=one.alone)
    if reading.article is None or reading.insight is None:
        return None
    return Arrival(word_of(one.entry), reading.article, reading.insight, one.identities)


def _outcome(arrival: Arrival, saved: Saved) -> Outcome:
    if not saved.fresh:
        return Outcome.KNOWN
    return Outcome.EXCERPT if arrival.article.excerpt_because else Outcome.WHOLE
