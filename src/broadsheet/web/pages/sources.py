"""The sources: how each is doing, and the forms that add, import, export, check and remove."""

from collections.abc import Collection
from typing import Annotated

from fastapi import APIRouter, File, Query, Request, Response
from fastapi import Form as Field
from fastapi.responses import RedirectResponse

from broadsheet.errors import BadInput
from broadsheet.model.health import Ailment, Severity
from broadsheet.model.sources import Source, State
from broadsheet.service import health, newsletters, sources, websub
from broadsheet.service.ingest import page_sources
from broadsheet.web.asking import Asking
from broadsheet.web.pages.health import NAMES
from broadsheet.web.pages.page_sources import show_preview
from broadsheet.web.rendering import Ctx, Id, show

router = APIRouter()
WORST_FIRST = (State.GONE, State.FAILING, State.NEW, State.OK)
DONE = {
    "changed": "The source is read by its new selectors from now on.",
    "removed": "The source was removed. The articles that it brought stay in the archive.",
    "left": "It is set aside. If it begins anew, it stands here again.",
    "taken": "The source is read at its new address from now on, and asked there now. Its articles stay.",
    "checking": "The source is asked now. What comes of it stands here in a moment.",
    "checking-all": "All sources are asked now. What comes of it stands here in a moment.",
}

Addresses = Annotated[str, Field(max_length=500_000)]
Folder = Annotated[str, Field(max_length=100, pattern=r"^[^\x00-\x1f]*$")]
Feeds = Annotated[list[str], Field(max_length=500)]
Upload = Annotated[bytes, File()]
Ailing = Annotated[int, Query(ge=0, le=1)]


@router.get("/sources")
def listing(request: Request, ctx: Ctx, reader: Asking, done: str = "", ailing: Ailing = 0) -> Response:
    """All sources; those that need a look first, with what is wrong. `ailing`: those alone."""
    checkup = health.report(ctx, reader)
    troubles: dict[int, list[Ailment]] = {}
    for ailment in checkup.ailments:
        troubles.setdefault(ailment.source.id, []).append(ailment)
    poor = {one.source.id for one in checkup.ailments if one.severity > Severity.NOTICE}
    found = sorted(sources.listing(ctx, reader), key=lambda source: _by_need(source, poor))
    return show(
        request,
        "sources.html",
        sources=found,
        shown=[source for source in found if source.id in troubles] if ailing else found,
        ailing=bool(ailing),
        checkup=checkup,
        troubles=troubles,
        poor=poor,
        names=NAMES,
        hubs=websub.of_sources(ctx, reader),
        mailbox=newsletters.progress(ctx, reader),
        done=DONE.get(done),
    )


@router.post("/sources")
async def add(request: Request, ctx: Ctx, reader: Asking, addresses: Addresses = "", folder: Folder = "") -> Response:
    """Add what stands behind each address; where that is one page without a feed, show what could be followed of it."""
    additions = await sources.add(ctx, reader, addresses.split(), folder.strip() or None)
    if len(additions) == 1 and additions[0].page:
        preview = await page_sources.preview(ctx, reader, additions[0].page)
        return show_preview(request, preview, folder=folder)
    return show(request, "added.html", additions=additions)


@router.post("/sources/import")
async def import_file(request: Request, ctx: Ctx, reader: Asking, file: Upload = b"") -> Response:
    """Add every address of an OPML file."""
    if not file:
        raise BadInput("No file was chosen. Choose an OPML file, as other news readers export it.")
    return show(request, "added.html", additions=await sources.import_file(ctx, reader, file))


@router.post("/sources/starter")
async def add_starters(request: Request, ctx: Ctx, reader: Asking, feed: Feeds = []) -> Response:  # noqa: B006 - FastAPI copies it
    """Add what was chosen from the starter list, and nothing that is not on it."""
    return show(request, "added.html", additions=await sources.choose(ctx, reader, feed))


@router.get("/sources.opml")
def export(ctx: Ctx, reader: Asking) -> Response:
    """All sources as OPML."""
    headers = {"Content-Disposition": 'attachment; filename="broadsheet.opml"'}
    return Response(sources.export(ctx, reader), media_type="text/x-opml", headers=headers)


@router.post("/sources/check")
def check_all(ctx: Ctx, reader: Asking) -> Response:
    """Ask every source now."""
    sources.check_now(ctx, reader)
    return RedirectResponse("/sources?done=checking-all", 303)


@router.post("/sources/{source_id}/check")
def check(ctx: Ctx, reader: Asking, source_id: Id) -> Response:
    """Ask one source now."""
    sources.check_now(ctx, reader, source_id)
    return RedirectResponse(f"/sources?done=checking#source-{source_id}", 303)


@router.get("/sources/{source_id}/remove")
def confirm(request: Request, ctx: Ctx, reader: Asking, source_id: Id) -> Response:
    """Ask once more before a source is removed."""
    return show(request, "remove.html", source=sources.get(ctx, reader, source_id))


@router.post("/sources/{source_id}/remove")
def remove(ctx: Ctx, reader: Asking, source_id: Id) -> Response:
    """Stop collecting from a source."""
    sources.remove(ctx, reader, source_id)
    return RedirectResponse("/sources?done=removed", 303)


def _by_need(source: Source, poor: Collection[int]) -> tuple[int, bool, str]:
    return WORST_FIRST.index(source.state), source.id not in poor, source.title.casefold()
