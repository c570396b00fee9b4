"""The front page, and its feeds."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from broadsheet.model.listings import Kind
from broadsheet.model.readers import Right
from broadsheet.service import sources, timeline
from broadsheet.web.asking import Asking
from broadsheet.web.feeds import LIMIT, Feed, Form, base_of, of_cards, respond
from broadsheet.web.rendering import Ctx, show

router = APIRouter()
CURSOR = 200  # characters that a cursor has at most


@router.get("/")
def front(request: Request, ctx: Ctx, reader: Asking, cursor: str | None = None, kind: Kind | None = None) -> Response:
    """The newest articles; on the first visit, the way to the welcome page."""
    shown = timeline.front(ctx, reader, cursor=cursor, kind=kind)
    if not shown.cards and shown.next is None and cursor is None and kind is None:
        return _waiting(request, ctx, reader)
    trending = timeline.trending(ctx, reader) if cursor is None else ()
    newest = max((card.id for card in shown.cards), default=0)
    return show(request, "front.html", timeline=shown, trending=trending, newest=newest, kind=kind, cursor=cursor)


@router.get("/feed.{form}")
def feed(request: Request, ctx: Ctx, reader: Asking, form: Form, kind: Kind | None = None) -> Response:
    """The front page as a feed, or one kind of it."""
    shown = timeline.front(ctx, reader, limit=LIMIT, kind=kind)
    return respond(request, form, Feed("Broadsheet", base_of(request), "/", f"/feed.{form}", of_cards(shown.cards)))


def _waiting(request: Request, ctx: Ctx, reader: Asking) -> Response:
    """No article yet: what the sources are doing, or the welcome page where there is none. Who does not keep the
    sources only learns that the first articles are on their way."""
    keeps = reader is not None and reader.may(Right.COLLECT)
    listing = sources.listing(ctx, reader) if keeps else ()
    if keeps and not listing:
        return RedirectResponse("/welcome", 303)
    return show(request, "waiting.html", sources=listing)
