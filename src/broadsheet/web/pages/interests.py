"""What a reader follows and mutes, and the latest of what is followed, as a page and as a feed."""

from datetime import UTC, date, datetime, time
from typing import Annotated

from fastapi import APIRouter, Request, Response
from fastapi import Form as Field
from fastapi.responses import RedirectResponse

from broadsheet.errors import BadInput
from broadsheet.model.interests import Thing, Wish
from broadsheet.service import interests
from broadsheet.web.asking import Asking
from broadsheet.web.feeds import LIMIT, Feed, Form, base_of, of_cards, respond
from broadsheet.web.interface.current import gettext as _
from broadsheet.web.rendering import Ctx, Id, show
from broadsheet.web.words import inside

router = APIRouter()
Back = Annotated[str, Field(max_length=2000)]


@router.get("/following")
def following(request: Request, ctx: Ctx, reader: Asking, cursor: str | None = None) -> Response:
    """The latest of what the reader follows; and all that is followed and muted."""
    return _page(request, ctx, reader, cursor=cursor)


@router.get("/following/feed.{form}")
def feed(request: Request, ctx: Ctx, reader: Asking, form: Form) -> Response:
    """The latest of what the reader follows as a feed."""
    shown = interests.following(ctx, reader, limit=LIMIT)
    page = "/following"
    return respond(
        request, form, Feed(_("Following"), base_of(request), page, f"{page}/feed.{form}", of_cards(shown.cards))
    )


@router.post("/following")
def put(
    request: Request, ctx: Ctx, reader: Asking, wish: Annotated[Wish, Field()], thing: Annotated[Thing, Field()],
    key: Annotated[str, Field(max_length=500)] = "", until: Annotated[str, Field(max_length=10)] = "",
    back: Back = "/following",
) -> Response:  # fmt: skip
    """Follow or mute a thing; `until`: the last day on which it is so."""
    try:
        interests.put(ctx, reader, wish, thing, key, _end_of(until))
    except BadInput as error:
        return _page(request, ctx, reader, fault=error.reason, status=400)
    return RedirectResponse(inside(back), 303)


@router.post("/following/{interest_id}/drop")
def drop(ctx: Ctx, reader: Asking, interest_id: Id, back: Back = "/following") -> Response:
    """Follow or mute a thing no longer."""
    interests.drop(ctx, reader, interest_id)
    return RedirectResponse(inside(back), 303)


def _page(
    request: Request,
    ctx: Ctx,
    reader: Asking,
    *,
    cursor: str | None = None,
    fault: str | None = None,
    status: int = 200,
) -> Response:
    shown = interests.following(ctx, reader, cursor=cursor)
    wishes = interests.listing(ctx, reader)
    return show(request, "following.html", status=status, timeline=shown, wishes=wishes, cursor=cursor, fault=fault)


def _end_of(day: str) -> int | None:
    """When a day ends (UTC), or None where none is given. Raises BadInput."""
    if not day:
        return None
    try:
        return int(datetime.combine(date.fromisoformat(day), time.max, UTC).timestamp()) + 1
    except ValueError:
        raise BadInput("That is no day. Choose one, such as 2026-01-31.") from None
