"""News announced while a page is open (server-sent events), the keys, and the page for when there is no connection."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import State

from broadsheet.model.readers import Reader
from broadsheet.service import timeline
from broadsheet.service.context import Context
from broadsheet.web.asking import Asking
from broadsheet.web.interface.counting import counted
from broadsheet.web.rendering import Ctx, show

router = APIRouter()
MOST = 100  # pages that listen at once: the other half of the connections is for those who read
PAUSE = 20  # seconds between two looks: as long as a newspaper can wait


@router.get("/live")
def live(request: Request, ctx: Ctx, reader: Asking, since: Annotated[int, Query(ge=0, lt=2**53)]) -> Response:
    """How many articles came after the one of the number `since`, told whenever there are more (HTML Living Standard,
    9.2, server-sent events)."""
    timeline.newer(ctx, reader, since)  # who may not, hears it before the stream begins
    if request.app.state.listeners >= MOST:
        return Response(status_code=204)  # with this a browser asks no more (9.2.2)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}  # nginx would hold the lines back
    return StreamingResponse(
        _told(request.app.state, ctx, reader, since), media_type="text/event-stream", headers=headers
    )


@router.get("/keys")
def keys(request: Request, reader: Asking) -> Response:  # noqa: ARG001 (asking who it is lets the page know)
    """What the keys do."""
    return show(request, "keys.html")


@router.get("/offline")
def offline(request: Request) -> Response:
    """What the browser shows where it has no connection and has not kept a page; it holds nothing of a reader."""
    return show(request, "offline.html")


async def _told(state: State, ctx: Context, reader: Reader | None, since: int) -> AsyncIterator[str]:
    said = 0
    state.listeners += 1
    try:
        while True:
            count = await run_in_threadpool(timeline.newer, ctx, reader, since)
            # A line even where there is no news: so both sides learn when the other is gone.
            yield f"event: news\ndata: {counted(count, 'new article')}\n\n" if count > said else ":\n\n"
            said = max(said, count)
            await asyncio.sleep(PAUSE)
    finally:
        state.listeners -= 1
