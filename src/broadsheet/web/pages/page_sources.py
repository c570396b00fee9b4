"""Page sources: what a page without a feed would bring, before it is added and when its selectors are changed."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi import Form as Field
from fastapi.responses import RedirectResponse

from broadsheet.errors import BadInput
from broadsheet.model.page_sources import Preview, Selectors
from broadsheet.model.sources import Source
from broadsheet.service.ingest import page_sources
from broadsheet.web.asking import Asking
from broadsheet.web.rendering import Ctx, Id, show

router = APIRouter()
Address = Annotated[str, Field(max_length=4_000)]
Folder = Annotated[str, Field(max_length=100, pattern=r"^[^\x00-\x1f]*$")]
Text = Annotated[str, Field(max_length=2_000)]  # what is too long is said beside its field, not on a page of its own
Button = Annotated[str, Field(alias="do", max_length=20)]


def _given(
    item: Text = "", link: Text = "", title: Text = "", date: Text = "", summary: Text = "", image: Text = ""
) -> Selectors | None:
    """The selectors of the form as they came; None where it held none."""
    texts = [text.strip() for text in (item, link, title, date, summary, image)]
    return Selectors(*texts) if any(texts) else None


Given = Annotated[Selectors | None, Depends(_given)]


@router.post("/sources/page")
async def propose(
    request: Request, ctx: Ctx, reader: Asking, given: Given, url: Address = "", folder: Folder = "", do: Button = ""
) -> Response:
    """What a page would bring; or, with the other button, the page becomes a source."""
    fault = ""
    if do == "add":
        try:
            addition = await page_sources.add(ctx, reader, url, given, folder.strip() or None)
            return show(request, "added.html", additions=(addition,))
        except BadInput as refusal:
            fault = refusal.reason
    preview = await page_sources.preview(ctx, reader, url, given)
    return show_preview(request, preview, folder=folder, fault=fault)


@router.get("/sources/{source_id}/page")
async def form(request: Request, ctx: Ctx, reader: Asking, source_id: Id) -> Response:
    """How a page source is read now, and what its page suggests now."""
    source, preview = await page_sources.preview_of(ctx, reader, source_id)
    return show_preview(request, preview, source=source)


@router.post("/sources/{source_id}/page")
async def change(request: Request, ctx: Ctx, reader: Asking, source_id: Id, given: Given, do: Button = "") -> Response:
    """Read a page source by other selectors; or only show what they would bring."""
    fault = ""
    if do == "save":
        try:
            page_sources.change(ctx, reader, source_id, given or Selectors(""))
            return RedirectResponse(f"/sources?done=changed#source-{source_id}", 303)
        except BadInput as refusal:
            fault = refusal.reason
    source, preview = await page_sources.preview_of(ctx, reader, source_id, given)
    return show_preview(request, preview, source=source, fault=fault)


def show_preview(
    request: Request, preview: Preview, *, source: Source | None = None, folder: str = "", fault: str = ""
) -> Response:
    """The page with what was found, each with its selectors in a form of its own. `fault`: why it was not saved."""
    return show(
        request,
        "page_source.html",
        status=400 if fault else 200,
        preview=preview,
        source=source,
        folder=folder,
        fault=fault,
        faults=dict(preview.faults),
        blank=Selectors(""),
    )
