"""The front page, and its feeds."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from broadsheet.model.listings import Kind
from broadsheet.service import sources, timeline
from broadsheet.web.feeds import LIMIT, Feed, Form, base_of, respond
from broadsheet.web.rendering import Ctx, show

router = APIRouter()
CURSOR = 200  # characters that a cursor has at most


@router.get("/")
def front(request: Request, ctx: Ctx, cursor: str | None = None, kind: Kind | None = None) -> Response:
    """The newest articles; on the first visit, the way to the welcome page."""
    shown = timeline.front(ctx, cursor=cursor, kind=kind)
    if not shown.cards and cursor is None and kind is None:
        return _waiting(request, ctx)
    busiest = timeline.hashtags_now(ctx) if cursor is None else ()
    return show(request, "front.html", timeline=shown, busiest=busiest, kind=kind, cursor=cursor)


@router.get("/feed.{form}")
def feed(request: Request, ctx: Ctx, form: Form, kind: Kind | None = None) -> Response:
    """The front page as a feed, or one kind of it."""
    shown = timeline.front(ctx, limit=LIMIT, kind=kind)
    return respond(request, form, Feed("Broadsheet", base_of(request), "/", f"/feed.{form}", shown.cards))


def _waiting(request: Request, ctx: Ctx) -> Response:
    """No article yet: what the sources are doing, or the welcome page where there is none."""
    listing = sources.listing(ctx)
    if not listing:
        return RedirectResponse("/welcome", 303)
    return show(request, "waiting.html", sources=listing)
