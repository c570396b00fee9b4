"""What was changed in an article after it was published."""

from fastapi import APIRouter, Request, Response

from broadsheet.service import revisions
from broadsheet.web.asking import Asking
from broadsheet.web.rendering import Ctx, Id, show

router = APIRouter()


@router.get("/article/{article_id}/changes")
def changes(request: Request, ctx: Ctx, reader: Asking, article_id: Id) -> Response:
    """Each change, newest first."""
    stored, shown = revisions.history(ctx, reader, article_id)
    return show(request, "revisions.html", stored=stored, revisions=shown)
