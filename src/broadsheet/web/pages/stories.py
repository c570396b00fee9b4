"""A story: its page and its feeds, and the desk where editors put stories together."""

from collections.abc import Callable
from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Request, Response
from fastapi import Form as Field
from fastapi.responses import RedirectResponse

from broadsheet.errors import BadInput, NotFound
from broadsheet.model.copies import CopyTree
from broadsheet.model.timeline import Card
from broadsheet.service import comments, stories
from broadsheet.web.asking import Asking
from broadsheet.web.copy_tree import Drawing, draw
from broadsheet.web.errors import status_of
from broadsheet.web.feeds import LIMIT, Feed, Form, base_of, of_cards, respond
from broadsheet.web.interface.current import gettext as _
from broadsheet.web.rendering import Ctx, Id, show

router = APIRouter()
DAY = 86_400

Typed = Annotated[str, Field(max_length=2_000)]
Number = Annotated[int, Field(ge=1, lt=2**53)]


@router.get("/story/{story_id}")
def story(request: Request, ctx: Ctx, reader: Asking, story_id: Id) -> Response:
    """All that covers a story, by days, with what came before and after it, and what readers say."""
    coverage = stories.read(ctx, reader, story_id)
    if coverage.story.id != story_id:
        return RedirectResponse(f"/story/{coverage.story.id}", 301)
    return show(
        request,
        "story.html",
        coverage=coverage,
        days=[(day, list(cards)) for day, cards in groupby(coverage.originals, lambda card: card.dated // DAY * DAY)],
        outlets=_outlets(coverage.cards),
        drawing=_drawing(coverage.account.tree),
        titles={card.id: card for card in coverage.cards},
        thread=comments.thread_of_story(ctx, reader, story_id) if reader else None,
    )


@router.get("/story/{story_id}/feed.{form}")
def feed(request: Request, ctx: Ctx, reader: Asking, story_id: Id, form: Form) -> Response:
    """What covers a story as a feed, newest first."""
    found, cards = stories.newest(ctx, reader, story_id, LIMIT)
    title, page = (
        next((card.title for card in cards if card.id == found.headline_id), "") or _("Story"),
        f"/story/{found.id}",
    )
    return respond(request, form, Feed(title, base_of(request), page, f"{page}/feed.{form}", of_cards(cards)))


@router.get("/story/{story_id}/desk")
def desk(request: Request, ctx: Ctx, reader: Asking, story_id: Id) -> Response:
    """Where an editor puts a story together."""
    return _desk(request, ctx, reader, story_id)


@router.post("/story/{story_id}/merge")
def merge(request: Request, ctx: Ctx, reader: Asking, story_id: Id, other: Typed = "", reason: Typed = "") -> Response:
    """Make two stories one."""
    return _done(request, ctx, reader, story_id, lambda: stories.merge(ctx, reader, story_id, other, reason), reason)


@router.post("/story/{story_id}/take-out")
def take_out(
    request: Request, ctx: Ctx, reader: Asking, story_id: Id, article: Number, into: Typed = "", reason: Typed = ""
) -> Response:
    """Take an article out of a story."""
    act = lambda: stories.take_out(ctx, reader, story_id, article, into, reason)  # noqa: E731 (one line says it)
    return _done(request, ctx, reader, story_id, act, reason)


@router.post("/story/{story_id}/undo")
def undo(request: Request, ctx: Ctx, reader: Asking, story_id: Id, event: Number, reason: Typed = "") -> Response:
    """Do the opposite of what was done."""
    return _done(request, ctx, reader, story_id, lambda: stories.undo(ctx, reader, event, reason), reason)


@router.post("/story/{story_id}/lock")
def lock(request: Request, ctx: Ctx, reader: Asking, story_id: Id, reason: Typed = "") -> Response:
    """Leave a story as it is."""
    act = lambda: stories.lock(ctx, reader, story_id, locked=True, reason=reason)  # noqa: E731
    return _done(request, ctx, reader, story_id, act, reason)


@router.post("/story/{story_id}/unlock")
def unlock(request: Request, ctx: Ctx, reader: Asking, story_id: Id, reason: Typed = "") -> Response:
    """Let articles join a story again."""
    act = lambda: stories.lock(ctx, reader, story_id, locked=False, reason=reason)  # noqa: E731
    return _done(request, ctx, reader, story_id, act, reason)


def _done(
    request: Request, ctx: Ctx, reader: Asking, story_id: int, act: Callable[[], int], reason: str
) -> Response:  # fmt: skip
    """To the story that it came to; or the desk once more, with what is wrong."""
    try:
        return RedirectResponse(f"/story/{act()}#history", 303)
    except (BadInput, NotFound) as error:
        return _desk(request, ctx, reader, story_id, error, reason)


def _desk(
    request: Request,
    ctx: Ctx,
    reader: Asking,
    story_id: int,
    fault: BadInput | NotFound | None = None,
    reason: str = "",
) -> Response:
    choice = stories.choices(ctx, reader, story_id)
    coverage = stories.read(ctx, reader, story_id)
    return show(
        request,
        "story_desk.html",
        status=status_of(fault) if fault else 200,
        coverage=coverage,
        similar=choice.similar,
        fault=fault.reason if fault else None,
        reason=reason,
    )


def _drawing(tree: CopyTree) -> Drawing | None:
    """The picture of who has it from whom; None where all report by themselves."""
    return draw(tree) if any(branch.parent is not None for branch in tree.branches) else None


def _outlets(cards: tuple[Card, ...]) -> list[tuple[Card, int]]:
    """The outlets of a story in the order in which they reported, each by its first card, with how many it has."""
    first: dict[int, Card] = {}
    for card in cards:
        first.setdefault(card.outlet.id, card)
    return [(card, sum(other.outlet.id == key for other in cards)) for key, card in first.items()]
