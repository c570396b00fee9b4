"""Search, and any search as a feed."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse

from broadsheet.errors import BadInput
from broadsheet.model.searches import Search
from broadsheet.model.timeline import Query
from broadsheet.service import search as service
from broadsheet.service import searches
from broadsheet.service.context import Context
from broadsheet.text import queries
from broadsheet.text.words import squash
from broadsheet.web.asking import Asking
from broadsheet.web.feeds import LIMIT, Feed, Form, base_of, of_cards, respond
from broadsheet.web.interface.current import gettext as _
from broadsheet.web.rendering import Ctx, address, show

router = APIRouter()


def _asked(q: str = "", order: str = "newest", after: str = "", before: str = "") -> Query:
    """The query that an address asks. The form's days become part of the words: there they can be seen and changed."""
    days = [f"{name}:{said.strip()}" for name, said in (("after", after), ("before", before)) if said.strip()]
    words = squash(" ".join([q, *days]))
    read = queries.read(words)
    return Query(queries.write(read) if days and not read.hints else words, "best" if order == "best" else "newest")


Asked = Annotated[Query, Depends(_asked)]


@router.get("/search")
def search(request: Request, ctx: Ctx, reader: Asking, query: Asked, cursor: str | None = None) -> Response:
    """The form, and what was found with it."""
    if request.query_params.get("after") or request.query_params.get("before"):
        return RedirectResponse(address("/search", **given_by(query)), 303)
    if query.words:
        return hits(request, ctx, reader, query, cursor)
    return show(request, "search.html", query=query, saved=searches.kept(ctx, reader) if reader else ())


@router.get("/search/feed.{form}")
def feed(request: Request, ctx: Ctx, reader: Asking, query: Asked, form: Form) -> Response:
    """The newest that a search finds, as a feed."""
    if not query.words:
        raise BadInput("A feed of a search needs its words: /search/feed.rss?q=words.")
    asked = given_by(query)
    page, path = address("/search", **asked), address(f"/search/feed.{form}", **asked)
    return feed_of(
        request,
        ctx,
        reader,
        query,
        form,
        Feed(_("Search for %(words)s", words=query.words), base_of(request), page, path, ()),
    )


def hits(
    request: Request, ctx: Context, reader: Asking, query: Query, cursor: str | None, kept: Search | None = None
) -> Response:
    """A page of what a search finds. `kept`: the search of the reader's that it is."""
    found = service.explore(ctx, reader, query, cursor=cursor)
    return show(
        request,
        "hits.html",
        query=query,
        given=given_by(query),
        found=found,
        results=found.results,
        cursor=cursor,
        kept=kept,
        place=f"/searches/{kept.id}" if kept else "/search",
    )


def feed_of(request: Request, ctx: Context, reader: Asking, query: Query, form: Form, feed: Feed) -> Response:
    """What a search finds as a feed, of which all but the entries is said."""
    results = service.search(ctx, reader, query, limit=LIMIT)
    return respond(request, form, replace(feed, entries=of_cards(results.timeline.cards)))


def given_by(query: Query) -> dict[str, str]:
    """A query as the address of its page has it."""
    return {"q": query.words, "order": query.order if query.order != "newest" else ""}
