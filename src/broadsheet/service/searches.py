"""The searches that a reader keeps: nobody else sees them."""

from broadsheet.errors import BadInput, NotFound
from broadsheet.model.readers import Reader, Right
from broadsheet.model.searches import Search
from broadsheet.service.context import Context, demand_reader
from broadsheet.store import searches as store
from broadsheet.text import queries
from broadsheet.text.words import squash

MOST = 200  # of one reader
LONGEST_NAME = 80  # characters


def kept(ctx: Context, reader: Reader | None) -> tuple[Search, ...]:
    """All that the reader keeps, by name. Raises NotSignedIn for a visitor."""
    who = demand_reader(ctx, reader, Right.SKIM)
    with ctx.database.read() as conn:
        return store.of_reader(conn, who.id)


def get(ctx: Context, reader: Reader | None, search_id: int) -> Search:
    """One of them. Raises NotFound for another reader's too."""
    who = demand_reader(ctx, reader, Right.SKIM)
    with ctx.database.read() as conn:
        found = store.get(conn, who.id, search_id)
    if found is None:
        raise NotFound("You keep no such search. It may have been removed.")
    return found


def keep(ctx: Context, reader: Reader | None, *, name: str, words: str, order: str = "newest") -> Search:
    """Keep a search; without a name, under its own words. Raises BadInput."""
    who = demand_reader(ctx, reader, Right.SKIM)
    words = squash(words)
    if not queries.read(words).asks or len(words) > queries.LONGEST:
        raise BadInput(f"A search that is kept has a word at least, and {queries.LONGEST} characters at most.")
    with ctx.database.write() as conn:
        if store.count(conn, who.id) >= MOST:
            raise BadInput(f"You keep {MOST} searches already. Remove one that you no longer need.")
        called = _name(name) if squash(name) else words[:LONGEST_NAME]
        return store.add(conn, who.id, name=called, words=words, order=_order(order), now=ctx.clock())


def rename(ctx: Context, reader: Reader | None, search_id: int, name: str) -> Search:
    """Call one otherwise. Raises BadInput and NotFound."""
    who = demand_reader(ctx, reader, Right.SKIM)
    get(ctx, who, search_id)
    with ctx.database.write() as conn:
        store.rename(conn, who.id, search_id, _name(name))
    return get(ctx, who, search_id)


def remove(ctx: Context, reader: Reader | None, search_id: int) -> None:
    """Keep one no longer. Raises NotFound."""
    who = demand_reader(ctx, reader, Right.SKIM)
    get(ctx, who, search_id)
    with ctx.database.write() as conn:
        store.remove(conn, who.id, search_id)


def _name(typed: str) -> str:
    name = squash(typed)
    if not 1 <= len(name) <= LONGEST_NAME:
        raise BadInput(f"The name of a search has 1 to {LONGEST_NAME} characters.")
    return name


def _order(typed: str) -> str:
    return "best" if typed == "best" else "newest"
