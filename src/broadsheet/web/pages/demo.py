"""What only the demo has: walking in as any of its readers, and the mails that its mail server got."""

from collections.abc import Callable, Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi import Form as Field

from broadsheet.errors import NotFound
from broadsheet.model.mailbox import Mail
from broadsheet.model.readers import OPERATOR
from broadsheet.service import readers
from broadsheet.text.sanitize import sanitize
from broadsheet.web.asking import Asking
from broadsheet.web.pages.sessions import welcome_in
from broadsheet.web.rendering import Ctx, Id, show

router = APIRouter()
Mails = Callable[[], Sequence[Mail]]


def _mails(request: Request) -> Sequence[Mail]:
    mails: Mails = request.app.state.mailbox
    return mails()


Mailbox = Annotated[Sequence[Mail], Depends(_mails)]


@router.get("/demo")
def entrance(request: Request, ctx: Ctx, reader: Asking, mails: Mailbox) -> Response:  # noqa: ARG001  for the masthead
    """Who would you like to be?"""
    return show(request, "demo.html", people=readers.listing(ctx, OPERATOR), mails=mails)


@router.post("/demo/enter")
def enter(request: Request, ctx: Ctx, reader_id: Annotated[int, Field(ge=1, lt=2**53)]) -> Response:
    """Walk in as one of the readers, without a password."""
    return welcome_in(request, ctx, readers.get(ctx, OPERATOR, reader_id), "/")


@router.get("/demo/mailbox")
def mailbox(request: Request, reader: Asking, mails: Mailbox) -> Response:  # noqa: ARG001  for the masthead
    """All mails, newest first."""
    return show(request, "demo_mailbox.html", mails=mails)


@router.get("/demo/mailbox/{number}")
def mail(request: Request, reader: Asking, mails: Mailbox, number: Id) -> Response:  # noqa: ARG001  for the masthead
    """One mail, in both its forms."""
    found = next((one for one in mails if one.number == number), None)
    if found is None:
        raise NotFound("There is no such mail. The demo forgets old ones.")
    return show(
        request, "demo_mail.html", mail=found, html=sanitize(found.html, request.app.state.ctx.settings.address)
    )
