"""Who is asking: the reader of the session's cookie, or of the key in a feed's address. Whether they may is for the
services to say."""

from typing import Annotated

from fastapi import Depends, Request, Response

from broadsheet.config import Settings
from broadsheet.model.readers import Reader
from broadsheet.service import sessions
from broadsheet.web.interface.current import prefer
from broadsheet.web.rendering import Ctx

FEED = "/feed."  # a feed reader cannot sign in: these addresses alone may carry a reader's key
KEY = "key"


def _asking(request: Request, ctx: Ctx) -> Reader | None:
    found = sessions.find(ctx, token_of(request))
    if found is None and FEED in request.url.path:
        found = sessions.of_feed_key(ctx, request.query_params.get(KEY))
    request.state.reader = found
    prefer(found.interface if found else None)
    return found


# What pages take: the reader who is asking, or None for a visitor.
Asking = Annotated[Reader | None, Depends(_asking)]


def token_of(request: Request) -> str | None:
    """The token of the session that the browser is in, if any."""
    return request.cookies.get(_cookie(request.app.state.ctx.settings))


def remember(request: Request, response: Response, token: str) -> Response:
    """Give the browser its session: for this site alone, out of reach of scripts, encrypted wherever the site is."""
    response.set_cookie(
        _cookie(request.app.state.ctx.settings),
        token,
        max_age=sessions.LASTS,
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
    return response


def forget(request: Request, response: Response) -> Response:
    """Take the session from the browser, and the pages that it kept for offline (W3C Clear Site Data)."""
    response.headers["Clear-Site-Data"] = '"storage"'
    response.delete_cookie(_cookie(request.app.state.ctx.settings), httponly=True, samesite="lax")
    return response


def address_of(request: Request) -> str:
    """Where a request came from, for counting tries: an IPv4 address, or the half of an IPv6 address that one
    household has."""
    host = request.client.host if request.client else ""
    return ":".join(host.split(":")[:4]) if ":" in host else host


def agent_of(request: Request) -> str:
    """What the browser calls itself."""
    return request.headers.get("user-agent", "")


def _cookie(settings: Settings) -> str:
    """Browsers do not tell ports apart: two Broadsheets on one machine need two names."""
    return f"broadsheet-{settings.port}"
