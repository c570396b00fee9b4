"""From an error to a page: one table, one template, and never a trace for the reader."""

import logging

from fastapi import FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from broadsheet.errors import BadInput, BroadsheetError, Forbidden, NotFound, NotSignedIn, StoreError, TooManyTries
from broadsheet.service import readers
from broadsheet.web.interface.current import gettext as _
from broadsheet.web.interface.current import noted
from broadsheet.web.rendering import address, fill, known

STATUS: dict[type[BroadsheetError], int] = {
    NotFound: 404,
    BadInput: 400,
    NotSignedIn: 401,
    Forbidden: 403,
    TooManyTries: 429,
    StoreError: 503,
}
TITLES = {
    400: noted("That cannot be used as it is"),
    401: noted("Only for readers of this Broadsheet"),
    403: noted("Not for you, or not from there"),
    404: noted("There is no such page"),
    405: noted("Not in that way"),
    413: noted("That is too large"),
    429: noted("Too often"),
    500: noted("Something went wrong here"),
    503: noted("Not just now"),
}
SENTENCES = {
    400: noted("The address or the form holds something that this page does not know."),
    404: noted("The address may be mistyped, or what it named may have been removed."),
    405: noted("This address cannot be asked in that way."),
    413: noted("At most 5 MB can be sent at once."),
    503: noted("The archive cannot be read just now. What happened is in the program's log."),
    500: noted("It is not your doing. What happened is in the program's log."),
}
RETRY_AFTER = "5"  # seconds: a writer holds the database for less than that

log = logging.getLogger(__name__)


def status_of(error: BroadsheetError) -> int:
    """The HTTP status that an error of ours has on a page."""
    return next((status for kind, status in STATUS.items() if isinstance(error, kind)), 500)


def error_page(status: int, sentence: str | None = None, request: Request | None = None) -> HTMLResponse:
    """The page for a status, with a sentence of its own where there is one. `request`: for who is asking."""
    title = _(TITLES.get(status, noted("That did not work")))
    said = sentence or SENTENCES.get(status, noted("The page cannot be shown."))
    headers = {"Retry-After": RETRY_AFTER} if status == 503 else {}
    around = known(request) if request else {}
    return HTMLResponse(fill("error.html", **around, status=status, title=title, sentence=said), status, headers)


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


async def _ours(request: Request, error: Exception) -> Response:
    assert isinstance(error, BroadsheetError)
    if isinstance(error, NotSignedIn) and _is_for_people(request):
        return RedirectResponse(await run_in_threadpool(_door, request), 303)
    status = status_of(error)
    if status == 500 or (isinstance(error, StoreError) and not error.again):
        log.error("A page failed: %s", error.reason, exc_info=error)
        return error_page(status, None, request)  # the reason names files and tables, which are nothing for readers
    page = error_page(status, error.reason, request)
    if isinstance(error, TooManyTries):
        page.headers["Retry-After"] = str(error.retry_after)
    return page


def _is_for_people(request: Request) -> bool:
    """Whether a page was asked for, and no feed or file, which a program asks for."""
    return request.method == "GET" and "." not in request.url.path.rsplit("/", 1)[-1]


def _door(request: Request) -> str:
    """Where a visitor signs in, to come back to where they were going; or, on the first visit, becomes the owner."""
    if not readers.has_owner(request.app.state.ctx):
        return "/owner"
    path, query = request.url.path, request.url.query
    asked = f"{path}?{query}" if query else path
    return address("/sign-in", to=None if asked == "/" else asked)


async def _of_the_framework(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    page = error_page(error.status_code, None, request)
    page.headers.update(error.headers or {})
    return page


async def _of_the_request(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    in_path = any(fault["loc"][:1] == ("path",) for fault in error.errors())
    return error_page(404 if in_path else 400, None, request)
