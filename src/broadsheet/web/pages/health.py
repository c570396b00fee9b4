"""What helps an ailing source: its feed looked for again and taken over, an ailment left; and all of it as a feed."""

from typing import Annotated

from fastapi import APIRouter, Request, Response
from fastapi import Form as Field
from fastapi.responses import RedirectResponse
from markupsafe import escape

from broadsheet.model.health import Ailment, Recovery, Trouble
from broadsheet.service import health
from broadsheet.web.asking import Asking
from broadsheet.web.feeds import LIMIT, Entry, Feed, Form, base_of, respond
from broadsheet.web.interface.current import gettext as _
from broadsheet.web.interface.current import noted
from broadsheet.web.interface.said import said
from broadsheet.web.rendering import Ctx, Id, show
from broadsheet.web.times import day_of

router = APIRouter()
NAMES = {
    Trouble.GONE: noted("Gone"),
    Trouble.FAILING: noted("Failing"),
    Trouble.SILENT: noted("Silent"),
    Trouble.HUSKS: noted("Titles without text"),
    Trouble.CHANGED: noted("Changed"),
    Trouble.DOUBLED: noted("Doubled"),
    Trouble.MOVED: noted("Moved"),
}
FEED = "/sources/health/feed"

Address = Annotated[str, Field(max_length=2_000)]
Which = Annotated[Trouble, Field()]
Since = Annotated[int, Field(ge=0, lt=2**53)]


@router.get("/sources/health/feed.{form}")
def feed(request: Request, ctx: Ctx, reader: Asking, form: Form) -> Response:
    """An entry for each ailment when it begins, and one when a source that failed for long is well again."""
    found = health.report(ctx, reader)
    entries = [*map(_of_ailment, found.ailments), *map(_of_recovery, found.recoveries)]
    newest = tuple(sorted(entries, key=lambda entry: -entry.dated)[:LIMIT])
    return respond(
        request, form, Feed(_("Health of the sources"), base_of(request), "/sources", f"{FEED}.{form}", newest)
    )


@router.post("/sources/health/show-all")
def take_up(ctx: Ctx, reader: Asking) -> Response:
    """Show again what was set aside."""
    health.take_up(ctx, reader)
    return RedirectResponse("/sources", 303)


@router.post("/sources/{source_id}/find")
async def find(request: Request, ctx: Ctx, reader: Asking, source_id: Id) -> Response:
    """Look for a source's feed again, and show what was found."""
    return show(request, "found.html", found=await health.look_for_feed(ctx, reader, source_id))


@router.post("/sources/{source_id}/take")
async def take(ctx: Ctx, reader: Asking, source_id: Id, address: Address = "") -> Response:
    """Read a source at another address from now on."""
    await health.take_over(ctx, reader, source_id, address)
    return RedirectResponse(f"/sources?done=taken#source-{source_id}", 303)


@router.post("/sources/{source_id}/leave")
def leave(ctx: Ctx, reader: Asking, source_id: Id, trouble: Which, since: Since) -> Response:
    """Set an ailment aside until it begins anew."""
    health.leave(ctx, reader, source_id, trouble, since)
    return RedirectResponse("/sources?done=left", 303)


def _of_ailment(ailment: Ailment) -> Entry:
    source, name = ailment.source, _(NAMES[ailment.trouble])
    observed = _("%(observed)s Since %(day)s.", observed=said(ailment.observed), day=day_of(ailment.since))
    return Entry(
        name=f"health/{source.id}/{ailment.trouble}/{ailment.since}",
        path=f"/sources#source-{source.id}",
        title=f"{name}: {source.title}",
        summary=f"{observed} {ailment.suggestion}",
        html=f"<p>{escape(observed)}</p><p>{escape(ailment.suggestion)}</p><p>{escape(source.url)}</p>",
        dated=ailment.noticed,
        authors=("Broadsheet",),
    )


def _of_recovery(recovery: Recovery) -> Entry:
    source = recovery.source
    words = _("It is read again. It had failed since %(day)s.", day=day_of(recovery.since))
    return Entry(
        name=f"health/{source.id}/well/{recovery.at}",
        path=f"/sources#source-{source.id}",
        title=_("Well again: %(title)s", title=source.title),
        summary=words,
        html=f"<p>{escape(words)}</p>",
        dated=recovery.at,
        authors=("Broadsheet",),
    )
