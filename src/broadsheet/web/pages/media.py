"""The outlets' pictures, from us."""

from hashlib import sha256
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from broadsheet.errors import NotFound, NotSignedIn
from broadsheet.service import media
from broadsheet.text.signing import decoded
from broadsheet.web.asking import Asking
from broadsheet.web.errors import status_of
from broadsheet.web.rendering import Ctx

router = APIRouter()
KEPT = "private, max-age=2592000, immutable"  # 30 days; `private`: only readers may have it, so no proxy keeps it
MISSING = "private, max-age=600"
# A picture has nothing to run or load. Only the demo's drawings (SVG) could, if one were opened by itself.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@router.get("/media/{signature}/{width}/{code}")
async def picture(
    request: Request,
    ctx: Ctx,
    reader: Asking,
    signature: str,
    width: int,
    code: Annotated[str, Path(max_length=4_000)],
) -> Response:
    """One picture in one width. `code`: the outlet's address of it, in base64url. Where it cannot be had, an answer
    without a body: the page then looks as if it had been made without."""
    try:
        shown = await media.get(ctx, reader, signature, decoded(code), width)
    except (NotFound, NotSignedIn) as error:
        return Response(b"", status_of(error), {"Cache-Control": MISSING} if isinstance(error, NotFound) else {})
    tag = f'"{sha256(shown.body).hexdigest()[:20]}"'
    headers = {"Cache-Control": KEPT, "ETag": tag, "Content-Security-Policy": POLICY}
    if tag in request.headers.get("if-none-match", ""):
        return Response(b"", 304, headers)
    return Response(shown.body, 200, headers, shown.type)
