"""Channels, for the staff: make, change, remove; counts of members; issues to share by hand; messages of partners."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi import Form as Field
from fastapi.responses import RedirectResponse

from broadsheet.errors import BadInput
from broadsheet.model.channels import Typed
from broadsheet.service import channels, issues
from broadsheet.text import zones
from broadsheet.web.asking import Asking
from broadsheet.web.feeds import base_of
from broadsheet.web.rendering import Ctx, Id, show

router = APIRouter()
Text = Annotated[str, Field(max_length=10_000)]  # what is too long is said beside its field, not on a page of its own
DONE = {
    "made": "The channel is made. Give its address to those who may join.",
    "changed": "Saved.",
    "removed": "The channel is gone, with its members and its issues.",
    "sent": "The message is on its way to those who said yes.",
}


def _typed(
    name: Text = "", invitation: Text = "", subject: Text = "", hashtag: Text = "", words: Text = "",
    rhythm: Text = "", time: Text = "", zone: Text = "", outlets: Text = "", within: Text = "",
    by_mail: Text = "", invite_link: Text = "", partners: Text = "",
) -> Typed:  # fmt: skip
    """The form as it came."""
    return Typed(
        name, invitation, subject, hashtag, words, rhythm, time, zone, outlets, within,
        by_mail=bool(by_mail), invite_link=invite_link, partners=bool(partners),
    )  # fmt: skip


Form = Annotated[Typed, Depends(_typed)]


@router.get("/channels")
def listing(request: Request, ctx: Ctx, reader: Asking, done: str = "") -> Response:
    """All channels, with counts."""
    found = channels.listing(ctx, reader)
    return show(request, "channels.html", channels=found, mailing=channels.mailing(ctx), done=DONE.get(done))


@router.get("/channels/new")
def new(request: Request, ctx: Ctx, reader: Asking) -> Response:
    """The form of a new channel."""
    return _form(request, ctx, channels.blank(ctx, reader))


@router.post("/channels/new")
def make(request: Request, ctx: Ctx, reader: Asking, typed: Form) -> Response:
    """Make a channel, or show what must be mended."""
    checked = channels.check(ctx, reader, typed)
    if checked.plan is None:
        return _form(request, ctx, typed, faults=checked.faults, status=400)
    made = channels.make(ctx, reader, checked.plan)
    return RedirectResponse(f"/channel/{made.key}/desk?done=made", 303)


@router.get("/channel/{key}/desk")
def desk(request: Request, ctx: Ctx, reader: Asking, key: str, done: str = "") -> Response:
    """One channel: counts, issues, and where it is joined."""
    return _desk(request, ctx, reader, key, done=DONE.get(done))


@router.get("/channel/{key}/edit")
def edit(request: Request, ctx: Ctx, reader: Asking, key: str) -> Response:
    """The form of a channel that is there."""
    channel = channels.overview(ctx, reader, key).channel
    return _form(request, ctx, channels.typed_of(channel), key=key)


@router.post("/channel/{key}/edit")
def change(request: Request, ctx: Ctx, reader: Asking, key: str, typed: Form) -> Response:
    """Change a channel, or show what must be mended."""
    checked = channels.check(ctx, reader, typed)
    if checked.plan is None:
        return _form(request, ctx, typed, key=key, faults=checked.faults, status=400)
    channels.change(ctx, reader, key, checked.plan)
    return RedirectResponse(f"/channel/{key}/desk?done=changed", 303)


@router.get("/channel/{key}/remove")
def confirm(request: Request, ctx: Ctx, reader: Asking, key: str) -> Response:
    """Ask once more before a channel is removed."""
    return show(request, "channel_remove.html", shown=channels.overview(ctx, reader, key))


@router.post("/channel/{key}/remove")
def remove(ctx: Ctx, reader: Asking, key: str) -> Response:
    """Take a channel away."""
    channels.remove(ctx, reader, key)
    return RedirectResponse("/channels?done=removed", 303)


@router.get("/channel/{key}/issue/{number}/share")
def share(request: Request, ctx: Ctx, reader: Asking, key: str, number: Id) -> Response:
    """An issue as text to copy and to share."""
    return show(request, "channel_share.html", prepared=channels.prepared(ctx, reader, key, number, base_of(request)))


@router.post("/channel/{key}/message")
def message(
    request: Request, ctx: Ctx, reader: Asking, key: str, partner: Text = "", title: Text = "", message: Text = ""
) -> Response:  # fmt: skip
    """Send a message of a partner to those who said yes to such."""
    try:
        issues.send_message(ctx, reader, key, partner=partner, title=title, message=message)
    except BadInput as error:
        typed = {"partner": partner, "title": title, "message": message}
        return _desk(request, ctx, reader, key, fault=error.reason, typed=typed, status=400)
    return RedirectResponse(f"/channel/{key}/desk?done=sent", 303)


def _form(
    request: Request, ctx: Ctx, typed: Typed, *, key: str | None = None, faults: Any = None, status: int = 200
) -> Response:
    return show(
        request,
        "channel_form.html",
        status=status,
        typed=typed,
        key=key,
        faults=faults or {},
        zones=zones.names(),
        mailing=channels.mailing(ctx),
    )


def _desk(request: Request, ctx: Ctx, reader: Asking, key: str, *, status: int = 200, **given: Any) -> Response:
    empty = {"partner": "", "title": "", "message": ""}
    said: dict[str, Any] = {"done": None, "fault": None, "typed": empty, **given}
    overview, base = channels.overview(ctx, reader, key), base_of(request)
    return show(
        request, "channel_desk.html", status=status, shown=overview, base=base, mailing=channels.mailing(ctx), **said
    )
