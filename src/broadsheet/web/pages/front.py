"""The front page, its sections, the newest articles, and their feeds."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from broadsheet.model.coverage import Belt, Ranked
from broadsheet.model.listings import Kind
from broadsheet.model.readers import Right
from broadsheet.model.sections import SECTIONS
from broadsheet.service import ranking, reading_states, sources, timeline
from broadsheet.web.asking import Asking
from broadsheet.web.feeds import LIMIT, Feed, Form, base_of, of_cards, respond
from broadsheet.web.interface.current import gettext as _
from broadsheet.web.rendering import Ctx, show

router = APIRouter()
CURSOR = 200  # characters that a cursor has at most
PAGE = ranking.PAGE

# How many stories stand before the first one of a page.
Start = Annotated[int, Query(ge=0, le=10_000)]


@router.get("/")
def front(
    request: Request, ctx: Ctx, reader: Asking, start: Start = 0, cursor: str | None = None, kind: Kind | None = None
) -> Response:
    """The stories of the day, the most important first; on the first visit, the way to the welcome page."""
    if cursor is not None or kind is not None:  # addresses from before there were stories
        return newest(request, ctx, reader, cursor, kind)
    shown, belt = ranking.front_page(ctx, reader, start=start)
    if not shown and not start:
        return newest(request, ctx, reader)
    return _stories(request, shown, belt, start, None)


@router.get("/section/{key}")
def section(request: Request, ctx: Ctx, reader: Asking, key: str, start: Start = 0) -> Response:
    """The stories of one section, the most important first."""
    return _stories(request, *ranking.front_page(ctx, reader, section=key, start=start), start, key)


@router.get("/section/{key}/feed.{form}")
def section_feed(request: Request, ctx: Ctx, reader: Asking, key: str, form: Form) -> Response:
    """The stories of one section as a feed, by the article that stands for each."""
    cards = [each.card for each in ranking.front(ctx, reader, section=key, limit=LIMIT)]
    newest_first = sorted(cards, key=lambda card: (-card.dated, -card.id))
    page = f"/section/{key}"
    title = f"{_(SECTIONS[key])} · Broadsheet"
    return respond(request, form, Feed(title, base_of(request), page, f"{page}/feed.{form}", of_cards(newest_first)))


@router.get("/newest")
def newest(
    request: Request, ctx: Ctx, reader: Asking, cursor: str | None = None, kind: Kind | None = None
) -> Response:  # fmt: skip
    """The newest articles, one by one, or those of one kind."""
    shown = timeline.front(ctx, reader, cursor=cursor, kind=kind, reprints=False)
    if not shown.cards and shown.next is None and cursor is None and kind is None:
        return _waiting(request, ctx, reader)
    return show(
        request,
        "newest.html",
        timeline=shown,
        kind=kind,
        cursor=cursor,
        swept=reading_states.last_sweep(ctx, reader),
        **_over(ranking.belt(ctx, reader), first=cursor is None),
    )


@router.get("/feed.{form}")
def feed(request: Request, ctx: Ctx, reader: Asking, form: Form, kind: Kind | None = None) -> Response:
    """The newest articles as a feed, or those of one kind."""
    shown = timeline.front(ctx, reader, limit=LIMIT, kind=kind)
    return respond(request, form, Feed("Broadsheet", base_of(request), "/", f"/feed.{form}", of_cards(shown.cards)))


def _stories(request: Request, shown: tuple[Ranked, ...], belt: Belt, start: int, key: str | None) -> Response:
    return show(
        request,
        "front.html",
        stories=shown,
        start=start,
        more=start + PAGE if len(shown) >= PAGE else None,
        section=key,
        **_over(belt, first=not start),
    )


def _over(belt: Belt, *, first: bool) -> dict[str, Any]:
    """What stands over a list: the sections, and on its first page the trending hashtags and room for news."""
    more = {"trending": belt.trending, "newest": belt.newest} if first else {"trending": (), "newest": None}
    return {"present": belt.present, **more}


def _waiting(request: Request, ctx: Ctx, reader: Asking) -> Response:
    """No article yet: what the sources are doing, or the welcome page where there is none. Who does not keep the
    sources only learns that the first articles are on their way."""
    keeps = reader is not None and reader.may(Right.COLLECT)
    listing = sources.listing(ctx, reader) if keeps else ()
    if keeps and not listing:
        return RedirectResponse("/welcome", 303)
    return show(request, "waiting.html", sources=listing)
