"""What a reader did with articles: saved, history, hidden; the buttons that do it; and reading all at once."""

from typing import Annotated

from fastapi import APIRouter, Request, Response
from fastapi import Form as Field
from fastapi.responses import RedirectResponse

from broadsheet.model.reading_states import Act
from broadsheet.service import reading_states
from broadsheet.web.asking import Asking
from broadsheet.web.rendering import Ctx, Id, show
from broadsheet.web.words import inside

router = APIRouter()
Back = Annotated[str, Field(max_length=2000)]
Number = Annotated[int, Field(ge=1, lt=2**53)]


@router.get("/saved")
def saved(request: Request, ctx: Ctx, reader: Asking, cursor: str | None = None) -> Response:
    """The articles that the reader saved."""
    return _listed(request, ctx, reader, Act.SAVE, cursor)


@router.get("/history")
def history(request: Request, ctx: Ctx, reader: Asking, cursor: str | None = None) -> Response:
    """The articles that the reader read."""
    return _listed(request, ctx, reader, Act.READ, cursor)


@router.get("/hidden")
def hidden(request: Request, ctx: Ctx, reader: Asking, cursor: str | None = None) -> Response:
    """The articles that the reader hid."""
    return _listed(request, ctx, reader, Act.HIDE, cursor)


@router.post("/article/{article_id}/state")
def change(ctx: Ctx, reader: Asking, article_id: Id, act: Annotated[Act, Field()], back: Back = "/") -> Response:
    """Save an article, hide it, mark it as unread; or the opposite."""
    reading_states.act(ctx, reader, article_id, act)
    # To come back to an article is to read it, unless that was just taken back.
    stays = act is Act.UNREAD and back == f"/article/{article_id}"
    return RedirectResponse(f"{back}?unread=1" if stays else inside(back), 303)


@router.post("/article/{article_id}/way")
def come_to(ctx: Ctx, reader: Asking, article_id: Id, way: Annotated[int, Field(ge=0, le=1000)]) -> Response:
    """Remember how far the reader has come."""
    reading_states.come_to(ctx, reader, article_id, way)
    return Response(status_code=204)


@router.post("/read-all")
def sweep(
    ctx: Ctx, reader: Asking, up_to: Number, back: Back = "/",
    outlet: Number | None = None, hashtag: Annotated[str | None, Field(max_length=200)] = None,
) -> Response:  # fmt: skip
    """Mark all as read, or all of an outlet or a hashtag, up to the newest article that was seen."""
    reading_states.sweep(ctx, reader, up_to, outlet_id=outlet, hashtag=hashtag)
    return RedirectResponse(inside(back), 303)


@router.post("/read-all/{sweep_id}/undo")
def take_back(ctx: Ctx, reader: Asking, sweep_id: Id, back: Back = "/") -> Response:
    """What was marked as read at once is unread again."""
    reading_states.take_back(ctx, reader, sweep_id)
    return RedirectResponse(inside(back), 303)


def _listed(request: Request, ctx: Ctx, reader: Asking, done: Act, cursor: str | None) -> Response:
    found = reading_states.reading_list(ctx, reader, done, cursor)
    return show(request, "reading_list.html", done=done.value, found=found, cursor=cursor)
