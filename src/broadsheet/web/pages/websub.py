"""Where hubs call (WebSub, 5.2, 5.3 and 7): no account, no cookie; the address itself is what they must know."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from broadsheet.service import websub
from broadsheet.web.rendering import Ctx

router = APIRouter()
PATIENCE = 30  # seconds for a push to come whole

Mode = Annotated[str, Query(alias="hub.mode", max_length=20)]
Topic = Annotated[str, Query(alias="hub.topic", max_length=5_000)]
Challenge = Annotated[str, Query(alias="hub.challenge", max_length=5_000)]
Lease = Annotated[str, Query(alias="hub.lease_seconds", max_length=20)]
Reason = Annotated[str, Query(alias="hub.reason", max_length=5_000)]


@router.get("/websub/{token}")
def verify(
    ctx: Ctx, token: str, mode: Mode = "", topic: Topic = "", challenge: Challenge = "", lease: Lease = "",
    reason: Reason = "",
) -> Response:  # fmt: skip
    """Whether it was us who asked; or that the hub will not tell us."""
    if mode == "denied":
        websub.deny(ctx, token, topic, reason)
        return Response(status_code=204)
    seconds = int(lease) if lease.isascii() and lease.isdigit() else None
    return Response(websub.verify(ctx, token, mode, topic, challenge, seconds), media_type="text/plain")


@router.post("/websub/{token}")
async def receive(request: Request, ctx: Ctx, token: str) -> Response:
    """Something new. The answer is the same whether it is signed as agreed or not."""
    if not await run_in_threadpool(websub.expects, ctx, token):
        return Response(status_code=410)
    try:
        async with asyncio.timeout(PATIENCE):
            body = await _read(request)
    except (TimeoutError, ClientDisconnect):
        return Response(status_code=408)
    if body is None:
        return Response(status_code=413)
    headers = request.headers
    said = headers.get("content-type", ""), headers.get("x-hub-signature", "")
    await run_in_threadpool(websub.receive, ctx, token, body, *said)
    return Response(status_code=202)


async def _read(request: Request) -> bytes | None:
    """The body; None where it is longer than we read."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > websub.LARGEST:
            return None
    return bytes(body)
