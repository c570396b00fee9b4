"""One article, with the comments below it."""

from fastapi import APIRouter, Request, Response

from broadsheet.service import articles, comments
from broadsheet.web.asking import Asking
from broadsheet.web.rendering import Ctx, Id, show

router = APIRouter()


@router.get("/article/{article_id}")
def article(request: Request, ctx: Ctx, reader: Asking, article_id: Id) -> Response:
    """One article, whole or as an excerpt, with what stands beside it."""
    reading = articles.read(ctx, reader, article_id)
    thread = comments.thread(ctx, reader, article_id) if reader else None
    return show(request, "article.html", reading=reading, thread=thread)
