"""Somebody's articles, and their feeds."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from broadsheet.service import interests, timeline
from broadsheet.text.words import fold, squash
from broadsheet.web.asking import Asking
from broadsheet.web.feeds import LIMIT, Feed, Form, base_of, of_cards, respond
from broadsheet.web.interface.current import gettext as _
from broadsheet.web.rendering import Ctx, address, show

router = APIRouter()
Name = Annotated[str, Query(min_length=1, max_length=200)]  # in the query, for names hold slashes and dots


@router.get("/author")
def author(request: Request, ctx: Ctx, reader: Asking, name: Name, cursor: str | None = None) -> Response:
    """The latest news by somebody."""
    shown = timeline.of_author(ctx, reader, name, cursor=cursor)
    wishes = interests.listing(ctx, reader)
    key = fold(squash(name))
    return show(request, "author.html", name=name, key=key, timeline=shown, cursor=cursor, wishes=wishes)


@router.get("/author/feed.{form}")
def feed(request: Request, ctx: Ctx, reader: Asking, name: Name, form: Form) -> Response:
    """The latest news by somebody as a feed."""
    shown = timeline.of_author(ctx, reader, name, limit=LIMIT)
    page, own = address("/author", name=name), address(f"/author/feed.{form}", name=name)
    return respond(request, form, Feed(_("By %(name)s", name=name), base_of(request), page, own, of_cards(shown.cards)))
