"""What a reader did with articles: read, saved, hidden; and marking many as read at once, which can be taken back."""

from collections.abc import Sequence
from dataclasses import replace

from broadsheet.errors import NotFound, StoreError
from broadsheet.model.readers import Reader, Right
from broadsheet.model.reading_states import LONGEST_WAY, UNTOUCHED, Act, ReadingState, Sweep
from broadsheet.model.timeline import ReadingList
from broadsheet.service.context import Context, demand_reader, policy_for
from broadsheet.store import articles, reading_states
from broadsheet.text.rights import shown_cards

UNDO = 24 * 3600  # seconds in which a sweep is offered to be taken back


def of_article(ctx: Context, reader: Reader | None, article_id: int) -> ReadingState:
    """The state of one article for a reader; nobody did anything with it as a visitor."""
    return of_articles(ctx, reader, [article_id]).get(article_id, UNTOUCHED)


def of_articles(ctx: Context, reader: Reader | None, ids: Sequence[int]) -> dict[int, ReadingState]:
    """The states of the articles with which the reader did anything."""
    if reader is None or not ids:
        return {}
    with ctx.database.read() as conn:
        return reading_states.of_articles(conn, reader.id, ids)


def opened(ctx: Context, reader: Reader | None, article_id: int) -> ReadingState:
    """The state of an article that the reader opens, which makes it read; of how it was is only written what is new."""
    before = of_article(ctx, reader, article_id)
    if reader is None or before.read is not None:
        return before
    now = ctx.clock()
    try:
        with ctx.database.write() as conn:
            reading_states.act(conn, reader.id, article_id, Act.READ, now)
    except StoreError:  # a store that is busy or full must not keep anybody from reading
        return before
    return replace(before, read=now)


def act(ctx: Context, reader: Reader | None, article_id: int, done: Act) -> None:
    """Write down what the reader did with an article. Raises NotFound."""
    who = demand_reader(ctx, reader, Right.READ)
    with ctx.database.write() as conn:
        if articles.get(conn, article_id) is None:
            raise NotFound("There is no such article here. It may have been removed.")
        reading_states.act(conn, who.id, article_id, done, ctx.clock())


def come_to(ctx: Context, reader: Reader | None, article_id: int, way: int) -> None:
    """How far the reader has come in an article, in thousandths. Raises NotFound."""
    who = demand_reader(ctx, reader, Right.READ)
    with ctx.database.write() as conn:
        if articles.get(conn, article_id) is None:
            raise NotFound("There is no such article here. It may have been removed.")
        reading_states.come_to(conn, who.id, article_id, max(0, min(way, LONGEST_WAY)))


def reading_list(
    ctx: Context, reader: Reader | None, done: Act, cursor: str | None = None, limit: int = 30
) -> ReadingList:
    """What the reader saved (Act.SAVE), read (Act.READ) or hid (Act.HIDE), the last first, as far as it may be shown.

    Raises BadInput for a cursor that is not ours.
    """
    who = demand_reader(ctx, reader, Right.READ)
    with ctx.database.read() as conn:
        found = reading_states.reading_list(conn, who.id, done, cursor, limit)
    at = {card.id: when for card, when in found.cards}
    shown = shown_cards(tuple(card for card, _ in found.cards), policy_for(ctx, who), ctx.clock())
    return replace(found, cards=tuple((card, at[card.id]) for card in shown))


def sweep(
    ctx: Context, reader: Reader | None, up_to: int, *, outlet_id: int | None = None, hashtag: str | None = None
) -> Sweep:
    """Mark as read what is not newer than the article `up_to`, which the reader has seen: so nothing is lost that came
    meanwhile."""
    who = demand_reader(ctx, reader, Right.READ)
    with ctx.database.write() as conn:
        return reading_states.sweep(conn, who.id, ctx.clock(), up_to, outlet_id=outlet_id, hashtag=hashtag)


def last_sweep(ctx: Context, reader: Reader | None) -> Sweep | None:
    """The sweep of the last day that can still be taken back, or None."""
    if reader is None:
        return None
    with ctx.database.read() as conn:
        return reading_states.last_sweep(conn, reader.id, ctx.clock() - UNDO)


def take_back(ctx: Context, reader: Reader | None, sweep_id: int) -> int:
    """What was marked as read at once is unread again; gives how many articles. Raises NotFound."""
    who = demand_reader(ctx, reader, Right.READ)
    with ctx.database.write() as conn:
        count = reading_states.take_back(conn, who.id, sweep_id)
    if not count:
        raise NotFound("That was taken back already.")
    return count
