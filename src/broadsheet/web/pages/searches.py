"""The searches that a reader keeps: each a page and a feed."""

from typing import Annotated

from fastapi import APIRouter, Request, Response
from fastapi import Form as Field
from fastapi.responses import RedirectResponse

from broadsheet.model.searches import Search
from broadsheet.model.timeline import Query
from broadsheet.service import searches
from broadsheet.web.asking import Asking
from broadsheet.web.feeds import Feed, Form, base_of
from broadsheet.web.pages.search import feed_of, hits
from broadsheet.web.rendering import Ctx, Id, show

router = APIRouter()
Text = Annotated[str, Field(max_length=2000)]
DONE = {"saved": "The search is saved.", "renamed": "The search has its new name.", "removed": "The search is removed."}


@router.get("/searches")
def listing(request: Request, ctx: Ctx, reader: Asking, done: str = "") -> Response:
    """All of them, with what can be done."""
    return show(request, "searches.html", saved=searches.kept(ctx, reader), done=DONE.get(done))


@router.post("/searches")
def keep(ctx: Ctx, reader: Asking, q: Text = "", name: Text = "", order: Text = "newest") -> Response:
    """Keep a search."""
    made = searches.keep(ctx, reader, name=name, words=q, order=order)
    return RedirectResponse(f"/searches/{made.id}", 303)


@router.get("/searches/{search_id}")
def one(request: Request, ctx: Ctx, reader: Asking, search_id: Id, cursor: str | None = None) -> Response:
    """What a kept search finds now."""
    search = searches.get(ctx, reader, search_id)
    return hits(request, ctx, reader, _query(search), cursor, search)


@router.get("/searches/{search_id}/feed.{form}")
def feed(request: Request, ctx: Ctx, reader: Asking, search_id: Id, form: Form) -> Response:
    """What a kept search finds, newest first, as a feed: it keeps its address when it is renamed."""
    search = searches.get(ctx, reader, search_id)
    page = f"/searches/{search.id}"
    about = Feed(search.name, base_of(request), page, f"{page}/feed.{form}", ())
    return feed_of(request, ctx, reader, Query(search.words), form, about)


@router.post("/searches/{search_id}")
def rename(ctx: Ctx, reader: Asking, search_id: Id, name: Text = "") -> Response:
    """Call one otherwise."""
    searches.rename(ctx, reader, search_id, name)
    return RedirectResponse("/searches?done=renamed", 303)


@router.post("/searches/{search_id}/remove")
def remove(ctx: Ctx, reader: Asking, search_id: Id) -> Response:
    """Keep one no longer."""
    searches.remove(ctx, reader, search_id)
    return RedirectResponse("/searches?done=removed", 303)


def _query(search: Search) -> Query:
    return Query(search.words, search.order)
