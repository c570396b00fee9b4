"""A hashtag's articles, and its feeds."""

from urllib.parse import quote

from fastapi import APIRouter, Request, Response

from broadsheet.service import interests, timeline
from broadsheet.web.asking import Asking
from broadsheet.web.feeds import LIMIT, Feed, Form, base_of, of_cards, respond
from broadsheet.web.interface.current import gettext as _
from broadsheet.web.rendering import Ctx, show

router = APIRouter()


@router.get("/tag/{key}")
def hashtag(request: Request, ctx: Ctx, reader: Asking, key: str, cursor: str | None = None) -> Response:
    """The latest stories with one hashtag, each by its newest article that has it, and how much there is of it."""
    found, shown = timeline.of_hashtag(ctx, reader, key, cursor=cursor, by_story=True)
    portrait = timeline.portrait(ctx, reader, found)
    wishes = interests.listing(ctx, reader)
    return show(request, "hashtag.html", hashtag=found, portrait=portrait, timeline=shown, cursor=cursor, wishes=wishes)


@router.get("/tag/{key}/feed.{form}")
def feed(request: Request, ctx: Ctx, reader: Asking, key: str, form: Form) -> Response:
    """The latest news with one hashtag as a feed."""
    found, shown = timeline.of_hashtag(ctx, reader, key, limit=LIMIT)
    title, page = _("Latest news with %(label)s", label=found.label), f"/tag/{quote(found.key, safe='')}"
    return respond(request, form, Feed(title, base_of(request), page, f"{page}/feed.{form}", of_cards(shown.cards)))
