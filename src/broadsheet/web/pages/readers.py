"""Accounts: the first owner, invitations, the readers of this Broadsheet, and one's own page."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from fastapi import Form as Field
from fastapi.responses import RedirectResponse

from broadsheet.errors import BadInput, TooManyTries
from broadsheet.model.appearance import PLAIN, Appearance, Ground, Measure, TextSize, View
from broadsheet.model.coverage import Part
from broadsheet.model.readers import Role
from broadsheet.service import ranking, readers, sessions
from broadsheet.web import errors
from broadsheet.web.asking import Asking, address_of, forget, token_of
from broadsheet.web.feeds import base_of
from broadsheet.web.interface.catalogues import offered
from broadsheet.web.pages.sessions import welcome_in
from broadsheet.web.rendering import Ctx, Id, show

router = APIRouter()
Text = Annotated[str, Field(max_length=400)]
DONE = {
    "saved": "Saved.",
    "password": "The new password is set. You are signed out everywhere else.",
    "feeds": "Your feeds have new addresses. Give them to your feed reader again.",
    "language": "Your pages speak this language now.",
    "weights": "Your front page is weighed anew.",
    "looks": "The paper looks so from now on.",
    "out": "That browser is signed out.",
    "role": "The role is changed.",
    "removed": "The account is gone. What it said stays, without a name.",
    "withdrawn": "The invitation is taken back.",
}


@router.get("/owner")
def first(request: Request, ctx: Ctx) -> Response:
    """The first visit: who owns this Broadsheet?"""
    if readers.has_owner(ctx):
        return RedirectResponse("/sign-in", 303)
    return _joining(request, "owner.html")


@router.post("/owner")
def become_owner(request: Request, ctx: Ctx, name: Text = "", password: Text = "", email: Text = "") -> Response:
    """Make the owner, and in: to the page where the paper begins."""
    try:
        owner = readers.create_owner(ctx, name, password, email)
    except BadInput as error:
        return _joining(request, "owner.html", name=name, email=email, fault=error.reason, status=400)
    return welcome_in(request, ctx, owner, "/welcome")


@router.get("/invitation/{token}")
def invited(request: Request, ctx: Ctx, token: str) -> Response:
    """Somebody was invited: name and password."""
    return _joining(request, "invitation.html", ticket=readers.invitation(ctx, token))


@router.post("/invitation/{token}")
def join(
    request: Request, ctx: Ctx, token: str, name: Text = "", password: Text = "", email: Text = ""
) -> Response:  # fmt: skip
    """Make the account, and in."""
    ticket = readers.invitation(ctx, token)
    try:
        reader = readers.accept(ctx, token, name, password, email, address=address_of(request))
    except (BadInput, TooManyTries) as error:
        given: dict[str, Any] = {"name": name, "email": email, "fault": error.reason, "status": errors.status_of(error)}
        return _joining(request, "invitation.html", ticket=ticket, **given)
    return welcome_in(request, ctx, reader, "/")


@router.get("/readers")
def listing(request: Request, ctx: Ctx, reader: Asking, done: str = "") -> Response:
    """All readers, and the invitations that wait."""
    return _readers(request, ctx, reader, done=DONE.get(done))


@router.post("/readers/invite")
def invite(
    request: Request, ctx: Ctx, reader: Asking, role: Role = Field(Role.READER), note: Text = "", email: Text = ""
) -> Response:
    """Make an invitation, and show its link: this once."""
    try:
        token = readers.invite(ctx, reader, role, note, email)
    except BadInput as error:
        return _readers(request, ctx, reader, fault=error.reason, note=note, email=email, status=400)
    link = f"{base_of(request)}/invitation/{token}"
    return _readers(request, ctx, reader, link=link, mailed=email.strip())


@router.post("/readers/invitation/{ticket_id}/withdraw")
def withdraw(ctx: Ctx, reader: Asking, ticket_id: Id) -> Response:
    """Take an invitation back."""
    readers.withdraw(ctx, reader, ticket_id)
    return RedirectResponse("/readers?done=withdrawn", 303)


@router.post("/readers/{reader_id}/role")
def change_role(ctx: Ctx, reader: Asking, reader_id: Id, role: Annotated[Role, Field()]) -> Response:
    """Give a reader another role."""
    readers.change_role(ctx, reader, reader_id, role)
    return RedirectResponse("/readers?done=role", 303)


@router.post("/readers/{reader_id}/remove")
def remove(request: Request, ctx: Ctx, reader: Asking, reader_id: Id, sure: Text = "") -> Response:
    """Take an account away: the owner any, everyone their own. Asks once more."""
    given = readers.get(ctx, reader, reader_id)
    if sure != "yes":
        return show(request, "remove_reader.html", other=given)
    readers.remove(ctx, reader, reader_id)
    if reader and reader.id == reader_id:
        return forget(request, RedirectResponse("/sign-in?done=gone", 303))
    return RedirectResponse("/readers?done=removed", 303)


@router.get("/me")
def own(request: Request, ctx: Ctx, reader: Asking, done: str = "") -> Response:
    """One's own name, password, feeds, and where one is signed in."""
    return _own(request, ctx, reader, done=DONE.get(done))


@router.post("/me")
def change_own(request: Request, ctx: Ctx, reader: Asking, name: Text = "", email: Text = "") -> Response:
    """A new name or address."""
    return _changed(request, ctx, reader, "saved", lambda: readers.change_own(ctx, reader, name, email))


@router.post("/me/password")
def change_password(request: Request, ctx: Ctx, reader: Asking, old: Text = "", password: Text = "") -> Response:
    """A new password."""
    token = token_of(request)
    return _changed(
        request, ctx, reader, "password", lambda: sessions.change_password(ctx, reader, old, password, token)
    )


@router.post("/me/language")
def change_language(request: Request, ctx: Ctx, reader: Asking, language: Text = "") -> Response:
    """The language of one's pages; empty: as the browser asks."""
    return _changed(request, ctx, reader, "language", lambda: _set_language(ctx, reader, language))


@router.post("/me/feeds")
def renew_feeds(request: Request, ctx: Ctx, reader: Asking) -> Response:
    """New addresses for one's feeds."""
    return _changed(request, ctx, reader, "feeds", lambda: readers.renew_feed_key(ctx, reader))


@router.post("/me/weights")
def weigh(
    request: Request, ctx: Ctx, reader: Asking, outlets: Text = "", freshness: Text = "", velocity: Text = "",
    rarity: Text = "", wishes: Text = "",
) -> Response:  # fmt: skip
    """What the parts of a story's place on the front page weigh."""
    typed = {
        Part.OUTLETS: outlets,
        Part.FRESHNESS: freshness,
        Part.VELOCITY: velocity,
        Part.RARITY: rarity,
        Part.WISHES: wishes,
    }
    return _changed(request, ctx, reader, "weights", lambda: ranking.set_weights(ctx, reader, typed))


@router.post("/me/looks")
def show_as(
    request: Request, ctx: Ctx, reader: Asking, ground: Annotated[Ground, Field()] = PLAIN.ground,
    size: Annotated[TextSize, Field()] = PLAIN.size, measure: Annotated[Measure, Field()] = PLAIN.measure,
    view: Annotated[View, Field()] = PLAIN.view,
) -> Response:  # fmt: skip
    """How the paper looks."""
    chosen = Appearance(ground, size, measure, view)
    return _changed(request, ctx, reader, "looks", lambda: readers.show_as(ctx, reader, chosen))


@router.post("/me/sessions/{session_id}/end")
def end(request: Request, ctx: Ctx, reader: Asking, session_id: Id) -> Response:
    """Sign out another browser."""
    return _changed(request, ctx, reader, "out", lambda: sessions.sign_out_other(ctx, reader, session_id))


def _joining(
    request: Request, template: str, *, name: str = "", email: str = "", fault: str | None = None, status: int = 200,
    **more: Any,
) -> Response:  # fmt: skip
    return show(request, template, status=status, name=name, email=email, fault=fault, **more)


def _readers(request: Request, ctx: Ctx, reader: Asking, *, status: int = 200, **given: Any) -> Response:
    shown: dict[str, Any] = {"done": None, "fault": None, "link": None, "mailed": "", "note": "", "email": "", **given}
    found = readers.listing(ctx, reader)
    invitations = readers.invitations(ctx, reader)
    return show(
        request,
        "readers.html",
        status=status,
        readers=found,
        invitations=invitations,
        by_mail=ctx.settings.sends_mail,
        **shown,
    )


def _own(
    request: Request, ctx: Ctx, reader: Asking, *, done: str | None = None, fault: str | None = None, status: int = 200
) -> Response:
    found = sessions.listing(ctx, reader, token_of(request))
    weights = ranking.weights(ctx, reader)
    return show(
        request, "me.html", status=status, sessions=found, weights=weights, languages=offered(), done=done, fault=fault
    )


def _set_language(ctx: Ctx, reader: Asking, language: str) -> None:
    if language and language not in offered():
        raise BadInput("That is not a language of this Broadsheet. Choose one of the list.")
    readers.set_interface(ctx, reader, language or None)


def _changed(request: Request, ctx: Ctx, reader: Asking, done: str, change: Callable[[], None]) -> Response:
    """Make a change on one's own page; where it cannot be, the page with the reason."""
    try:
        change()
    except (BadInput, TooManyTries) as error:
        return _own(request, ctx, reader, fault=error.reason, status=errors.status_of(error))
    return RedirectResponse(f"/me?done={done}", 303)
