"""The front page: one card for each story, in the order of a score that every reader can see and weigh anew."""

from collections.abc import Mapping, Sequence

from broadsheet.errors import BadInput, NotFound
from broadsheet.model.coverage import Candidate, Part, Ranked, Standing, Weights
from broadsheet.model.interests import Thing, Wish
from broadsheet.model.readers import Reader, Right
from broadsheet.model.sections import SECTIONS
from broadsheet.model.timeline import Card
from broadsheet.service.context import Context, demand, demand_reader, policy_for
from broadsheet.store import following, interests, personal, timeline
from broadsheet.store.database import Connection
from broadsheet.store.stories import ranked as store
from broadsheet.text.rights import shown_cards
from broadsheet.understand.ranking import DEFAULT, MOST, rank, standing

PAGE = 30
_STAND_INS = 3  # articles of a story that may stand for it: the first may not be shown to everybody


def front(
    ctx: Context,
    reader: Reader | None,
    *,
    section: str | None = None,
    start: int = 0,
    limit: int = PAGE,
) -> tuple[Ranked, ...]:
    """The stories of the last days, best first, from the place `start` on, without what the reader hid or muted.
    `section`: of one alone; raises NotFound for one that is none."""
    demand(ctx, reader, Right.SKIM)
    if section is not None and section not in SECTIONS:
        raise NotFound("There is no such section here.")
    now = ctx.clock()
    with ctx.database.read() as conn:
        weighed = {**DEFAULT, **(store.weights_of(conn, reader.id) if reader else {})}
        candidates = store.candidates(conn, now, section)
        wishes = _wishes(conn, reader, candidates, now)
        ordered = rank(candidates, now, weighed, wishes)
        page = ordered[start : start + max(1, min(limit, timeline.MOST))]
        ids = [member.article_id for one in page for member in one.members[:_STAND_INS]]
        found = personal.seen_by(conn, reader, timeline.of_ids(conn, ids).cards, now)
    cards = {card.id: card for card in shown_cards(found, policy_for(ctx, reader), now)}
    told = ((one, standing(one, now, weighed, wishes.get(one.story or 0, 0.0))) for one in page)
    return tuple(each for one, why in told if (each := _ranked(one, why, cards)))


def sections(ctx: Context, reader: Reader | None) -> tuple[str, ...]:
    """The keys of the sections that have stories of the last days, in the order of the paper."""
    demand(ctx, reader, Right.SKIM)
    with ctx.database.read() as conn:
        present = store.present(conn, ctx.clock())
    return tuple(key for key in SECTIONS if key in present)


def weights(ctx: Context, reader: Reader | None) -> Weights:
    """What the parts of a story's place weigh for a reader."""
    asking = demand_reader(ctx, reader, Right.SKIM)
    with ctx.database.read() as conn:
        return {**DEFAULT, **store.weights_of(conn, asking.id)}


def set_weights(ctx: Context, reader: Reader | None, typed: Mapping[Part, str]) -> None:
    """Weigh the parts anew; what is left out weighs as for everybody. Raises BadInput."""
    asking = demand_reader(ctx, reader, Right.SKIM)
    given = {part: _weight(part, typed[part]) for part in Part if typed.get(part, "").strip()}
    with ctx.database.write() as conn:
        store.set_weights(conn, asking.id, {part: each for part, each in given.items() if each != DEFAULT[part]})


def _wishes(conn: Connection, reader: Reader | None, candidates: Sequence[Candidate], now: int) -> dict[int, float]:
    """1 for each story with an article of what the reader follows."""
    followed = [one for one in interests.of_reader(conn, reader.id, now) if one.wish is Wish.FOLLOW] if reader else []
    if not followed:
        return {}
    outlets = {int(one.key) for one in followed if one.thing is Thing.OUTLET}
    touched = following.touched(conn, followed, now - store.WINDOW)
    return {
        one.story: 1.0
        for one in candidates
        if one.story and any(each.article_id in touched or each.outlet_id in outlets for each in one.members)
    }


def _ranked(one: Candidate, why: Standing, cards: Mapping[int, Card]) -> Ranked | None:
    card = next((cards[each.article_id] for each in one.members[:_STAND_INS] if each.article_id in cards), None)
    if card is None:
        return None
    return Ranked(card, _others(one, card.outlet.id), why)


def _others(one: Candidate, outlet_id: int) -> tuple[str, ...]:
    """The names of the other outlets of a story, the first to report first."""
    ordered = sorted(one.members, key=lambda member: (member.dated, member.article_id))
    return tuple({member.outlet_id: member.outlet for member in ordered if member.outlet_id != outlet_id}.values())


def _weight(part: Part, typed: str) -> int:
    if not typed.strip().isascii() or not typed.strip().isdigit() or int(typed) > MOST:
        raise BadInput(f"A weight is a whole number from 0 to {MOST}. Look at “{part.value}” again.")
    return int(typed)
