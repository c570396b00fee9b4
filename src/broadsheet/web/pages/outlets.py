"""All outlets, and one outlet's articles, and its feeds."""

from fastapi import APIRouter, Request, Response

from broadsheet.service import health, interests, sources, timeline
from broadsheet.web.asking import Asking
from broadsheet.web.feeds import LIMIT, Feed, Form, base_of, of_cards, respond
from broadsheet.web.rendering import Ctx, Id, show

router = APIRouter()


@router.get("/outlets")
def outlets(request: Request, ctx: Ctx, reader: Asking) -> Response:
    """All outlets, by name."""
    return show(request, "outlets.html", outlets=sources.outlets(ctx, reader))


@router.get("/outlet/{outlet_id}")
def outlet(request: Request, ctx: Ctx, reader: Asking, outlet_id: Id, cursor: str | None = None) -> Response:
    """One outlet's newest articles."""
    quiet = None if cursor else health.of_outlet(ctx, reader, outlet_id)
    wishes = interests.listing(ctx, reader)
    found, shown = timeline.of_outlet(ctx, reader, outlet_id, cursor=cursor)
    return show(request, "outlet.html", outlet=found, timeline=shown, cursor=cursor, quiet=quiet, wishes=wishes)


@router.get("/outlet/{outlet_id}/feed.{form}")
def feed(request: Request, ctx: Ctx, reader: Asking, outlet_id: Id, form: Form) -> Response:
    """One outlet's newest articles as a feed."""
    found, shown = timeline.of_outlet(ctx, reader, outlet_id, limit=LIMIT)
    page = f"/outlet/{found.id}"
    return respond(
        request, form, Feed(found.name, base_of(request), page, f"{page}/feed.{form}", of_cards(shown.cards))
    )
