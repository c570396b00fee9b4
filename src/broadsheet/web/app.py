"""The web entrance: one app, its pages, and what stands around them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI, Response
from starlette.middleware.gzip import GZipMiddleware

from broadsheet.service import upkeep
from broadsheet.service.context import Context
from broadsheet.web import assets, errors
from broadsheet.web.interface.current import Chooser
from broadsheet.web.pages import (
    abilities,
    articles,
    authors,
    channels,
    comments,
    demo,
    front,
    hashtags,
    health,
    interests,
    jobs,
    joining,
    live,
    media,
    moderation,
    outlets,
    page_sources,
    readers,
    reading_states,
    revisions,
    search,
    searches,
    sessions,
    sources,
    stories,
    websub,
    welcome,
)
from broadsheet.web.rendering import Ctx
from broadsheet.web.security import Guard

PAGES = (
    front,
    articles,
    authors,
    outlets,
    hashtags,
    stories,
    search,
    searches,
    health,
    sources,
    page_sources,
    welcome,
    sessions,
    readers,
    abilities,
    comments,
    moderation,
    channels,
    joining,
    media,
    revisions,
    websub,
    jobs,
    reading_states,
    interests,
    live,
)
router = APIRouter()


def create_app(ctx: Context, *, version: str, mailbox: demo.Mails | None = None) -> FastAPI:
    """The pages over one Context. `version` stands at the foot of every page. `mailbox`: what the demo's mail server
    got; with it come the demo's own pages."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        await ctx.client.close()  # the connections that adding sources opened in this loop

    app = FastAPI(
        title="Broadsheet", version=version, openapi_url=None, docs_url=None, redoc_url=None, lifespan=lifespan
    )
    app.state.ctx = ctx
    app.state.mailbox = mailbox
    app.state.listeners = 0  # pages that are told of news just now
    for part in (*PAGES, assets, *([demo] if mailbox else [])):
        app.include_router(part.router)
    app.include_router(router)
    errors.install(app)
    app.add_middleware(errors.Surprises)  # the last one added is the first one met
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)
    app.add_middleware(Guard, settings=ctx.settings)
    app.add_middleware(Chooser)
    return app


@router.get("/healthz")
def healthz(ctx: Ctx) -> dict[str, str]:
    """Whether the program answers, and its database too."""
    upkeep.check(ctx)
    return {"status": "ok"}


@router.get("/robots.txt")
async def robots() -> Response:
    """Nothing here is for search engines: an instance is private."""
    return Response("User-agent: *\nDisallow: /\n", media_type="text/plain")
