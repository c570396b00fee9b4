"""Channels, for everybody who has the address: the public page, joining, leaving. No signing in, whatever the settings
say; headlines, excerpts and links to the outlets alone."""

from typing import Annotated

from fastapi import APIRouter, Request, Response
from fastapi import Form as Field
from markupsafe import Markup

from broadsheet.errors import BadInput, TooManyTries
from broadsheet.model.channels import Issue, Public
from broadsheet.service import channels, joining
from broadsheet.web import errors
from broadsheet.web.asking import Asking, address_of
from broadsheet.web.feeds import Entry, Feed, Form, base_of, respond
from broadsheet.web.rendering import Ctx, Id, show
from broadsheet.web.words import web_address

router = APIRouter()
Text = Annotated[str, Field(max_length=1000)]
SVG = "image/svg+xml"
HOUR = "public, max-age=3600"


@router.get("/channel/{key}")
def channel(request: Request, ctx: Ctx, _: Asking, key: str) -> Response:
    """What the channel sends, its last issue, and how to join."""
    shown = channels.public(ctx, key)
    return show(request, "channel.html", shown=shown, kind=channels.invite_kind(shown.channel), base=base_of(request))


@router.get("/channel/{key}/qr.svg")
def code(request: Request, ctx: Ctx, key: str) -> Response:
    """The QR code of the page that joins."""
    return Response(channels.qr(ctx, key, base_of(request)), media_type=SVG, headers={"Cache-Control": HOUR})


@router.get("/channel/{key}/invite.svg")
def invite_code(ctx: Ctx, key: str) -> Response:
    """The QR code of the invite link."""
    return Response(channels.invite_qr(ctx, key), media_type=SVG, headers={"Cache-Control": HOUR})


@router.get("/channel/{key}/join")
def ways(request: Request, ctx: Ctx, _: Asking, key: str) -> Response:
    """Where a phone arrives: all ways to join."""
    return _ways(request, channels.public(ctx, key))


@router.post("/channel/{key}/join")
def ask(request: Request, ctx: Ctx, _: Asking, key: str, email: Text = "", partners: Text = "") -> Response:
    """Send the link that joins; the answer is the same whether that address is a member's or not."""
    try:
        joining.ask(ctx, key, email, partners=bool(partners), address=address_of(request))
    except (BadInput, TooManyTries) as error:
        shown, status = channels.public(ctx, key), errors.status_of(error)
        return _ways(request, shown, email=email, partners=bool(partners), fault=error.reason, status=status)
    return _ways(request, channels.public(ctx, key), sent=True)


@router.get("/channel/{key}/feed.{form}")
def feed(request: Request, ctx: Ctx, key: str, form: Form) -> Response:
    """The issues as a feed."""
    shown = channels.public(ctx, key)
    page = f"/channel/{shown.channel.key}"
    entries = tuple(_entry(page, issue) for issue in shown.issues)
    return respond(request, form, Feed(shown.channel.name, base_of(request), page, f"{page}/feed.{form}", entries))


@router.get("/channel/{key}/issue/{number}")
def issue(request: Request, ctx: Ctx, _: Asking, key: str, number: Id) -> Response:
    """One issue."""
    shown, found = channels.issue(ctx, key, number)
    return show(request, "channel_issue.html", shown=shown, issue=found)


@router.get("/joining/{token}")
def confirmation(request: Request, ctx: Ctx, _: Asking, token: str) -> Response:
    """The button that joins: programs that look at every link in a mail press none."""
    return show(request, "joining.html", membership=joining.asked(ctx, token), done=False)


@router.post("/joining/{token}")
def confirm(request: Request, ctx: Ctx, _: Asking, token: str) -> Response:
    """Join."""
    return show(request, "joining.html", membership=joining.confirm(ctx, token), done=True)


@router.get("/leave/{token}")
def leaving(request: Request, ctx: Ctx, _: Asking, token: str, only: str = "") -> Response:
    """The button that leaves; and where there are messages of partners, one that stops those alone."""
    return _leaving(request, ctx, token, only=only, done=False)


@router.post("/leave/{token}")
def leave(request: Request, ctx: Ctx, token: str, only: str = "") -> Response:
    """Leave at once. Mail programs send this too, with one click of their own, and follow no redirect (RFC 8058)."""
    joining.leave(ctx, token, partners_alone=only == "partners")
    return _leaving(request, ctx, token, only=only, done=True)


def _leaving(request: Request, ctx: Ctx, token: str, *, only: str, done: bool) -> Response:
    membership = joining.membership(ctx, token)
    alone = only == "partners"
    return show(request, "leaving.html", membership=membership, token=token, only=alone, done=done)


def _ways(
    request: Request, shown: Public, *, email: str = "", partners: bool = False, fault: str | None = None,
    sent: bool = False, status: int = 200,
) -> Response:  # fmt: skip
    kind = channels.invite_kind(shown.channel)
    return show(
        request, "channel_join.html", status=status, shown=shown, kind=kind, email=email, partners=partners,
        fault=fault, sent=sent,
    )  # fmt: skip


def _entry(page: str, issue: Issue) -> Entry:
    """An issue in a feed: its headlines, each with its outlet and a link there."""
    line = Markup('<li><a href="{}">{}</a> ({}). {}</li>')
    lines = [
        line.format(web_address(pick.card.url) or page, pick.card.title, pick.card.outlet.name, pick.card.excerpt)
        for pick in issue.picks
    ]
    html = Markup("<ol>{}</ol><p>{}</p>").format(Markup("").join(lines), issue.because)
    headlines = "; ".join(pick.card.title for pick in issue.picks)
    return Entry(f"{page.strip('/')}/{issue.id}", f"{page}/issue/{issue.id}", issue.title, headlines, html, issue.made)
