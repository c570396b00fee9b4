"""Moderation: the queue of flagged comments, the decision on one, and the log that all readers can see."""

from typing import Annotated

from fastapi import APIRouter, Request, Response
from fastapi import Form as Field
from fastapi.responses import RedirectResponse

from broadsheet.errors import BadInput
from broadsheet.model.comments import Act
from broadsheet.service import moderation
from broadsheet.web.asking import Asking
from broadsheet.web.rendering import Ctx, Id, show

router = APIRouter()
Text = Annotated[str, Field()]
DONE = {
    Act.KEEP: "The comment stays. The log says so.",
    Act.REMOVE: "The comment is removed. The log says why.",
    Act.RESTORE: "The comment can be read again. The log says why.",
}


@router.get("/moderation")
def queue(request: Request, ctx: Ctx, reader: Asking, done: str = "") -> Response:
    """The comments that wait for a decision."""
    said = DONE[Act(done)] if done in set(Act) else None
    return show(request, "moderation.html", queue=moderation.queue(ctx, reader), done=said)


@router.get("/moderation/log")
def log(request: Request, ctx: Ctx, reader: Asking, cursor: str | None = None) -> Response:
    """Who decided what, when and why."""
    return show(request, "moderation_log.html", log=moderation.log(ctx, reader, cursor), cursor=cursor)


@router.get("/comment/{comment_id}/decide")
def deciding(request: Request, ctx: Ctx, reader: Asking, comment_id: Id) -> Response:
    """One comment, to decide on."""
    return show(request, "comment_decide.html", case=moderation.case(ctx, reader, comment_id), fault=None, reason="")


@router.post("/comment/{comment_id}/decide")
def decide(
    request: Request, ctx: Ctx, reader: Asking, comment_id: Id, act: Annotated[Act, Field()], reason: Text = ""
) -> Response:
    """Keep, remove or restore a comment."""
    try:
        moderation.decide(ctx, reader, comment_id, act, reason)
    except BadInput as error:
        case = moderation.case(ctx, reader, comment_id)
        return show(request, "comment_decide.html", status=400, case=case, fault=error.reason, reason=reason)
    return RedirectResponse(f"/moderation?done={act}", 303)
