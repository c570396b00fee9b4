"""Signing in and out, and coming back in when the password is forgotten."""

from typing import Annotated

from fastapi import APIRouter, Request, Response
from fastapi import Form as Field
from fastapi.responses import RedirectResponse

from broadsheet.errors import BadInput, TooManyTries
from broadsheet.model.readers import Reader
from broadsheet.service import readers, sessions
from broadsheet.web import errors
from broadsheet.web.asking import Asking, address_of, agent_of, forget, remember, token_of
from broadsheet.web.rendering import Ctx, show
from broadsheet.web.words import inside

router = APIRouter()
Text = Annotated[str, Field(max_length=400)]
Short = Annotated[str, Field(max_length=1000)]
DONE = {"out": "You are signed out.", "everywhere": "You are signed out everywhere.", "gone": "Your account is gone."}


@router.get("/sign-in")
def sign_in(request: Request, ctx: Ctx, reader: Asking, to: str = "", done: str = "") -> Response:
    """The form; on the first visit of all, the way to the owner's."""
    if reader:
        return RedirectResponse(inside(to), 303)
    if not readers.has_owner(ctx):
        return RedirectResponse("/owner", 303)
    return _form(request, to=to, done=DONE.get(done))


@router.post("/sign-in")
def enter(request: Request, ctx: Ctx, name: Text = "", password: Text = "", to: Short = "") -> Response:
    """Name and password are right: in."""
    try:
        token = sessions.sign_in(ctx, name, password, address=address_of(request), agent=agent_of(request))
    except (BadInput, TooManyTries) as error:
        return _form(request, to=to, name=name, fault=error.reason, status=errors.status_of(error))
    return remember(request, RedirectResponse(inside(to), 303), token)


@router.post("/sign-out")
def leave(request: Request, ctx: Ctx) -> Response:
    """Out, here."""
    sessions.sign_out(ctx, token_of(request))
    return forget(request, RedirectResponse("/sign-in?done=out", 303))


@router.post("/sign-out/everywhere")
def leave_everywhere(request: Request, ctx: Ctx, reader: Asking) -> Response:
    """Out, in every browser."""
    sessions.sign_out_everywhere(ctx, reader)
    return forget(request, RedirectResponse("/sign-in?done=everywhere", 303))


@router.get("/recover")
def recovery(request: Request, ctx: Ctx) -> Response:
    """Ask for a link by mail."""
    return _recovery(request, ctx)


@router.post("/recover")
def ask(request: Request, ctx: Ctx, email: Text = "") -> Response:
    """Send the link, if that is a reader's address; the answer is the same if it is not."""
    try:
        sessions.ask_recovery(ctx, email, address=address_of(request))
    except (BadInput, TooManyTries) as error:
        return _recovery(request, ctx, email=email, fault=error.reason, status=errors.status_of(error))
    return _recovery(request, ctx, email=email, sent=True)


@router.get("/recover/{token}")
def choose(request: Request, ctx: Ctx, token: str) -> Response:
    """The form for a new password."""
    sessions.check_recovery(ctx, token)
    return show(request, "new_password.html", fault=None)


@router.post("/recover/{token}")
def recover(request: Request, ctx: Ctx, token: str, password: Text = "") -> Response:
    """Set the new password, and in."""
    try:
        back = sessions.recover(ctx, token, password)
    except BadInput as error:
        return show(request, "new_password.html", status=400, fault=error.reason)
    return welcome_in(request, ctx, back, "/")


def welcome_in(request: Request, ctx: Ctx, reader: Reader, to: str) -> Response:
    """Begin a session for somebody who has just joined, or come back, and show them a page."""
    token = sessions.begin(ctx, reader, agent=agent_of(request))
    return remember(request, RedirectResponse(to, 303), token)


def _form(
    request: Request, *, to: str, name: str = "", fault: str | None = None, done: str | None = None, status: int = 200
) -> Response:
    return show(request, "sign_in.html", status=status, to=to, name=name, fault=fault, done=done)


def _recovery(
    request: Request, ctx: Ctx, *, email: str = "", fault: str | None = None, sent: bool = False, status: int = 200
) -> Response:
    by_mail = ctx.settings.sends_mail
    return show(request, "recover.html", status=status, by_mail=by_mail, sent=sent, fault=fault, email=email)
