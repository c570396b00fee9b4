"""From an error to a page: one table, one template, and never a trace for the reader."""

import logging

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from broadsheet.errors import BadInput, BroadsheetError, NotFound, StoreError
from broadsheet.web.rendering import fill

STATUS: dict[type[BroadsheetError], int] = {NotFound: 404, BadInput: 400, StoreError: 503}
TITLES = {
    400: "That cannot be used as it is",
    403: "Not from there",
    404: "There is no such page",
    405: "Not in that way",
    413: "That is too large",
    500: "Something went wrong here",
    503: "Not just now",
}
SENTENCES = {
    400: "The address or the form holds something that this page does not know.",
    404: "The address may be mistyped, or what it named may have been removed.",
    405: "This address cannot be asked in that way.",
    413: "At most 5 MB can be sent at once.",
    503: "The archive cannot be read just now. What happened is in the program's log.",
    500: "It is not your doing. What happened is in the program's log.",
}
RETRY_AFTER = "5"  # seconds: a writer holds the database for less than that

log = logging.getLogger(__name__)


def status_of(error: BroadsheetError) -> int:
    """The HTTP status that an error of ours has on a page."""
    return next((status for kind, status in STATUS.items() if isinstance(error, kind)), 500)


def error_page(status: int, sentence: str | None = None) -> HTMLResponse:
    """The page for a status, with a sentence of its own where there is one."""
    title = TITLES.get(status, "That did not work")
    said = sentence or SENTENCES.get(status, "The page cannot be shown.")
    headers = {"Retry-After": RETRY_AFTER} if status == 503 else {}
    return HTMLResponse(fill("error.html", status=status, title=title, sentence=said), status, headers)


def install(app: FastAPI) -> None:
    """Give the app its handlers. What they do not know reaches `Surprises`."""
    app.add_exception_handler(BroadsheetError, _ours)
    app.add_exception_handler(HTTPException, _of_the_framework)
    app.add_exception_handler(RequestValidationError, _of_the_request)


class Surprises:
    """ASGI middleware: an error that nobody expected is logged whole and shown as a plain page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; answer 500 where that fails before an answer has begun."""
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, sending)
        except Exception:
            if scope["type"] != "http" or begun:
                raise
            log.exception("%s %s failed", scope["method"], scope["path"])
            await error_page(500)(scope, receive, send)


async def _ours(_request: Request, error: Exception) -> Response:
    assert isinstance(error, BroadsheetError)
    status = status_of(error)
    if status == 500 or (isinstance(error, StoreError) and not error.again):
        log.error("A page failed: %s", error.reason, exc_info=error)
        return error_page(status)  # the reason names files and tables, which are nothing for readers
    return error_page(status, error.reason)


async def _of_the_framework(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    page = error_page(error.status_code)
    page.headers.update(error.headers or {})
    return page


async def _of_the_request(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    in_path = any(fault["loc"][:1] == ("path",) for fault in error.errors())
    return error_page(404 if in_path else 400)
