"""The front page: one card for each story, in the order of a score that every reader can see and weigh anew."""

from collections.abc import Mapping, Sequence

from broadsheet.errors import BadInput, NotFound
from broadsheet.model.coverage import Belt, Measured, Part, Ranked, Weights
from broadsheet.model.interests import Interest, Thing, Wish
from broadsheet.model.readers import Reader, Right
from broadsheet.model.sections import SECTIONS
from broadsheet.model.timeline import Card
from broadsheet.model.trends import Rise
from broadsheet.service.context import Context, demand, demand_reader, policy_for
from broadsheet.store import following, interests, personal, reading_states, timeline, trends
from broadsheet.store.database import Connection
from broadsheet.store.stories import ranked as store
from broadsheet.text.rights import shown_cards
from broadsheet.understand.ranking import DEFAULT, MOST, measure, rank, standing
from broadsheet.understand.trends import LATELY, TOP, risen

PAGE = 30
_STAND_INS = 3  # articles of a story that may stand for it: the first may not be shown to everybody
_FRESH = 30  # seconds that the scores of stories hold
_STEADY = 300  # seconds that sections and trends hold while little has come
_LITTLE = 11  # bits of a count that must change before it is much

Mark = tuple[int, int, int]


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
    _demand(ctx, reader, section)
    with ctx.database.read() as conn:
        return _front(ctx, conn, reader, store.mark(conn), section, start, limit)


def front_page(
    ctx: Context, reader: Reader | None, *, section: str | None = None, start: int = 0
) -> tuple[tuple[Ranked, ...], Belt]:  # fmt: skip
    """The same, with what stands over it."""
    _demand(ctx, reader, section)
    with ctx.database.read() as conn:
        mark = store.mark(conn)
        return _front(ctx, conn, reader, mark, section, start, PAGE), _belt(ctx, conn, mark)


def belt(ctx: Context, reader: Reader | None) -> Belt:
    """What stands over lists: the sections that have stories of the last days, in the order of the paper, and the
    hashtags that the last two days have more of than is usual of them."""
    demand(ctx, reader, Right.SKIM)
    with ctx.database.read() as conn:
        return _belt(ctx, conn, store.mark(conn))


def sections(ctx: Context, reader: Reader | None) -> tuple[str, ...]:
    """The keys of the sections that have stories of the last days, in the order of the paper."""
    return belt(ctx, reader).present


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


def _demand(ctx: Context, reader: Reader | None, section: str | None) -> None:
    demand(ctx, reader, Right.SKIM)
    if section is not None and section not in SECTIONS:
        raise NotFound("There is no such section here.")


def _front(
    ctx: Context, conn: Connection, reader: Reader | None, mark: Mark, section: str | None, start: int, limit: int
) -> tuple[Ranked, ...]:
    made, measured = _measured(ctx, conn, mark, section)
    given = {**DEFAULT, **(store.weights_of(conn, reader.id) if reader else {})}
    wishes = interests.of_reader(conn, reader.id, ctx.clock()) if reader else ()
    wanted = _wanted(conn, [one for one in wishes if one.wish is Wish.FOLLOW], measured, made)
    page = rank(measured, given, wanted)[start : start + max(1, min(limit, timeline.MOST))]
    cards = _cards(ctx, conn, reader, page, wishes)
    return tuple(
        Ranked(
            card, _others(one, card.outlet.id), standing(one, made, given, wanted.get(one.candidate.story or 0, 0.0))
        )
        for one, card in zip(page, cards, strict=True)
        if card
    )


def _measured(ctx: Context, conn: Connection, mark: Mark, section: str | None) -> tuple[int, tuple[Measured, ...]]:
    """The stories that may stand in front, as all readers share them, and when they were measured."""
    now = ctx.clock()

    def make() -> tuple[int, tuple[Measured, ...]]:
        return now, measure(store.candidates(conn, now, section), now)

    return ctx.paper.take(f"stories {section or ''}", mark, now, _FRESH, make)


def _belt(ctx: Context, conn: Connection, mark: Mark) -> Belt:
    now = ctx.clock()

    def make() -> tuple[tuple[str, ...], tuple[Rise, ...]]:
        present = store.present(conn, now, list(SECTIONS))
        return present, risen(trends.rises(conn, now - LATELY, now), TOP)

    present, trending = ctx.paper.take("belt", tuple(map(_much, mark)), now, _STEADY, make)
    return Belt(present, trending, mark[0])


def _much(count: int) -> int:
    """A count to three digits or so: a thousandth more articles makes no other trend."""
    return count >> max(0, count.bit_length() - _LITTLE)


def _wanted(conn: Connection, followed: Sequence[Interest], measured: Sequence[Measured], now: int) -> dict[int, float]:
    """1 for each story with an article of what the reader follows."""
    if not followed:
        return {}
    outlets = {int(one.key) for one in followed if one.thing is Thing.OUTLET}
    touched = following.touched(conn, followed, now - store.WINDOW)
    return {
        one.candidate.story: 1.0
        for one in measured
        if one.candidate.story and not (one.articles.isdisjoint(touched) and one.outlets.isdisjoint(outlets))
    }


def _cards(
    ctx: Context, conn: Connection, reader: Reader | None, page: Sequence[Measured], wishes: Sequence[Interest]
) -> list[Card | None]:
    """The card that stands for each story: of its first article that may be shown to the reader, if any."""
    muted = {one.key for one in wishes if one.wish is Wish.MUTE and one.thing is Thing.OUTLET}
    may = [
        [each.article_id for each in one.candidate.members[:_STAND_INS] if str(each.outlet_id) not in muted]
        for one in page
    ]
    ids = [article_id for its in may for article_id in its]
    states = reading_states.of_articles(conn, reader.id, ids) if reader and ids else {}
    hidden = {article_id for article_id, state in states.items() if state.hidden is not None}
    may = [[article_id for article_id in its if article_id not in hidden] for its in may]
    found: dict[int, Card] = {}
    for place in range(_STAND_INS):  # the first ones are enough nearly always
        missing = [its[place] for its in may if len(its) > place and not any(one in found for one in its)]
        if not missing:
            break
        cards = personal.as_seen(timeline.of_ids(conn, missing).cards, wishes, states)
        found |= {card.id: card for card in shown_cards(cards, policy_for(ctx, reader), ctx.clock())}
    return [next((found[one] for one in its if one in found), None) for its in may]


def _others(one: Measured, outlet_id: int) -> tuple[str, ...]:
    """The names of the other outlets of a story, the first to report first."""
    ordered = sorted(one.candidate.members, key=lambda member: (member.dated, member.article_id))
    return tuple({member.outlet_id: member.outlet for member in ordered if member.outlet_id != outlet_id}.values())


def _weight(part: Part, typed: str) -> int:
    if not typed.strip().isascii() or not typed.strip().isdigit() or int(typed) > MOST:
        raise BadInput(f"A weight is a whole number from 0 to {MOST}. Look at “{part.value}” again.")
    return int(typed)
