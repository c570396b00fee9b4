"""What Broadsheet can do with an article, each with an example from today's paper."""

from fastapi import APIRouter, Request, Response

from broadsheet.service import answers
from broadsheet.web.asking import Asking
from broadsheet.web.rendering import Ctx, show

router = APIRouter()


@router.get("/abilities")
def abilities(request: Request, ctx: Ctx, reader: Asking) -> Response:
    """The AI features, one example each."""
    model = bool(ctx.settings.model_address)
    return show(request, "abilities.html", examples=answers.examples(ctx, reader), model=model)
